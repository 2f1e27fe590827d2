/** Colons (한글 맞춤법 부록): joined to the word before, a blank behind; joined on both sides between two figures. */

import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type ColonCode = Extract<RuleCode, `COLON_${string}`>;

const ARTICLE = '한글 맞춤법 부록(쌍점), 편람';
const BEFORE = /(?<=[가-힣\w)\]」』”’"'])([ \t\u3000]+)[:：]([ \t\u3000]*)(?!\/\/)/g;
/** A heading at the start of a line (with or without a mark) and no blank behind its colon. */
const HEADING = /^\s*(?:[□ㅇ○\-ㆍ※][ \t]*|\S{1,4}[.)][ \t]+)?(?:\([가-힣 ]{1,12}\) ?)?[가-힣]{2,}(?: [가-힣]+){0,3}(?:\([^()]{1,20}\))?[:：](?=[가-힣\d“"「(])/;
const RATIO = /비율|경쟁률|배율|비중|대비/;

function before(text: string, match: RegExpMatchArray): Finding {
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const figures = /\d$/.test(text.slice(0, start)) && /^\d/.test(text.slice(end)) && match[2] !== '';
  const fix = figures ? ':' : end === text.length ? ':' : ': ';
  return { code: 'COLON_SPACE', start, end, found: match[0], fix };
}

function heading(text: string): Finding[] {
  const match = HEADING.exec(text);
  if (match === null || RATIO.test(text)) return [];
  const at = match[0].length - 1;
  return [{ code: 'COLON_NO_SPACE', start: at, end: at + 1, found: text.slice(at, at + 1), fix: ': ' }];
}

/** Rules of colons. */
export const COLONS: RuleFamily<ColonCode> = {
  texts: {
    COLON_SPACE: { id: 'COLON-1', title: '쌍점 앞을 띄움', article: ARTICLE, explanation: '쌍점은 앞말에 붙여 쓰고 뒤를 한 칸 띄웁니다.' },
    COLON_NO_SPACE: { id: 'COLON-2', title: '쌍점 뒤를 띄우지 않음', article: ARTICLE, explanation: '항목 이름 뒤의 쌍점은 뒤를 한 칸 띄웁니다.' },
  },
  find: (text) => (/[:：]/.test(text) ? [...[...text.matchAll(BEFORE)].map((match) => before(text, match)), ...heading(text)] : []),
};
