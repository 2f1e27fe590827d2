/** The parts of a body that stand open, in their order, and the one that is written in. */

import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SectionsView } from '../../../shared/api/sections-view.ts';
import { createJoint, type Joint } from './joint.ts';
import type { OpenPart } from './part-text.tsx';

/** Open parts, and what each of them calls when it opens or closes. */
export interface Parts {
  readonly joint: Joint;
  readonly open: readonly OpenPart[];
  readonly editors: readonly Editor[];
  /** The part with the caret, else the first that may be written in, else the first. */
  readonly active: OpenPart | null;
  readonly closed: string | null;
  readonly onPart: (id: string, part: OpenPart | null) => void;
  readonly onClosed: (id: string, sentence: string | null) => void;
}

/** A map with one more or one less; the same one where nothing changed. */
function changed<T>(before: ReadonlyMap<string, T>, id: string, value: T | null): ReadonlyMap<string, T> {
  if ((before.get(id) ?? null) === value) return before;
  const next = new Map(before);
  if (value === null) next.delete(id);
  else next.set(id, value);
  return next;
}

/** Calls with a part's id when the caret comes into it. */
function useFocus(open: readonly OpenPart[], onFocus: (id: string) => void): void {
  useEffect(() => {
    const stops = open.map(({ id, editor }) => {
      const focus = (): void => onFocus(id);
      editor.on('focus', focus);
      return () => void editor.off('focus', focus);
    });
    return () => stops.forEach((stop) => stop());
  }, [open, onFocus]);
}

/** The parts of a paper. */
export function useParts({ list }: SectionsView): Parts {
  const [joint] = useState(createJoint);
  const [all, setAll] = useState<ReadonlyMap<string, OpenPart>>(new Map());
  const [sentences, setSentences] = useState<ReadonlyMap<string, string>>(new Map());
  const [focused, setFocused] = useState('');
  const ids = list.map(({ id }) => id).join(' ');
  useEffect(() => joint.arrange(ids.split(' ')), [joint, ids]);
  const open = useMemo(() => ids.split(' ').flatMap((id) => all.get(id) ?? []), [all, ids]);
  const editors = useMemo(() => open.map(({ editor }) => editor), [open]);
  useFocus(open, setFocused);
  const onPart = useCallback((id: string, part: OpenPart | null) => setAll((before) => changed(before, id, part)), []);
  const onClosed = useCallback((id: string, sentence: string | null) => setSentences((before) => changed(before, id, sentence)), []);
  const active = open.find(({ id }) => id === focused) ?? open.find(({ writable }) => writable) ?? open[0] ?? null;
  const [closed = null] = sentences.values();
  return { joint, open, editors, active, closed, onPart, onClosed };
}
