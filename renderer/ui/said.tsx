/** What somebody said, whole or folded after a few lines; nothing of it is ever cut off for good. */

import { useState } from 'react';
import { ko } from '../i18n/ko.ts';

/** Longer than this, or of more lines, it is folded. */
const SHORT = { characters: 220, lines: 4 };

/** Whether a text is folded at first. */
export function isLong(text: string): boolean {
  return text.length > SHORT.characters || text.split('\n').length > SHORT.lines;
}

/** The words, in quotes; a long one shows its beginning and opens on demand. Lines stay as they were typed. */
export function Said({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  if (text === '') return null;
  if (!isLong(text)) return <span className="said-text">“{text}”</span>;
  return (
    <span className="said-text">
      <span className={open ? 'line' : 'line said-folded'}>“{text}”</span>
      <button type="button" className="btn sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? ko.said.less : ko.said.more(text.length)}
      </button>
    </span>
  );
}
