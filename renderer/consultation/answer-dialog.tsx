/** Answering an 의견조회: what was asked, until when, and an opinion or none. It is signed, and it is no decision. */

import { Words } from '../ui/words.tsx';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { useKeptWords } from '../decide/use-kept-words.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { dayOnly } from '../ui/dates.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.consultation;

/** The dialog for the one that waits longest for this person. */
export function AnswerDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null, waiting?: boolean) => void }) {
  const { busy, said, run } = useAct();
  const asked = view.consultations.findLast(({ mine }) => mine !== null);
  const { typed, put, drop } = useKeptWords(view.documentId, `answer-${asked?.id ?? ''}`);
  const { text } = typed;
  const answer = async (opinion: string): Promise<void> => {
    if (asked === undefined) return;
    const done = await run('consultation.answer', { documentId: view.documentId, id: asked.id, opinion });
    if (done === null) return;
    drop();
    onClose(done.sentence, done.state === 'waiting');
  };
  const missing = text.trim() === '' ? words.opinionNeeded : null;
  useShortcuts({ 'Ctrl Enter': () => (missing === null ? void answer(text.trim()) : undefined) }, true);
  if (asked === undefined) return null;
  return (
    <Dialog title={words.answerTitle} sub={<p className="subtle">{words.answerNote}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <dl className="kv">
          <dt>{words.asked}</dt>
          <dd>{asked.who}</dd>
          <dt>{words.questionAsked}</dt>
          <dd>{asked.question ?? words.hidden}</dd>
          <dt>{words.due}</dt>
          <dd className="num">
            {dayOnly(asked.due)} {asked.overdue && <span className="tag warn">{words.over}</span>}
          </dd>
        </dl>
        <label htmlFor="consult-opinion" className="b">
          {words.opinion}
        </label>
        <Words id="consult-opinion" className="field big" rows={5} value={text} data-autofocus onChange={(event) => put({ text: event.target.value })} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot
        word={words.answerButton}
        busy={busy}
        busyWord={words.answering}
        why={missing}
        onClose={() => onClose(null)}
        onAct={() => void answer(text.trim())}
      >
        <ActButton look="lg" busy={busy} busyWord={words.answering} onAct={() => void answer('')}>
          {words.answerNone}
        </ActButton>
      </DialogFoot>
    </Dialog>
  );
}
