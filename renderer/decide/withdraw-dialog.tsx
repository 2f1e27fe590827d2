/** 회수: a reason is asked for, and what happens is told before. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

/** The dialog. */
export function WithdrawDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null, waiting?: boolean) => void }) {
  const [reason, setReason] = useState('');
  const { busy, said, run } = useAct();
  const words = ko.document.reason.withdraw;
  const withdraw = async (): Promise<void> => {
    const done = await run('approval.withdraw', { documentId: view.documentId, reason: reason.trim() });
    if (done !== null) onClose(done.sentence, done.state === 'waiting');
  };
  return (
    <Dialog title={words.title} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <p className="subtle">{words.what}</p>
        <label htmlFor="withdraw-reason" className="b">
          {ko.document.reason.label}
        </label>
        <textarea
          id="withdraw-reason"
          className="field big"
          rows={4}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={4000}
          data-autofocus
        />
        <p className="muted cap">{ko.document.reason.hint}</p>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={() => onClose(null)}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="bad lg" busy={busy} busyWord={words.busy} why={reason.trim() === '' ? ko.document.reason.label : null} onAct={() => void withdraw()}>
          {words.button}
        </ActButton>
      </footer>
    </Dialog>
  );
}
