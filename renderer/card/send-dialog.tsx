/** 발송 cannot be taken back, so it is asked about: to whom, and what happens. */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { issueWords } from './issue-words.ts';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.document.card.seal;

function Names({ title, note, names }: { readonly title: string; readonly note?: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <p className="b">{title}</p>
      {note !== undefined && <p className="muted cap">{note}</p>}
      <ul className="send-to">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}

/** The question. `said` is why it was refused. */
export function SendDialog({
  view,
  busy,
  said,
  onSend,
  onClose,
}: {
  readonly view: DocumentView;
  readonly busy: boolean;
  readonly said: string | null;
  readonly onSend: () => void;
  readonly onClose: () => void;
}) {
  const delivered = view.issue.reach.flatMap(({ name, agency }) => (agency === null ? [] : [name]));
  const printed = view.issue.reach.flatMap(({ name, agency }) => (agency === null ? [name] : []));
  useShortcuts(
    {
      'Ctrl Enter': () => {
        if (!busy) onSend();
      },
    },
    true,
  );
  return (
    <Dialog title={words.sendTitle} onClose={onClose}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <p className="subtle">{delivered.length > 0 ? issueWords(view).sendNote : words.sendNobody}</p>
        <Names title={words.sendTo(delivered.length)} names={delivered} />
        <Names title={words.sendPrinted(printed.length)} note={words.sendPrintedNote} names={printed} />
        {said !== null && <Message tone="bad" text={said} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri lg" busy={busy} busyWord={words.sending} onAct={onSend}>
          {words.sendNow} <kbd>Ctrl ↵</kbd>
        </ActButton>
      </footer>
    </Dialog>
  );
}
