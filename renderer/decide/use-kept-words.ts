/** Words typed in a dialog, kept in this window until they are signed: Esc, a reload or somebody else's act loses none of them. */

import { useState } from 'react';
import { dropWords, keepWords, readWords, type KeptWords } from './kept-words.ts';

/** What was typed under this name (a step, or an act without one), changed by `put`, and let go by `drop` once it was signed. */
export function useKeptWords(documentId: string, name: string) {
  const [typed, setTyped] = useState<KeptWords>(() => readWords(documentId, name));
  return {
    typed,
    put(more: Partial<KeptWords>): void {
      const next = { ...typed, ...more };
      setTyped(next);
      keepWords(documentId, name, next);
    },
    drop: (): void => dropWords(documentId, name),
  };
}
