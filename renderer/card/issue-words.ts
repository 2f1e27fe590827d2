/** Words of 시행 that differ where no seal goes on. */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

/** Title and notes: a 부서 간 협조문 goes out without a seal (영 §13, 규칙 §11④). */
export function issueWords({ fields }: Pick<DocumentView, 'fields'>): { readonly title: string; readonly fixNote: string; readonly sendNote: string } {
  return fields.form === 'unit-letter' ? ko.document.card.seal.letter : ko.document.card.seal;
}
