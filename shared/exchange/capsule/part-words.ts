/** Parts of a content in words, for who chooses what to withhold. */

import type { Face } from '../../collab/content.ts';
import type { ContentPart } from '../../collab/digest.ts';
import { FACE_WORDS } from '../../forms/face.ts';
import { plainLines } from '../../writing/diff.ts';

const FIELDS: Readonly<Record<string, string>> = {
  form: '서식',
  lead: '주관기관',
  leadUnit: '주관 처리과',
  partners: '관계기관',
  partnerOrder: '관계기관 차례',
  recipients: '수신',
  via: '경유',
  title: '제목',
  summary: '문서요지',
  keywords: '키워드',
  work: '업무',
  disclosure: '공개 구분',
  recordFile: '기록물철',
  originator: '발의자',
  reporter: '보고자',
  written: '작성일',
  basis: '보고근거',
  disclosureReason: '비공개 사유',
  related: '관련 문서',
  sealOmitted: '관인생략',
  face: '글꼴',
};

/** A part's name and what stands in it, short. */
export interface PartWords {
  readonly label: string;
  readonly text: string;
}

function valueWords(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(valueWords).join(', ') : JSON.stringify(value);
}

const FORMS: Readonly<Record<string, string>> = { official: '일반기안문', brief: '간이기안문', 'unit-letter': '부서 간 협조문' };
const ORDERS: Readonly<Record<string, string>> = { parallel: '동시에', sequence: '차례로' };

/** Fields that are codes, in words; `nameOf` names agencies and units where they are known. */
function fieldWords(name: string, value: unknown, nameOf: (code: string) => string): string {
  if (name === 'form') return FORMS[String(value)] ?? String(value);
  if (name === 'partnerOrder') return ORDERS[String(value)] ?? String(value);
  if (name === 'face') return FACE_WORDS[value as Face] ?? String(value);
  if (name === 'lead' || name === 'leadUnit') return nameOf(String(value));
  if (name === 'partners') return (value as { agency: string; unit: string }[]).map(({ agency, unit }) => `${nameOf(agency)} ${nameOf(unit)}`).join(', ');
  if (name === 'related') return (value as { registration: string; title: string }[]).map((one) => `${one.registration} ${one.title}`).join(', ');
  if (name !== 'disclosure') return valueWords(value);
  const { kind, grounds } = value as { kind: string; grounds: number[] };
  return grounds.length === 0 ? kind : `${kind}(${grounds.map((ground) => `${ground}호`).join(', ')})`;
}

/** The words. */
export function partWords(part: ContentPart, nameOf: (code: string) => string = (code) => code): PartWords {
  switch (part.part) {
    case 'form':
      return { label: '서식 판', text: String(part.v) };
    case 'field':
      return { label: FIELDS[part.name] ?? part.name, text: fieldWords(part.name, part.value, nameOf) };
    case 'block':
      return { label: `본문 ${part.index + 1}`, text: plainLines([part.value]).join(' / ') };
    case 'attachment':
      return { label: `붙임 ${part.index + 1}`, text: part.value.name };
  }
}
