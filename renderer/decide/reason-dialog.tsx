/** Acts that need a reason and no turn: 회수 by the drafter, 수정 요청 by the lead's decider who takes the decision back. */

import { DayInput, today } from '../ui/day-input.tsx';
import { Words } from '../ui/words.tsx';
import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const { handling } = ko.acts;

const WORDS = {
  withdraw: ko.document.reason.withdraw,
  askChange: {
    title: handling.title.askChange,
    what: handling.note.askChange,
    button: handling.button.askChange,
    busy: handling.busy.askChange,
  },
} as const;

/** The dialog. */
export function ReasonDialog({
  act,
  view,
  onClose,
}: {
  readonly act: keyof typeof WORDS;
  readonly view: DocumentView;
  readonly onClose: (said: string | null, waiting?: boolean) => void;
}) {
  const [reason, setReason] = useState('');
  const [due, setDue] = useState('');
  const { busy, said, run } = useAct();
  const words = WORDS[act];
  const { documentId } = view;
  const taken = view.lanes.flatMap((lane) => lane.stages.flat()).find((step) => step.may.includes('askChange'));
  const send = async (): Promise<void> => {
    const why = { documentId, reason: reason.trim() };
    const done =
      act === 'withdraw'
        ? await run('approval.withdraw', why)
        : await run('approval.askChange', { ...why, stepId: taken?.id ?? '', due: due === '' ? null : due });
    if (done !== null) onClose(done.sentence, done.state === 'waiting');
  };
  return (
    <Dialog title={words.title} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <p className="subtle">{words.what}</p>
        <label htmlFor="act-reason" className="b">
          {ko.document.reason.label}
        </label>
        <Words id="act-reason" className="field big" rows={4} value={reason} onChange={(event) => setReason(event.target.value)} data-autofocus />
        {act === 'askChange' && (
          <label className="row">
            <span className="subtle">{ko.due.changeBy}</span>
            <DayInput value={due} min={today()} onDay={setDue} />
          </label>
        )}
        <p className="muted cap">{ko.document.reason.hint}</p>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={() => onClose(null)}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="bad lg" busy={busy} busyWord={words.busy} why={reason.trim() === '' ? ko.document.reason.label : null} onAct={() => void send()}>
          {words.button}
        </ActButton>
      </footer>
    </Dialog>
  );
}
