/** 고친 판 올리기: what changed, why, who concurs again and who is told; then the version is fixed (영 §9③). And giving it up. */

import { Words } from '../ui/words.tsx';
import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DiffLines } from '../stranded/diff-lines.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.revision;

type OnClose = (said: string | null, waiting?: boolean) => void;

/** Steps signed so far: those are told; the 협조 among them may be asked again. */
function signedSteps(view: DocumentView) {
  return view.lanes.flatMap((lane) => lane.stages.flat()).filter((step) => step.state === 'signed');
}

function Reconcur({
  view,
  chosen,
  onChoose,
}: {
  readonly view: DocumentView;
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}) {
  const concurred = signedSteps(view).filter((step) => step.kind === 'concur');
  if (concurred.length === 0) return null;
  return (
    <>
      <h3>{words.reconcur}</h3>
      <div className="opts">
        {concurred.map((step) => {
          const on = chosen.includes(step.id);
          return (
            <label key={step.id} className={on ? 'opt on' : 'opt'}>
              <input type="checkbox" checked={on} onChange={() => onChoose(on ? chosen.filter((id) => id !== step.id) : [...chosen, step.id])} />
              <b>{step.unitName === step.position ? step.position : `${step.unitName} ${step.position}`.trim()}</b>
            </label>
          );
        })}
      </div>
      <p className="muted cap">{words.reconcurNote}</p>
    </>
  );
}

function Changes({ view, version }: { readonly view: DocumentView; readonly version: number }) {
  const { value, error } = useQuery('documents.compare', { documentId: view.documentId, from: view.version, to: version }, view.documentId);
  const changed = (value?.lines ?? []).filter((line) => line.kind !== 'same');
  return (
    <section aria-label={words.diff} className="compare">
      <h3>
        {words.diff} {value !== null && <span className="muted">{words.lines(changed.length)}</span>}
      </h3>
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && changed.length === 0 && <p className="muted">{words.none}</p>}
      {changed.length > 0 && <DiffLines lines={changed} />}
    </section>
  );
}

/** The dialog of the author. */
export function SendRevisionDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: OnClose }) {
  const { revision, documentId } = view;
  const [reason, setReason] = useState(revision?.reason ?? '');
  const [reconcur, setReconcur] = useState<readonly string[]>(() => signedSteps(view).flatMap((step) => (step.kind === 'concur' ? [step.id] : [])));
  const { busy, said, run } = useAct();
  const missing = reason.trim() === '' ? words.needed : null;
  const send = async (): Promise<void> => {
    if (missing !== null) return;
    const done = await run('revision.send', { documentId, reason: reason.trim(), reconcur: [...reconcur] });
    if (done !== null) onClose(done.sentence, done.state === 'waiting');
  };
  useShortcuts({ 'Ctrl Enter': () => void send() }, true);
  if (revision === null) return null;
  const told = signedSteps(view).map((step) => step.position);
  return (
    <Dialog wide title={words.title(revision.version)} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <Changes view={view} version={revision.version} />
        <label htmlFor="revision-reason" className="b">
          {words.reason}
        </label>
        <Words id="revision-reason" className="field big" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        <Reconcur view={view} chosen={reconcur} onChoose={setReconcur} />
        <dl className="kv">
          <dt>{words.tells}</dt>
          <dd>
            {told.length === 0 ? ko.document.submit.none : told.join(' · ')} <span className="muted cap line">{words.tellsNote}</span>
          </dd>
        </dl>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.button} busy={busy} busyWord={words.busy} why={missing} onClose={() => onClose(null)} onAct={() => void send()} />
    </Dialog>
  );
}

/** Giving the version up: asked once, because its text is gone then. Of somebody away it says whose it is. */
export function DropRevisionDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: OnClose }) {
  const { busy, said, run } = useAct();
  const { revision } = view;
  const told = revision === null || revision.mine ? words.dropOwn : words.dropOther(revision.who, revision.version);
  const drop = async (): Promise<void> => {
    const done = await run('revision.drop', { documentId: view.documentId });
    if (done !== null) onClose(done.sentence, done.state === 'waiting');
  };
  return (
    <Dialog title={told.title} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <p>{told.note}</p>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={() => onClose(null)} data-autofocus>
          {told.keep} <kbd>Esc</kbd>
        </button>
        <ActButton look="bad lg" busy={busy} busyWord={told.busy} onAct={() => void drop()}>
          {told.drop}
        </ActButton>
      </footer>
    </Dialog>
  );
}
