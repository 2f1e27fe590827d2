/** 붙임 (규칙 §4④): no colon, two 타, name and quantity; numbers only from two on. */

import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type AttachmentCode = Extract<RuleCode, `ATTACH_${string}`>;

const ARTICLE = '규칙 제4조제4항, 편람';
const COLON = /^(\s*)(붙\s*임|첨\s*부)([ \t]*(?:[:：]|\.(?=[ \t가-힣]))[ \t]*)/;
const QUANTITY = /\d+\s?(?:부|매|장|권|식|점|통|종|건|쪽|개|본|세트|책)/;
/** What the line of an attachment ends with. */
const CLOSED = /\d+\s?(?:부|매|장|권|식|점|통|종|건|쪽|개|본|세트|책)\.?(?:\s*끝\.?)?\s*$/;
const ENDED = /\s끝\.?\s*$/;
const FIRST = /^(\s*붙임[ \t]*[:：]?[ \t]*)(1\.[ \t]*)/;

function finding(code: AttachmentCode, text: string, start: number, end: number, fix: string | null): Finding {
  return { code, start, end, found: text.slice(start, end), fix };
}

function colon(text: string): Finding[] {
  const match = COLON.exec(text);
  if (match === null) return [];
  const [all, lead = '', word = ''] = match;
  const own = word.startsWith('붙') ? '붙임  ' : `${word}  `;
  return [finding('ATTACH_COLON', text, lead.length, all.length, own)];
}

/** One blank only, in a line that is surely one of attachments: `붙임 자료를 참고` is a sentence. */
function space(text: string): Finding[] {
  const match = /^(\s*)붙임([ \t]?)(?=\S)/.exec(text);
  if (match === null || /^\s*붙임[ \t]?[:：.]/.test(text) || !CLOSED.test(text)) return [];
  const start = match[1]?.length ?? 0;
  return [finding('ATTACH_SPACE', text, start, match[0].length, '붙임  ')];
}

/** A line of attachments by its two 타, which says no quantity. */
function count(text: string): Finding[] {
  if (!/^\s*붙임(?:[ \t]{2}|\u3000)\S/.test(text) || !ENDED.test(text)) return [];
  const body = text.replace(/\s*끝\.?\s*$/, '');
  if (QUANTITY.test(body.slice(-12))) {
    if (body.endsWith('.')) return [];
    return [finding('ATTACH_COUNT', text, body.length - 1, body.length, `${body.slice(-1)}.`)];
  }
  return [finding('ATTACH_COUNT', text, body.lastIndexOf(' ') + 1, body.length, null)];
}

/** Whether a line of attachments begins with `1.`, and where that number stands. */
export function firstNumber(text: string): { readonly start: number; readonly end: number } | null {
  const match = FIRST.exec(text);
  return match === null ? null : { start: match[1]?.length ?? 0, end: match[0].length };
}

/** A single attachment with a number, for the line that says it: nothing follows it, here or in the next line. */
export function singleNumber(text: string, next: string): Finding[] {
  const number = firstNumber(text);
  if (number === null || /\s2\.\s/.test(text) || /^\s*2\.\s/.test(next)) return [];
  return [finding('ATTACH_SINGLE', text, number.start, number.end, '')];
}

/** Rules of 붙임. */
export const ATTACHMENTS: RuleFamily<AttachmentCode> = {
  texts: {
    ATTACH_COLON: { id: 'ATT-1', title: '붙임에 쌍점을 찍음', article: ARTICLE, explanation: '‘붙임’에는 쌍점을 찍지 않고 두 타를 띄웁니다.' },
    ATTACH_SPACE: { id: 'ATT-2', title: '붙임 뒤를 두 타 띄우지 않음', article: ARTICLE, explanation: '‘붙임’ 다음에는 두 타를 띄우고 이름을 적습니다.' },
    ATTACH_SINGLE: { id: 'ATT-3', title: '하나뿐인 붙임에 번호를 붙임', article: ARTICLE, explanation: '붙임이 둘 이상일 때에만 번호를 붙입니다.' },
    ATTACH_COUNT: {
      id: 'ATT-4',
      title: '붙임의 수량이 없거나 온점이 빠짐',
      article: ARTICLE,
      explanation: '붙임에는 이름과 수량을 적고 온점을 찍습니다. 보기: 계획서 1부.',
    },
  },
  find: (text) => (/^\s*(?:붙|첨)/.test(text) ? [...colon(text), ...space(text), ...count(text), ...(ENDED.test(text) ? singleNumber(text, '') : [])] : []),
};
