/** Asking for opinions: whom, what, until when, how many are hoped for. It decides nothing, and the dialog says so. */

import { DayInput } from '../ui/day-input.tsx';
import { Words } from '../ui/words.tsx';
import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { useKeptWords } from '../decide/use-kept-words.ts';
import { ko } from '../i18n/ko.ts';
import { dateValue } from '../ui/dates.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { dropWhom, keepWhom, readWhom, type Whom } from './kept-whom.ts';
import { TargetPicker } from './target-picker.tsx';

const words = ko.consultation;
const DAYS = 3;
const day = (after: number): string => dateValue(new Date(Date.now() + after * 86_400_000).toISOString());

/** What the dialog holds, and what still keeps it from being sent. */
function useConsultation(documentId: string, onClose: (said: string | null, waiting?: boolean) => void) {
  const { typed, put, drop } = useKeptWords(documentId, 'consult');
  const { text: question } = typed;
  const [due, setDue] = useState(() => (typed.until === '' ? day(DAYS) : typed.until));
  const [{ to, hoped }, setWhom] = useState<Whom>(() => readWhom(documentId));
  const whom = (more: Partial<Whom>): void => {
    setWhom({ to, hoped, ...more });
    keepWhom(documentId, { to, hoped, ...more });
  };
  const act = useAct();
  const atLeast = Math.min(Math.max(1, hoped), Math.max(1, to.length));
  const { needed } = words;
  const missing = to.length === 0 ? needed.whom : question.trim() === '' ? needed.question : due < day(0) ? needed.due : null;
  const ask = async (): Promise<void> => {
    if (missing !== null) return;
    const asked = to.map(({ agency, unit, person }) => ({ agency, unit, person }));
    const done = await act.run('consultation.ask', { documentId, question: question.trim(), to: asked, atLeast, due });
    if (done === null) return;
    drop();
    dropWhom(documentId);
    onClose(done.sentence, done.state === 'waiting');
  };
  const until = (chosen: string): void => {
    setDue(chosen);
    put({ until: chosen });
  };
  return { to, whom, question, due, until, put, atLeast, act, missing, ask };
}

function When({ due, atLeast, most, onDue, onAtLeast }: WhenProps) {
  return (
    <div className="row when">
      <label htmlFor="consult-due" className="b">
        {words.due}
      </label>
      <DayInput id="consult-due" value={due} min={day(0)} problem={due !== '' && due < day(0) ? words.needed.due : null} onDay={onDue} />
      <label htmlFor="consult-least">{words.atLeast}</label>
      <input
        id="consult-least"
        type="number"
        className="field few"
        min={1}
        max={Math.max(1, most)}
        value={atLeast}
        onChange={(event) => onAtLeast(Number(event.target.value))}
      />
      {words.atLeastUnit}
    </div>
  );
}

interface WhenProps {
  readonly due: string;
  readonly atLeast: number;
  readonly most: number;
  readonly onDue: (due: string) => void;
  readonly onAtLeast: (count: number) => void;
}

/** The dialog. */
export function ConsultDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null, waiting?: boolean) => void }) {
  const { to, whom, question, due, until, put, atLeast, act, missing, ask } = useConsultation(view.documentId, onClose);
  useShortcuts({ 'Ctrl Enter': () => void ask() }, true);
  return (
    <Dialog title={words.askTitle} sub={<p className="subtle">{words.askNote}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <TargetPicker documentId={view.documentId} chosen={to} onChange={(chosen) => whom({ to: chosen })} />
        <label htmlFor="consult-question" className="b">
          {words.question}
        </label>
        <Words id="consult-question" className="field big" rows={3} value={question} onChange={(event) => put({ text: event.target.value })} />
        <When due={due} atLeast={atLeast} most={to.length} onDue={until} onAtLeast={(count) => whom({ hoped: count })} />
        <p className="muted cap">{words.reads}</p>
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} />}
      </div>
      <DialogFoot word={words.askButton} busy={act.busy} busyWord={words.asking} why={missing} onClose={() => onClose(null)} onAct={() => void ask()} />
    </Dialog>
  );
}
