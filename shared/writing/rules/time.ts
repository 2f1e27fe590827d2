/** Times of day (영 §7⑤): 24 hours with a colon, two digits each, `09:05`. */

import { findingAt, type Finding, type RuleCode, type RuleFamily } from './rule.ts';

type TimeCode = Extract<RuleCode, `TIME_${string}`>;

const ARTICLE = '영 제7조제5항';
const HALVES: Readonly<Record<string, 'am' | 'pm'>> = {
  오전: 'am',
  새벽: 'am',
  아침: 'am',
  오후: 'pm',
  낮: 'pm',
  저녁: 'pm',
  밤: 'pm',
};
/** What makes `시` an hour of the day and no other word (`시간`, `시·도`, `시군구`). */
const HOUR = String.raw`시(?=\s*\d{1,2}\s*분|\s*반(?![가-힣]{2})|\s*(?:부터|까지|경|쯤|정각|이후|이전)|\s*(?:에|전|후|로|와|과|를|은|이|다)(?![가-힣]{2})|\s+(?![\d군도구])|\s*[∼~～〜–),.;(]|\s*$)`;
const MINUTES = String.raw`(?:\s*(?:(\d{1,2})\s*분(?!의)|(반)(?![가-힣]{2})))?`;
const NAMED = new RegExp(String.raw`(?<![가-힣])(오전|오후|새벽|아침|낮|저녁|밤)\s*(?:(\d{1,2})\s*시(?!간)${MINUTES}|(\d{1,2})\s*:\s*([0-5]\d)(?!\d))`, 'g');
const WORDS = new RegExp(String.raw`(?<![\d.,:제])(\d{1,2})\s?${HOUR}${MINUTES}`, 'g');
const PADDED = /(?<![\d:.,])(\d):([0-5]\d)(?![\d:,])/g;
const SPACED = /(?<![\d:.,])(\d{1,2})([ \t]*):([ \t]*)([0-5]\d)(?![\d:,])/g;
/** Beside these words two figures with a colon are a ratio or a score. */
const RATIO = /비율|경쟁률|축척|배율|비중|배합|혼합|희석|점수|스코어|대진|종횡비|비례/;

function clock(hour: number, minute: number): string | null {
  return hour <= 24 && minute <= 59 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

function named(match: RegExpMatchArray): Finding[] {
  const [, half = '', hour, minute, thirty, hour2, minute2] = match;
  const figure = Number(hour ?? hour2);
  if (figure > 24) return [];
  const twelve = figure % 12;
  const pm = HALVES[half] === 'pm' && !(half === '밤' && figure === 12);
  const at = figure > 12 ? figure : twelve + (pm ? 12 : 0);
  return [findingAt('TIME_AMPM', match, clock(at, thirty === undefined ? Number(minute ?? minute2 ?? 0) : 30))];
}

/** 1시–8시 may be meant for the afternoon: only the writer knows. */
function wordy(match: RegExpMatchArray): Finding[] {
  const [, hour = '', minute, thirty] = match;
  const at = Number(hour);
  if (at > 24) return [];
  const unsure = at >= 1 && at <= 8 && !hour.startsWith('0');
  return [findingAt('TIME_WORDS', match, unsure ? null : clock(at, thirty === undefined ? Number(minute ?? 0) : 30))];
}

function isRatio(text: string, match: RegExpMatchArray): boolean {
  const start = match.index ?? 0;
  return RATIO.test(text.slice(Math.max(0, start - 16), start)) || RATIO.test(text.slice(start + match[0].length, start + match[0].length + 12));
}

/** `15: 20명` is a heading with a number of things; blanks on the right only count where nothing is counted. */
function spaced(text: string, match: RegExpMatchArray): Finding[] {
  const [, hour = '', before = '', after = '', minute = ''] = match;
  if ((before === '' && after === '') || Number(hour) > 24) return [];
  const behind = text.slice((match.index ?? 0) + match[0].length);
  if (before === '' && !/^(?:[에까부∼~～〜–),.]|\s*$)/.test(behind)) return [];
  return [findingAt('TIME_COLON_SPACE', match, clock(Number(hour), Number(minute)))];
}

/** Rules of times. */
export const TIMES: RuleFamily<TimeCode> = {
  texts: {
    TIME_AMPM: {
      id: 'TIME-1',
      title: '오전·오후로 시각을 씀',
      article: ARTICLE,
      explanation: '시각은 24시각제에 따라 숫자로 쓰고 시·분 사이에 쌍점을 찍습니다.',
    },
    TIME_WORDS: {
      id: 'TIME-2',
      title: '시각에 시·분을 씀',
      article: ARTICLE,
      explanation: '시·분의 글자는 쓰지 않고 그 사이에 쌍점을 찍습니다. 24시각제로 씁니다.',
    },
    TIME_ZERO: { id: 'TIME-3', title: '시각을 두 자리로 쓰지 않음', article: `${ARTICLE}, 편람`, explanation: '시와 분은 앞에 0을 두어 두 자리로 씁니다.' },
    TIME_COLON_SPACE: {
      id: 'TIME-4',
      title: '시각의 쌍점을 띄움',
      article: `${ARTICLE}, 한글 맞춤법 부록`,
      explanation: '시와 분 사이의 쌍점은 앞뒤를 붙여 씁니다.',
    },
  },
  find(text) {
    if (!/\d/.test(text)) return [];
    const timed = (pattern: RegExp, look: (match: RegExpMatchArray) => Finding[]): Finding[] => [...text.matchAll(pattern)].flatMap(look);
    return [
      ...timed(NAMED, named),
      ...timed(WORDS, wordy),
      ...timed(PADDED, (match) => (isRatio(text, match) ? [] : [findingAt('TIME_ZERO', match, `0${match[0]}`)])),
      ...timed(SPACED, (match) => (isRatio(text, match) ? [] : spaced(text, match))),
    ];
  },
};
