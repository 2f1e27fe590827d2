/** The forms a paper may have: what each is for and what it asks for beside the text (시행규칙 §3). */

import type { Fields, FormId } from '../collab/content.ts';

/** Fields a drafter fills in as text beside the text itself. */
export type AskedField = 'summary' | 'recipients' | 'via' | 'basis' | 'written' | 'keywords' | 'disclosureReason';

/** One form. `asked` stands in 문서정보 in this order; `sent` where it may go to somebody, `ownName` where that is a unit of its own agency (영 §13). */
export interface FormDefinition {
  readonly name: string;
  readonly source: string;
  readonly use: string;
  readonly sent: boolean;
  /** In the name of a 보조기관 to units of its own agency: no partner agency, no seal, signed by who it names (영 §10①, §13, 규칙 §11④). */
  readonly ownName: boolean;
  readonly asked: readonly AskedField[];
}

/** All forms. */
export const FORMS: Readonly<Record<FormId, FormDefinition>> = {
  official: {
    name: '일반기안문',
    source: '시행규칙 별지 제1호서식',
    use: '기관 안팎으로 보내는 문서와 내부결재',
    sent: true,
    ownName: false,
    asked: ['summary', 'recipients', 'via', 'keywords'],
  },
  brief: {
    name: '간이기안문',
    source: '시행규칙 별지 제2호서식',
    use: '보내지 않는 보고서·계획서·검토서',
    sent: false,
    ownName: false,
    asked: ['summary', 'basis', 'written', 'keywords'],
  },
  'unit-letter': {
    name: '부서 간 협조문',
    source: '시행규칙 별지 제1호서식, 영 제13조',
    use: '같은 기관의 부서에 보조기관 명의로 보내는 문서(서명생략)',
    sent: true,
    ownName: true,
    asked: ['summary', 'recipients', 'keywords'],
  },
};

/** Whether a paper goes between units of one agency in the name of a 보조기관; `form` is null before it is begun. */
export function isUnitLetter(form: FormId | null): boolean {
  return form !== null && FORMS[form].ownName;
}

const ASKED: readonly string[] = [...new Set(Object.values(FORMS).flatMap(({ asked }) => asked))];

/** Names among `names` that this form does not have; they would make its content unreadable. */
export function foreignFields(form: FormId, names: readonly string[]): string[] {
  const { asked, sent, ownName } = FORMS[form];
  const foreign = (name: string): boolean =>
    name === 'sealOmitted' ? !sent || ownName : ASKED.includes(name) && !asked.some((one: keyof Fields) => one === name);
  return names.filter(foreign);
}
