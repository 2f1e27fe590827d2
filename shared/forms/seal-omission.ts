/** 관인생략: which papers may go out without the image of the seal, and what says so on them (영 §14③, 규칙 §11④). */

import { OMISSION_GROUNDS, type Fields, type OmissionGround } from '../collab/content.ts';
import { FORMS } from './forms.ts';

/** What stands beside 발신명의 between units (규칙 §11④). */
export const SIGNATURE_OMITTED = '서명생략';
/** What stands right of 발신명의 in place of the seal (규칙 §11④). */
export const SEAL_OMITTED = '관인생략';

/** The grounds as an official reads them. */
export const OMISSION_WORDS: Readonly<Record<OmissionGround, string>> = {
  order: '단순한 업무 지시',
  data: '단순한 자료 요구',
  liaison: '업무연락',
  notice: '통보',
};

/** The ground of these words; null for any others. */
export function omissionOf(words: string): OmissionGround | null {
  return OMISSION_GROUNDS.find((ground) => OMISSION_WORDS[ground] === words) ?? null;
}

/** Whether papers of a form bear the seal that could be left out: those sent in the name of an agency's head. */
export function mayOmitSeal({ form }: Pick<Fields, 'form'>): boolean {
  return FORMS[form].sent && !FORMS[form].ownName;
}

/** Whether a ground speaks of papers between 행정기관 only: an order goes to the own staff too (규칙 §11④). */
export function betweenAgencies(ground: OmissionGround): boolean {
  return ground !== 'order';
}

/** Said where 관인생략 and the weight of the paper do not go together. */
export const OMISSION_TOO_WEIGHTY =
  '중요한 문서나 주요 정책 사항은 관인을 생략할 수 없습니다(영 제14조제3항). 결재를 올리지 않았고 글은 그대로 있습니다. 문서정보에서 관인을 찍는 것으로 바꾸거나 중요 표시를 풀고 다시 올리십시오.';

/** What the drafter says of the weight of a paper at 결재 올림. */
export interface Weight {
  readonly important?: boolean | undefined;
  readonly majorPolicy?: boolean | undefined;
}

/** Only a paper of small weight may do without the seal (영 §14③): one put up as important or as a major policy may not. */
export function omissionTooWeighty({ sealOmitted }: Pick<Fields, 'sealOmitted'>, { important = false, majorPolicy = false }: Weight): boolean {
  return sealOmitted !== undefined && (important || majorPolicy);
}
