/** Words of 시행 that differ where no seal goes on. */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

/** What 시행 says of a paper. */
interface IssueWords {
  readonly title: string;
  readonly fixNote: string;
  readonly sealNote: string;
  readonly seal: string;
  readonly sealing: string;
  readonly sendNote: string;
}

/** Title, acts and notes: a 부서 간 협조문 goes out without a seal (영 §13), 관인생략 with a signature and no image (규칙 §11④). */
export function issueWords({ fields }: Pick<DocumentView, 'fields'>): IssueWords {
  const { seal } = ko.document.card;
  if (fields.form === 'unit-letter') return { ...seal, ...seal.letter };
  return fields.sealOmitted === '' ? seal : { ...seal, ...seal.omitted };
}
