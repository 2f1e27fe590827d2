/** Acts that need a reason and no turn: 회수 by the drafter, 수정 요청 by the lead's decider who takes the decision back. */

import { DayInput, today } from '../ui/day-input.tsx';
import { Words } from '../ui/words.tsx';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useKeptWords } from './use-kept-words.ts';

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
  const { documentId } = view;
  const { typed, put, drop } = useKeptWords(documentId, act);
  const { reason, until: due } = typed;
  const { busy, said, run } = useAct();
  const words = WORDS[act];
  const missing = reason.trim() === '' ? ko.document.reason.needed : null;
  const taken = view.lanes.flatMap((lane) => lane.stages.flat()).find((step) => step.may.includes('askChange'));
  const send = async (): Promise<void> => {
    if (missing !== null) return;
    const why = { documentId, reason: reason.trim() };
    const done =
      act === 'withdraw'
        ? await run('approval.withdraw', why)
        : await run('approval.askChange', { ...why, stepId: taken?.id ?? '', due: due === '' ? null : due });
    if (done === null) return;
    drop();
    onClose(done.sentence, done.state === 'waiting');
  };
  useShortcuts({ 'Ctrl Enter': () => void send() }, true);
  return (
    <Dialog title={words.title} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <p className="subtle">{words.what}</p>
        <label htmlFor="act-reason" className="b">
          {ko.document.reason.label}
        </label>
        <Words id="act-reason" className="field big" rows={4} value={reason} onChange={(event) => put({ reason: event.target.value })} data-autofocus />
        {act === 'askChange' && (
          <label className="row">
            <span className="subtle">{ko.due.changeBy}</span>
            <DayInput value={due} min={today()} onDay={(until) => put({ until })} />
          </label>
        )}
        <p className="muted cap">{ko.document.reason.hint}</p>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot look="bad" word={words.button} busy={busy} busyWord={words.busy} why={missing} onClose={() => onClose(null)} onAct={() => void send()} />
    </Dialog>
  );
}
