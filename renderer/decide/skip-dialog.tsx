/** 검토 생략: the ground that will stand in the box, and what only the trail keeps (영 §9①). */

import { Words } from '../ui/words.tsx';
import { useState } from 'react';
import { SKIP_GROUNDS } from '../../shared/api/act-view.ts';
import type { Acted, Input } from '../../shared/api/contract.ts';
import type { StepView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.acts.skip;

/** The dialog. */
export function SkipDialog({
  documentId,
  step,
  onClose,
}: {
  readonly documentId: string;
  readonly step: StepView;
  readonly onClose: (acted: Acted | null) => void;
}) {
  const [ground, setGround] = useState<Input<'approval.skip'>['ground']>('trip');
  const [reason, setReason] = useState('');
  const { busy, said, run } = useAct();
  const skip = async (): Promise<void> => {
    const done = await run('approval.skip', { documentId, stepId: step.id, ground, reason: reason.trim() });
    if (done !== null) onClose(done);
  };
  useShortcuts({ 'Ctrl Enter': () => void skip() }, true);
  return (
    <Dialog title={`${words.title} · ${step.position}`} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <h3>{words.ground}</h3>
        <div role="radiogroup" aria-label={words.ground} className="opts">
          {SKIP_GROUNDS.map((name) => (
            <label key={name} className={ground === name ? 'opt on' : 'opt'}>
              <input type="radio" name="ground" checked={ground === name} onChange={() => setGround(name)} />
              <b>{words.grounds[name]}</b>
            </label>
          ))}
        </div>
        <label htmlFor="skip-reason" className="b">
          {words.reason}
        </label>
        <Words id="skip-reason" className="field big" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.button} busy={busy} busyWord={words.busy} onClose={() => onClose(null)} onAct={() => void skip()} />
    </Dialog>
  );
}
