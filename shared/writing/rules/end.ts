/** 끝. (규칙 §4⑤): one letter (two 타) behind the last letter, with a dot. */

import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type EndCode = Extract<RuleCode, `END_${string}`>;

const ARTICLE = '규칙 제4조제5항, 편람';
/** The mark behind a closed sentence, a bracket, a quotation or a quantity; `행사의 끝` is a word. */
const CLOSING = /(?<=[.!?)\]”’"」』]|\d\s?부|합니다|습니다|십시오)([ \t\u3000]*)끝([ \t]*\.?)\s*$/;
const ALONE = /^\s*끝([ \t]*\.?)\s*$/;
const FENCED = /(?:^|(?<=[.!?)\]”’"」』])[ \t\u3000]*)[-–—<〈([“"][ \t]*끝[ \t]*\.?[ \t]*[->–—〉)\]”"][ \t]*\.?\s*$/;

/** Whether a line ends with the mark, written rightly or not. */
export function endsWithMark(text: string): boolean {
  return CLOSING.test(text) || ALONE.test(text) || FENCED.test(text);
}

function finding(text: string, match: RegExpExecArray, fix: string): Finding {
  const found = text.slice(match.index).trimEnd();
  return { code: 'END_FORM', start: match.index, end: match.index + found.length, found, fix };
}

function find(text: string): Finding[] {
  if (!text.slice(-12).includes('끝')) return [];
  const fenced = FENCED.exec(text);
  if (fenced !== null) return [finding(text, fenced, fenced.index === 0 ? '끝.' : '  끝.')];
  const alone = ALONE.exec(text);
  if (alone !== null) return alone[1] === '.' ? [] : [{ ...finding(text, alone, '끝.'), start: text.indexOf('끝'), found: text.trim() }];
  const closing = CLOSING.exec(text);
  if (closing === null) return [];
  const right = (closing[1] === '  ' || closing[1] === '\u3000') && closing[2] === '.';
  return right ? [] : [finding(text, closing, '  끝.')];
}

/** Rules of 끝. */
export const ENDS: RuleFamily<EndCode> = {
  texts: {
    END_FORM: { id: 'END-1', title: '끝 표시의 모양이 다름', article: ARTICLE, explanation: '마지막 글자에서 한 글자(두 타)를 띄우고 ‘끝.’을 적습니다.' },
    END_NOT_LAST: { id: 'END-2', title: '끝 표시 뒤에 글이 있음', article: ARTICLE, explanation: '‘끝.’은 본문이나 붙임의 마지막 글자 뒤에 한 번만 적습니다.' },
    END_TYPED: { id: 'END-3', title: '끝 표시를 직접 씀', article: ARTICLE, explanation: '‘끝.’은 서식이 제자리에 넣습니다. 본문에 쓰면 두 번 나옵니다.' },
  },
  find,
};
