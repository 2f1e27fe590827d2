/** 관인생략 before 결재 올림: whether the paper is one whose seal may be left out (영 §14③, 규칙 §11④). */

import type { DocumentView } from '../../../shared/api/views.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { betweenAgencies, OMISSION_WORDS } from '../../../shared/forms/seal-omission.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { resolveRecipients } from '../../../shared/org/recipients.ts';

/** Names the ground, and asks about recipients that may be no 행정기관: the directory does not hold every agency, so a person must look. */
export function omissionChecks({ sealOmitted, recipients }: Content['fields'], directory: Directory): DocumentView['checks'] {
  if (sealOmitted === undefined) return [];
  const check = { title: `관인생략 (${OMISSION_WORDS[sealOmitted]})`, article: '영 제14조제3항, 시행규칙 제11조제4항' };
  const others = betweenAgencies(sealOmitted) ? resolveRecipients(recipients, directory).filter(({ agency }) => agency === null) : [];
  const shown = others.slice(0, 5).map(({ name }) => name);
  if (others.length === 0) return [{ ...check, state: 'ok', detail: '' }];
  const named = `${shown.join(', ')}${others.length > shown.length ? ` 등 ${others.length}곳` : ''}`;
  return [
    { ...check, state: 'warn', detail: `행정기관 사이의 문서만 관인을 생략합니다. 조직도에 없는 수신자: ${named}. 행정기관이 아니면 관인을 찍으십시오.` },
  ];
}
