/** All keys, behind `?`; single letters can be turned off here. */

import { useState } from 'react';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { lettersOn, setLetters } from '../ui/shortcuts.ts';

/** The list of keys. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const [on, setOn] = useState(lettersOn);
  return (
    <Dialog title={ko.keys.title} onClose={onClose}>
      <div className="dialog-body">
        <dl className="key-list">
          {ko.keys.rows.map(([key, what]) => (
            <div key={key}>
              <dt>
                {key.split(' · ').map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label className="check-label tall">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              setLetters(event.target.checked);
              setOn(event.target.checked);
            }}
          />
          <b>{ko.keys.letters}</b>
          <span className="muted cap">{ko.keys.lettersNote}</span>
        </label>
      </div>
    </Dialog>
  );
}
