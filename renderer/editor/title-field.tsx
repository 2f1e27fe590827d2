/** The title, written together: a Y.Text behind a plain field. Only what changed is sent. */

import { useEffect, useState } from 'react';
import * as Y from 'yjs';
import { fieldsOf } from '../../shared/collab/schema.ts';
import type { HostProvider } from './provider.ts';

/** Applies the difference between two texts to a Y.Text as one deletion and one insertion. */
export function applyText(target: Y.Text, next: string): void {
  const before = target.toString();
  let start = 0;
  while (start < before.length && start < next.length && before[start] === next[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < next.length - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  target.doc?.transact(() => {
    target.delete(start, before.length - start - end);
    target.insert(start, next.slice(start, next.length - end));
  });
}

/** The field. */
export function TitleField({ provider, readOnly }: { readonly provider: HostProvider; readonly readOnly: boolean }) {
  const [text, setText] = useState('');
  useEffect(() => {
    const fields = fieldsOf(provider.doc);
    const read = (): void => {
      const title = fields.get('title');
      setText(title instanceof Y.Text ? title.toString() : '');
    };
    fields.observeDeep(read);
    read();
    return () => fields.unobserveDeep(read);
  }, [provider]);
  const write = (next: string): void => {
    const title = fieldsOf(provider.doc).get('title');
    if (title instanceof Y.Text) applyText(title, next);
    setText(next);
  };
  return <input className="sheet-title" aria-label="제목" value={text} readOnly={readOnly} onChange={(event) => write(event.target.value)} />;
}
