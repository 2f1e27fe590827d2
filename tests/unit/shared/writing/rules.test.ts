import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintText, mend, mendAll, RULE_TEXTS } from '../../../../shared/writing/rules/lint.ts';
import type { RuleCode } from '../../../../shared/writing/rules/rule.ts';
import { lintSource } from '../../../../shared/writing/rules/source.ts';

const fixture = (path: string): string => readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8');

/** What the sample expects, in its own words, and the code that says it. */
const EXPECTED: readonly (readonly [RegExp, RuleCode])[] = [
  [/^date: a space/, 'DATE_SPACE'],
  [/^date: no leading zero/, 'DATE_ZERO'],
  [/^date: four-digit/, 'DATE_YEAR'],
  [/^date: the last dot/, 'DATE_LAST_DOT'],
  [/^date: dots instead/, 'DATE_WORDS'],
  [/^date: that day is/, 'DATE_WEEKDAY'],
  [/^date: no such day/, 'DATE_NONE'],
  [/^time: 24 hours/, 'TIME_AMPM'],
  [/^time: 14:30/, 'TIME_WORDS'],
  [/^time: zero padded/, 'TIME_ZERO'],
  [/^time: no space/, 'TIME_COLON_SPACE'],
  [/^money: no space/, 'MONEY_SPACE'],
  [/^money: the Hangul amount is missing/, 'MONEY_HANGUL_MISSING'],
  [/^money: the Hangul amount differs/, 'MONEY_HANGUL_DIFFERS'],
  [/^money: write the full/, 'MONEY_SHORT_UNIT'],
  [/^colon/, 'COLON_SPACE'],
  [/^range: /, 'RANGE_SPACE'],
  [/^range with 까지/, 'RANGE_UNTIL'],
  [/^붙임 without/, 'ATTACH_COLON'],
  [/^one attachment/, 'ATTACH_SINGLE'],
  [/^끝/, 'END_FORM'],
  [/^foreign/, 'FOREIGN_FIRST'],
];

const SAMPLE = fixture('samples/writing-faults.md')
  .split('\n')
  .slice(1)
  .filter((line) => line.includes(' → '))
  .map((line) => line.split(' → ') as [string, string]);

