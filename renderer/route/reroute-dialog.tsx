/** 결재경로 고침: other posts for the steps nobody can act on, all at once, with a reason (AP24). */

import { Words } from '../ui/words.tsx';
import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.routeRules.reroute;

/** The dialog. */
export function RerouteDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (acted: Acted | null) => void }) {
  const { documentId } = view;
  const { value, error } = useQuery('route.propose', { documentId });
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const { busy, said, run } = useAct();
  const steps = view.lanes.flatMap((lane) => lane.stages.flat()).filter((step) => step.may.includes('reroute'));
  const taken = new Set(value?.lane.stages.flat().map((step) => `${step.unit ?? ''}/${step.position}`));
  const posts = (value?.positions ?? []).filter((post) => !taken.has(`${post.unit ?? ''}/${post.position}`));
  const missing = reason.trim() === '' || steps.some((step) => picked[step.id] === undefined);
  const send = async (): Promise<void> => {
    const chosen = steps.flatMap((step) => {
      const post = posts[Number(picked[step.id])];
      return post === undefined ? [] : [{ stepId: step.id, position: post.position, unit: post.unit }];
    });
    const done = await run('route.reroute', { documentId, posts: chosen, reason: reason.trim() });
    if (done !== null) onClose(done);
  };
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        {steps.map((step) => (
          <label key={step.id} className="reroute-step">
            <span>
              <b>{step.position}</b> <span className="tag off">{words.stranded}</span>
            </span>
            <select
              className="field"
              aria-label={words.pick(step.position)}
              value={picked[step.id] ?? ''}
              onChange={(event) => setPicked({ ...picked, [step.id]: event.target.value })}
            >
              <option value="" disabled>
                {words.pick(step.position)}
              </option>
              {posts.map((post, i) => (
                <option key={`${post.unit ?? ''}${post.position}`} value={i}>
                  {`${post.unitName} ${post.position} ${post.names.join(', ')}`.trim()}
                </option>
              ))}
            </select>
          </label>
        ))}
        <label htmlFor="reroute-reason" className="b">
          {words.reason}
        </label>
        <Words id="reroute-reason" className="field big" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {error !== null && <Message tone="bad" text={error} />}
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={() => onClose(null)}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri lg" busy={busy} busyWord={words.busy} why={missing ? words.needed : null} onAct={() => void send()}>
          {words.button}
        </ActButton>
      </footer>
    </Dialog>
  );
}
