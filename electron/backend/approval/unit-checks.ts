/** Whom a 부서 간 협조문 may go to. */

import type { DocumentView } from '../../../shared/api/views.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { resolveUnits } from '../../../shared/org/recipients.ts';

/** A 부서 간 협조문 goes to units of its own agency and to nobody else (영 §13). */
export function unitChecks(fields: Content['fields'], directory: Directory): DocumentView['checks'] {
  if (!isUnitLetter(fields.form)) return [];
  const other = resolveUnits(fields.recipients, directory.agencies.get(fields.lead)).filter(({ unit }) => unit === null);
  const [article, title] = ['영 제13조', '수신 부서'];
  if (fields.recipients.length === 0) return [{ state: 'stop', title, detail: '문서를 보낼 부서를 고르십시오.', article }];
  if (other.length > 0)
    return [{ state: 'stop', title, detail: `이 기관의 부서가 아닙니다: ${other.map(({ name }) => name).join(', ')}. 조직도에서 다시 고르십시오.`, article }];
  return [{ state: 'ok', title, detail: '', article }];
}