/** Text → code and fix; null: only the writer knows. */
const FAULTS: readonly (readonly [string, RuleCode, string | null])[] = [
  ['제출 기한은 2026.12.18.(금)까지입니다.', 'DATE_SPACE', '2026. 12. 18.'],
  ['2026.  6. 19. 개최', 'DATE_SPACE', '2026. 6. 19.'],
  ['2026. 12. 18까지', 'DATE_LAST_DOT', '2026. 12. 18.'],
  ['2026. 6. 19 (금)', 'DATE_LAST_DOT', '2026. 6. 19.(금)'],
  ['’26.6.19.(금)', 'DATE_YEAR', '2026. 6. 19.'],
  ["'26년 6월 19일", 'DATE_YEAR', '2026. 6. 19.'],
  ['일시: 26. 6. 19. 개최', 'DATE_YEAR', '2026. 6. 19.'],
  ['2026년 6월19일(금)', 'DATE_WORDS', '2026. 6. 19.'],
  ['6월 19일에 개최', 'DATE_WORDS', '6. 19.'],
  ['2026. 6. 19일 개최', 'DATE_WORDS', '2026. 6. 19.'],
  ['6.19.(금) 개최', 'DATE_SPACE', '6. 19.'],
  ['06. 19.(금) 개최', 'DATE_ZERO', '6. 19.'],
  ['2026-06-19 개최', 'DATE_SIGNS', '2026. 6. 19.'],
  ['2026/6/19 개최', 'DATE_SIGNS', '2026. 6. 19.'],
  ['2026. 6. 19. (금) 개최', 'DATE_DAY_SPACE', '2026. 6. 19.(금)'],
  ['2026. 6. 19.(월요일)', 'DATE_WEEKDAY', '2026. 6. 19.(금)'],
  ['2026. 13. 1. 개최', 'DATE_NONE', null],
  ['2025. 2. 29. 개최', 'DATE_NONE', null],
  ['2025년 2월 29일 개최', 'DATE_NONE', null],
  ['기간: 2026. 12. 7.(월)∼12. 18.(목)', 'DATE_WEEKDAY', '12. 18.(금)'],
  ['오후 2:30에 개최', 'TIME_AMPM', '14:30'],
  ['오전 9시부터', 'TIME_AMPM', '09:00'],
  ['낮 12시에 개최', 'TIME_AMPM', '12:00'],
  ['오후 3시 반에 개최', 'TIME_AMPM', '15:30'],
  ['14시에 개최', 'TIME_WORDS', '14:00'],
  ['14시 회의', 'TIME_WORDS', '14:00'],
  ['3시에 개최', 'TIME_WORDS', null],
  ['9:00∼18:00', 'TIME_ZERO', '09:00'],
  ['15: 20에 시작', 'TIME_COLON_SPACE', '15:20'],
  ['09:00 ~ 18:00', 'RANGE_SPACE', '∼'],
  ['09:00 - 18:00', 'RANGE_SPACE', '∼'],
  ['10 ~ 20명', 'RANGE_SPACE', '∼'],
  ['09:00∼18:00까지', 'RANGE_UNTIL', '부터 18:00까지'],
  ['12. 1.부터 ∼ 12. 18.(금)까지', 'RANGE_UNTIL', '부터 12. 18.(금)까지'],
  ['금5000000원(금오백만원)', 'MONEY_COMMA', '금5,000,000원(금오백만원)'],
  ['금5,000,000원(오백만원)', 'MONEY_HANGUL_DIFFERS', '금5,000,000원(금오백만원)'],
  ['금5,000,000원 (금오백만원)', 'MONEY_SPACE', '금5,000,000원(금오백만원)'],
  ['300백만원', 'MONEY_SHORT_UNIT', '금300,000,000원(금삼억원)'],
  ['장소 :세종', 'COLON_SPACE', ': '],
  ['장소:세종', 'COLON_NO_SPACE', ': '],
  ['붙임 : 계획서 1부.  끝.', 'ATTACH_COLON', '붙임  '],
  ['붙임. 계획서 1부.  끝.', 'ATTACH_COLON', '붙임  '],
  ['붙임 계획서 1부.  끝.', 'ATTACH_SPACE', '붙임  '],
  ['붙임  계획서 1부  끝.', 'ATTACH_COUNT', '부.'],
  ['붙임  계획서.  끝.', 'ATTACH_COUNT', null],
  ['바랍니다.  끝', 'END_FORM', '  끝.'],
  ['바랍니다. 끝.', 'END_FORM', '  끝.'],
  ['바랍니다.끝.', 'END_FORM', '  끝.'],
  ['바랍니다. -끝-', 'END_FORM', '  끝.'],
  ['TF(전담팀)를 구성', 'FOREIGN_FIRST', '전담팀(TF)을'],
  ['GDP(국내총생산)가', 'FOREIGN_FIRST', '국내총생산(GDP)이'],
  ['協約(협약)을 맺음', 'FOREIGN_FIRST', '협약(協約)을'],
  ['몇일 뒤', 'SPELLING', '며칠'],
  ['1.관련: 조직기획과-1', 'ITEM_SPACE', '1. '],
  ['1.  관련: 조직기획과-1', 'ITEM_SPACE', ' '],
];

describe('the sample of faults', () => {
  test.each(SAMPLE)('LINT-1 %s → %s', (text, expected) => {
    const codes = lintText(text).map(({ code }) => code);
    if (expected.startsWith('ok')) expect(codes).toEqual([]);
    else expect(codes).toEqual([EXPECTED.find(([words]) => words.test(expected))?.[1]]);
  });

  test('LINT-1 all lines in one file give the same, each in its line', () => {
    const lines = SAMPLE.map(([text]) => text);
    const found = lintSource(lines.join('\n')).map(({ line, code }) => [line, code]);
    const alone = lines.flatMap((text, i) => lintText(text).map(({ code }) => [i + 1, code]));
    expect(found).toEqual(alone);
    expect(found).toHaveLength(SAMPLE.filter(([, expected]) => !expected.startsWith('ok')).length);
  });

  test.each(FAULTS)('LINT-1 %s: %s', (text, code, fix) => {
    expect(lintText(text).map((finding) => [finding.code, finding.fix])).toEqual([[code, fix]]);
  });
});

