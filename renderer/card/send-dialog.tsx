/** 발송 cannot be taken back, so it is asked about: to whom, and what happens. */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.document.card.seal;

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
  return (
    <Dialog title={words.sendTitle} onClose={onClose}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <p className="subtle">{words.sendNote}</p>
        <p className="b">{words.sendTo}</p>
        <ul className="send-to">
          {view.fields.recipients.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        {said !== null && <Message tone="bad" text={said} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri lg" busy={busy} busyWord={words.sending} onAct={onSend}>
          {words.sendNow}
        </ActButton>
      </footer>
    </Dialog>
  );
}
