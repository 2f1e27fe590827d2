/** A fixed paper whose text has not come yet must not look like an empty one. */

import { useEffect, useState } from 'react';
import type { SectionsView } from '../../shared/api/sections-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { hasArrived } from './arrived.ts';
import type { OpenPart } from './parts/part-text.tsx';

/** A text on its way arrives within this; longer, and it is said that it is missing. */
const PATIENCE_MS = 800;

/** Whether not all has come for longer than a text takes. */
function useMissing(open: readonly OpenPart[], { list, blocks }: SectionsView): boolean {
  const [missing, setMissing] = useState(false);
  const parts = list.length;
  useEffect(() => {
    if (open.length < parts) return undefined;
    const docs = open.map(({ provider }) => provider.doc);
    const timer = setTimeout(() => setMissing(!hasArrived(docs, blocks)), PATIENCE_MS);
    const came = (): void => {
      if (hasArrived(docs, blocks)) setMissing(false);
    };
    docs.forEach((doc) => doc.on('update', came));
    return () => {
      clearTimeout(timer);
      docs.forEach((doc) => doc.off('update', came));
    };
  }, [open, parts, blocks]);
  return missing;
}

/** The sentence, where it is needed. */
export function MissingText({ open, view }: { readonly open: readonly OpenPart[]; readonly view: DocumentView }) {
  const missing = useMissing(open, view.sections);
  return view.frozen && missing ? <Message tone="warn" text={ko.editor.textNotYet} /> : null;
}
