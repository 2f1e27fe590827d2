/** What the editors of a body's parts say together, drawn again only where it changed. */

import type { Editor } from '@tiptap/core';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { createAfterPaint } from '../after-paint.ts';

/**
 * `select` over all editors; the value before stays where `same` says it is the same. Looked at once the letter that was typed is on the screen: none of what
 * asks stands in the text, and drawing it first would be felt at every key.
 */
export function useEditors<T>(editors: readonly Editor[], select: (editors: readonly Editor[]) => T, same: (a: T, b: T) => boolean): T {
  const kept = useRef<{ readonly of: readonly Editor[]; readonly value: T } | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      const later = createAfterPaint(changed);
      for (const editor of editors) editor.on('transaction', later.ask);
      return () => {
        later.stop();
        for (const editor of editors) editor.off('transaction', later.ask);
      };
    },
    [editors],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = select(editors.filter(({ isDestroyed }) => !isDestroyed));
    const before = kept.current;
    if (before !== null && before.of === editors && same(before.value, value)) return before.value;
    kept.current = { of: editors, value };
    return value;
  });
}
