/** 별지 제2호서식 (간이기안문) as a print model: a 보고서, 계획서 or 검토서 that goes to nobody (규칙 §3③). */

import { koreanDate } from '../writing/amount.ts';
import { commonPrint, disclosureText, leadOf, type PrintSource } from './common.ts';
import type { BriefPrint } from './print-model.ts';

/** What the grid at the top left says; `registration` is `처리과명-번호`. Days are `YYYY-MM-DD`, null where there is none yet. */
export function briefGrid(registration: string | null, approvedOn: string | null, disclosure: string): BriefPrint['grid'] {
  const day = approvedOn === null ? '' : koreanDate(approvedOn);
  return [
    { label: '생산등록번호', text: registration ?? '' },
    { label: '등록일', text: registration === null ? '' : day },
    { label: '결재일', text: day },
    { label: '공개 구분', text: disclosure },
  ];
}

/** Lines of the box below the title; a line without text is left out. */
export function briefOutline({ basis, summary }: { readonly basis: string; readonly summary: string }): BriefPrint['outline'] {
  return [
    { label: '보고근거', text: basis },
    { label: '요지', text: summary },
  ].filter(({ text }) => text.trim() !== '');
}

/** Form 2 of a content with its approvals; no senders, no 끝. */
export function buildBriefPrint(source: PrintSource): BriefPrint {
  const { fields } = source.content;
  const { lead, unit } = leadOf(source);
  const number = source.registration === null ? null : `${source.registration.unitName}-${source.registration.number}`;
  return {
    form: 'brief',
    ...commonPrint(source, false),
    senders: [],
    grid: briefGrid(number, source.approvedOn, disclosureText(fields.disclosure)),
    outline: briefOutline({ basis: fields.basis ?? '', summary: fields.summary }),
    writtenOn: (fields.written ?? '') === '' ? '' : koreanDate(fields.written ?? ''),
    office: [lead?.name, unit?.name].filter((name) => name !== undefined).join(' '),
  };
}
