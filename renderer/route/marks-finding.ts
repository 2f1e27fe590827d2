/** Whether ★ 발의자 and ⊙ 보고자 stand in the route that is being made (AP13). Pure. */

import type { DocumentView } from '../../shared/api/views.ts';
import { marksWithoutStep } from '../../shared/approval/marks.ts';
import { ko } from '../i18n/ko.ts';
import type { Plan, Rules } from './plan.ts';

/** The finding, with the posts that are named and not in the route; nothing where nobody is named. */
export function marksFinding(plan: Plan, marks: Rules['marks']): DocumentView['checks'] {
  if (marks.originator === '' && marks.reporter === '') return [];
  const { title, away, article } = ko.routeRules.marks;
  const missing = [...new Set(marksWithoutStep(plan, marks).map((mark) => `${ko.marks[mark]} ${marks[mark]}`))];
  return [{ title, article, state: missing.length > 0 ? 'warn' : 'ok', detail: missing.length > 0 ? away(missing.join(', ')) : '' }];
}
