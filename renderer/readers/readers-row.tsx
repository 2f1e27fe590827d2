/** 열람범위 in one line, with the button for whoever may set it. */

import type { DocumentView } from '../../shared/api/views.ts';
import { koReaders } from '../i18n/ko-readers.ts';
import { ToldRow } from '../ui/told-row.tsx';
import { ReadersDialog } from './readers-dialog.tsx';

/** The line. */
export function ReadersRow({ view }: { readonly view: DocumentView }) {
  const { words, maySet } = view.readers;
  return <ToldRow words={koReaders} told={words} maySet={maySet} dialog={(onClose) => <ReadersDialog view={view} onClose={onClose} />} />;
}
