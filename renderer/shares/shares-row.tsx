/** 함께 쓰는 사람 in one line, with the button for whoever may set them. */

import type { DocumentView } from '../../shared/api/views.ts';
import { koShares } from '../i18n/ko-shares.ts';
import { ToldRow } from '../ui/told-row.tsx';
import { SharesDialog } from './shares-dialog.tsx';

/** The line; nothing once the paper is sent up. */
export function SharesRow({ view }: { readonly view: DocumentView }) {
  const { words, maySet } = view.shares;
  if (view.status !== 'drafting') return null;
  return <ToldRow words={koShares} told={words} maySet={maySet} dialog={(onClose) => <SharesDialog view={view} onClose={onClose} />} />;
}