describe('correct sentences', () => {
  const lines = fixture('writing/correct.md')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  test('LINT-2 at least 300 of them give nothing', () => {
    expect(lines.length).toBeGreaterThanOrEqual(300);
    expect(lintSource(fixture('writing/correct.md'))).toEqual([]);
    for (const line of lines) {
      const own = lintText(line).filter(({ code }) => code !== 'ATTACH_SINGLE');
      expect([line, own]).toEqual([line, []]);
    }
  });

  test.each(['samples/youth-jobs-joint.md', 'samples/brief-report.md'])('LINT-2 the sample paper %s is in order', (path) => {
    expect(lintSource(fixture(path))).toEqual([]);
  });
});

describe('fixes', () => {
  test('LINT-3 places are those of what was found', () => {
    for (const [text] of [...SAMPLE, ...FAULTS]) for (const finding of lintText(text)) expect(text.slice(finding.start, finding.end)).toBe(finding.found);
  });

  test('LINT-3 a mended text has nothing left to mend', () => {
    for (const [text] of [...SAMPLE, ...FAULTS]) expect(lintText(mendAll(text)).filter(({ fix }) => fix !== null)).toEqual([]);
  });

  test('LINT-3 a mended date or amount is itself correct, whatever was written', () => {
    const pad = fc.constantFrom(
      (n: number) => String(n),
      (n: number) => String(n).padStart(2, '0'),
    );
    const date = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), pad, pad);
    const shape = fc.constantFrom('Y.M.D.', 'Y. M. D', 'Y.M.D', 'Y년 M월 D일', 'Y-M-D', 'Y. M.D.');
    fc.assert(
      fc.property(date, shape, ([year, month, day, one, two], form) => {
        const written = form.replace('Y', String(year)).replace('M', one(month)).replace('D', two(day));
        expect(mendAll(`회의는 ${written} 개최합니다.`)).toBe(`회의는 ${year}. ${month}. ${day}. 개최합니다.`);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (amount) => {
        expect(lintText(mendAll(`금${amount}원을 집행합니다.`))).toEqual([]);
      }),
    );
  });

  test('LINT-3 no text makes a rule fail or overlap another', () => {
    const piece = fc.constantFrom(
      '2026',
      '.',
      ' ',
      '12',
      '1',
      '∼',
      '~',
      '(금)',
      '까지',
      '오후',
      '시',
      '분',
      ':',
      '금',
      '원',
      '천원',
      '붙임',
      '끝',
      '“',
      '”',
      '"',
      '년',
      '월',
      '일',
      'MOU',
      '(',
      ')',
      '가',
      '부',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        const found = lintText(text);
        for (const [i, finding] of found.entries()) {
          expect(text.slice(finding.start, finding.end)).toBe(finding.found);
          expect(finding.start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0);
          expect(mend(text, finding)).not.toBe(finding.fix === null ? '' : text);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('LINT-4 every code has an id, a heading, an article and a reason, and the SPEC names the id', () => {
    const spec = readFileSync(new URL('../../../../shared/writing/SPEC.md', import.meta.url), 'utf8');
    for (const [code, said] of Object.entries(RULE_TEXTS)) {
      expect([code, spec.includes(`| ${said.id} |`)]).toEqual([code, true]);
      expect([said.title, said.article, said.explanation].every((words) => words.length > 1)).toBe(true);
    }
  });
});

describe('quotations', () => {
  test('LINT-5 what is quoted, named or an address stays as it is', () => {
    expect(lintText('"2026년 6월 19일에 제출하겠다"고 하였습니다.')).toEqual([]);
    expect(lintText('「2026.6.19. 결의」와 https://example.kr/2026/06/19')).toEqual([]);
    expect(lintText('“가” 2026.6.19. “나”').map(({ found }) => found)).toEqual(['2026.6.19.']);
  });
});
