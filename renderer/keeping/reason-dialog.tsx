/** Why a paper is kept outside the program: one of a few reasons, and words of one's own where none fits. */

import { useState } from 'react';
import type { DownloadReason } from '../../shared/api/contract.ts';
import { DOWNLOAD_GROUNDS, GROUND_WORDS } from '../../shared/policy/download.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** The dialog. `first` is what was chosen for the paper before. */
export function ReasonDialog({
  title,
  first,
  onReason,
  onClose,
}: {
  readonly title: string;
  readonly first: DownloadReason;
  readonly onReason: (reason: DownloadReason) => void;
  readonly onClose: () => void;
}) {
  const words = ko.records.keeping;
  const [ground, setGround] = useState(first?.ground ?? 'duty');
  const [text, setText] = useState(first?.text ?? '');
  const missing = ground === 'other' && text.trim() === '';
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing) onReason({ ground, text: text.trim() });
        }}
      >
        <p className="signed-title">{title}</p>
        <div role="radiogroup" aria-label={words.ground} className="grounds">
          {DOWNLOAD_GROUNDS.map((one) => (
            <label key={one} className={one === ground ? 'ground-row on' : 'ground-row'}>
              <input
                type="radio"
                name="ground"
                checked={one === ground}
                onChange={() => setGround(one)}
                {...(one === ground ? { 'data-autofocus': true } : {})}
              />
              {GROUND_WORDS[one]}
            </label>
          ))}
        </div>
        <label htmlFor="keeping-text" className="b">
          {ground === 'other' ? words.textNeeded : words.text}
        </label>
        <input id="keeping-text" className="field" maxLength={200} value={text} onChange={(event) => setText(event.target.value)} placeholder={words.example} />
        <p className="muted cap">{words.once}</p>
      </form>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri lg" why={missing ? words.textNeeded : null} onAct={() => onReason({ ground, text: text.trim() })}>
          {words.button}
        </ActButton>
      </footer>
    </Dialog>
  );
}
