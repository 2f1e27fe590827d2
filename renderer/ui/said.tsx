/** What somebody said, whole or folded after a few lines; nothing of it is ever cut off for good. */

import { useState } from 'react';
import { ko } from '../i18n/ko.ts';

/** Longer than this, or of more lines, it is folded. */
const SHORT = { characters: 220, lines: 4 };

/** Whether a text is folded at first. */
export function isLong(text: string): boolean {
  return text.length > SHORT.characters || text.split('\n').length > SHORT.lines;
}

/** Words as they stand; long ones show their beginning and open on demand. Lines stay as they were typed. */
export function Folded({ text, of = text.length }: { readonly text: string; readonly of?: number }) {
  const [open, setOpen] = useState(false);
  if (!isLong(text)) return <span className="said-text">{text}</span>;
  return (
    <span className="said-text">
      <span className={open ? 'line' : 'line said-folded'}>{text}</span>
      <button type="button" className="btn sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? ko.said.less : ko.said.more(of)}
      </button>
    </span>
  );
}

/** What somebody said, in quotes, folded where it is long. */
export function Said({ text }: { readonly text: string }) {
  return text === '' ? null : <Folded text={`“${text}”`} of={text.length} />;
}
