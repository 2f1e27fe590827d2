/** Ranges (편람, 한글 맞춤법 부록): `12. 1.∼12. 18.` without blanks, and not together with 까지. */

import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type RangeCode = Extract<RuleCode, `RANGE_${string}`>;

const TILDE = '∼~～〜';
/** Blanks beside a tilde that stands between figures, dates or times. */
const SPACED = new RegExp(String.raw`(?<=\d[.%가-힣]{0,3}(?:\([월화수목금토일]\))?)(?:[ \t]+[${TILDE}][ \t]*|[${TILDE}][ \t]+)(?=['’‘]?\d)`, 'g');
/** A hyphen with blanks between two dates or two times. */
const HYPHEN = /(?<=\d{1,2}\. ?\d{1,2}\.(?:\([월화수목금토일]\))?|\d:[0-5]\d)[ \t]+[-–—][ \t]+(?=\d{1,4}(?:\. ?\d{1,2}\.|:[0-5]\d))/g;
const SIDE = String.raw`['’‘]?\d[\d.,: ]*(?:\([월화수목금토일]\))?[가-힣%]{0,3}?`;
const UNTIL = new RegExp(String.raw`(?<=\d[.%가-힣]{0,3}?(?:\([월화수목금토일]\))?)((?:부터)?[ \t]*[${TILDE}][ \t]*)(${SIDE}까지)`, 'g');

function spacedAt(match: RegExpMatchArray): Finding {
  const start = match.index ?? 0;
  return { code: 'RANGE_SPACE', start, end: start + match[0].length, found: match[0], fix: '∼' };
}

/** The tilde already says 부터 … 까지: the words stay, because the sentence goes on from them. */
function untilAt(match: RegExpMatchArray): Finding {
  const [all, sign = '', side = ''] = match;
  const start = match.index ?? 0;
  return { code: 'RANGE_UNTIL', start, end: start + all.length, found: all, fix: `부터 ${side}`, ...(/\s/.test(sign) ? { also: ['RANGE_SPACE'] } : {}) };
}

/** Rules of ranges. */
export const RANGES: RuleFamily<RangeCode> = {
  texts: {
    RANGE_UNTIL: {
      id: 'RANGE-2',
      title: '물결표와 ‘까지’를 함께 씀',
      article: '편람',
      explanation: '물결표에 ‘부터 … 까지’의 뜻이 있습니다. 둘 가운데 하나만 씁니다.',
    },
    RANGE_SPACE: {
      id: 'RANGE-1',
      title: '물결표 앞뒤를 띄움',
      article: '한글 맞춤법 부록(물결표)',
      explanation: '기간이나 범위를 나타내는 물결표는 앞말과 뒷말에 붙여 씁니다.',
    },
  },
  find(text) {
    if (!/[∼~～〜]|[-–—] ?\d/.test(text)) return [];
    return [...[...text.matchAll(UNTIL)].map(untilAt), ...[...text.matchAll(SPACED)].map(spacedAt), ...[...text.matchAll(HYPHEN)].map(spacedAt)];
  },
};
