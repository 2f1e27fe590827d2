/** The foot of a dialog: closing it, and its one act. */

import type { ReactNode } from 'react';
import { ko } from '../i18n/ko.ts';
import { ActButton } from './busy-button.tsx';

/** `why` set means: not now, for this reason. What stands in it comes first, at the left. */
export function DialogFoot({
  look = 'pri',
  word,
  busy,
  busyWord,
  why = null,
  autoFocus = false,
  onClose,
  onAct,
  children,
}: {
  readonly look?: 'pri' | 'bad';
  readonly word: string;
  readonly busy: boolean;
  readonly busyWord: string;
  readonly why?: string | null;
  readonly autoFocus?: boolean;
  readonly onClose: () => void;
  readonly onAct: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <footer className="dialog-foot">
      {children}
      <span className="sp" />
      <button type="button" className="btn lg quiet" onClick={onClose}>
        {ko.close} <kbd>Esc</kbd>
      </button>
      <ActButton look={`${look} lg`} busy={busy} busyWord={busyWord} why={why} autoFocus={autoFocus} onAct={onAct}>
        {word} <kbd>Ctrl ↵</kbd>
      </ActButton>
    </footer>
  );
}
