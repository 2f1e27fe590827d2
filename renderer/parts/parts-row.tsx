/** 맡은 부분 in one line, with the button for whoever may divide the body. */

import type { DocumentView } from '../../shared/api/views.ts';
import { koParts } from '../i18n/ko-parts.ts';
import { ToldRow } from '../ui/told-row.tsx';
import { PartsDialog } from './parts-dialog.tsx';

/** The line; nothing where the body is one text that this person does not divide. */
export function PartsRow({ view }: { readonly view: DocumentView }) {
  const { words, maySet, list } = view.sections;
  if (!maySet && list.length < 2) return null;
  return (
    <ToldRow words={koParts} told={words === '' ? koParts.whole : words} maySet={maySet} dialog={(onClose) => <PartsDialog view={view} onClose={onClose} />} />
  );
}
