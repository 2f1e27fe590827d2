/** The forms a paper may have: what each is for and what it asks for beside the text (시행규칙 §3). */

import type { Fields, FormId } from '../collab/content.ts';

/** Fields a drafter fills in as text beside the text itself. */
export type AskedField = 'summary' | 'recipients' | 'via' | 'basis' | 'written' | 'keywords' | 'disclosureReason';

/** One form. `asked` stands in 문서정보 in this order; `sent` where it may go to somebody. */
export interface FormDefinition {
  readonly name: string;
  readonly source: string;
  readonly use: string;
  readonly sent: boolean;
  readonly asked: readonly AskedField[];
}

/** All forms. */
export const FORMS: Readonly<Record<FormId, FormDefinition>> = {
  official: {
    name: '일반기안문',
    source: '시행규칙 별지 제1호서식',
    use: '기관 안팎으로 보내는 문서와 내부결재',
    sent: true,
    asked: ['summary', 'recipients', 'via', 'keywords'],
  },
  brief: {
    name: '간이기안문',
    source: '시행규칙 별지 제2호서식',
    use: '보내지 않는 보고서·계획서·검토서',
    sent: false,
    asked: ['summary', 'basis', 'written', 'keywords'],
  },
};

const ASKED: readonly string[] = [...new Set(Object.values(FORMS).flatMap(({ asked }) => asked))];

/** Names among `names` that this form does not have; they would make its content unreadable. */
export function foreignFields(form: FormId, names: readonly string[]): string[] {
  return names.filter((name) => ASKED.includes(name) && !FORMS[form].asked.some((one: keyof Fields) => one === name));
}
