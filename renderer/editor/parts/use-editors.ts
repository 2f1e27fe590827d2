/** What the editors of a body's parts say together, drawn again only where it changed. */

import type { Editor } from '@tiptap/core';
import { useCallback, useRef, useSyncExternalStore } from 'react';

/** `select` over all editors; the value before stays where `same` says it is the same. */
export function useEditors<T>(editors: readonly Editor[], select: (editors: readonly Editor[]) => T, same: (a: T, b: T) => boolean): T {
  const kept = useRef<{ readonly of: readonly Editor[]; readonly value: T } | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      for (const editor of editors) editor.on('transaction', changed);
      return () => {
        for (const editor of editors) editor.off('transaction', changed);
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
