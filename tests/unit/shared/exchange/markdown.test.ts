import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../shared/collab/content.ts';
import { DRAFT_MOST } from '../../../../shared/collab/room-size.ts';
import { writeInlines } from '../../../../shared/exchange/markdown/inlines.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import type { Agency } from '../../../../shared/org/directory.ts';
import { largestAmount } from '../../../../shared/writing/amount.ts';
import { marksFor } from '../../../../shared/writing/numbering.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const source = readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8');
const agencies = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;

function parsed(text: string): { blocks: readonly Block[]; fields: Record<string, unknown>; attachments: readonly unknown[] } {
  const result = parsePaperMarkdown(text, agencies);
  if (!result.ok) throw new Error(result.message);
  return { ...result.value, fields: { ...result.value.fields } };
}

/** The sample's head with another body. */
function withBody(...lines: string[]): string {
  return [...source.split('\n').slice(0, source.split('\n').indexOf('---', 1) + 1), ...lines].join('\n');
}

function textOf(block: Block | undefined): string {
  return block?.type === 'block' ? block.inlines.map((inline) => inline.text).join('') : '';
}

describe('the sample', () => {
  test('MD-1 every field, with codes for names', () => {
    expect(parsed(source).fields).toEqual({
      form: 'official',
      lead: '1492000',
      leadUnit: '1492101',
      partners: [
        { agency: '1342000', unit: '1342201' },
        { agency: '1450000', unit: '1450301' },
      ],
      partnerOrder: 'parallel',
      recipients: [
        '재정경제부장관(인력정책과장)',
        '행정안전부장관(조직기획과장)',
        '기획예산처장관(고용예산과장)',
        '인사혁신처장(인사혁신기획과장)',
        '서울특별시장(일자리정책과장)',
      ],
      via: '',
      title: '청년일자리 정책 협업정원 운영계획 통보 및 협조 요청',
      summary: '고용노동부·교육부·산업통상부가 청년일자리 정책의 공동 추진을 위하여 협업정원 3명을 상호 파견하고 분기별로 공동 점검한다.',
      keywords: ['청년일자리', '협업정원', '상호파견', '공동점검'],
      work: ['협업정원 운영계획', '예산 1억원 이상 집행계획'],
      disclosure: { kind: '공개', grounds: [] },
      recordFile: '2027년 청년일자리 협업정원',
      originator: '청년고용기획과장',
      reporter: '행정사무관',
    });
  });

  test('MD-1 attachments with their printed names', () => {
    expect(parsed(source).attachments).toEqual([
      { path: 'attachments/operation-plan.md', label: '협업정원 운영계획 1부.' },
      { path: 'attachments/task-list.csv', label: '기관별 협업과제 목록 1부.' },
    ]);
  });

  test('MD-2 marks of the blocks are those of the file', () => {
    const { blocks } = parsed(source);
    const written = source
      .split('\n')
      .slice(source.split('\n').indexOf('---', 1) + 1)
      .filter((line) => /^\s*[^|\s]/.test(line))
      .map((line) => line.trim().split(' ')[0]);
    expect(marksFor(blocks).filter((mark) => mark !== '')).toEqual(written);
    expect(largestAmount(blocks)).toBe(113_560_000);
  });

  test('MD-3 the table has a head, five rows and empty cells', () => {
    const table = parsed(source).blocks.find((block) => block.type === 'table');
    expect(table?.type === 'table' && [table.header, table.rows.length, table.rows[4]]).toEqual([true, 5, [[{ text: '합계' }], [], [], [{ text: '3' }], []]]);
  });

  test('MD-1 a Windows file in decomposed Hangul says the same', () => {
    expect(parsed(`\uFEFF${source.normalize('NFD').replaceAll('\n', '\r\n')}`)).toEqual(parsed(source));
  });
});

describe('body', () => {
  test('MD-2 eight levels', () => {
    const { blocks } = parsed(withBody('1. 가', '가. 나', '1) 다', '가) 라', '(1) 마', '(가) 바', '① 사', '㉮ 아', '2. 자'));
    expect(blocks.map((block) => [block.level, textOf(block)])).toEqual([
      [1, '가'],
      [2, '나'],
      [3, '다'],
      [4, '라'],
      [5, '마'],
      [6, '바'],
      [7, '사'],
      [8, '아'],
      [1, '자'],
    ]);
  });

  test('MD-4 signs and plain lines', () => {
    const { blocks } = parsed(withBody('□ 배경', '  ㅇ 사유', '    - 하나', '      ㆍ 둘', '※ 참고', '그냥 글'));
    expect(blocks.map((block) => block.type === 'block' && block.kind)).toEqual(['square', 'circle', 'dash', 'dot', 'note', 'plain']);
    expect(blocks.map(textOf)).toEqual(['배경', '사유', '하나', '둘', '참고', '그냥 글']);
  });

  test.each(['12. 1.∼12. 18. 접수합니다.', '2026. 11. 23. 회의를 개최합니다.', '네. 알겠습니다.', '1)붙여 쓴 글', '13시에 모입니다.'])(
    'MD-5 %s stays whole',
    (line) => {
      expect(textOf(parsed(withBody(line)).blocks[0])).toBe(line);
    },
  );

  test('MD-5 a number out of order is refused with its line and the right mark', () => {
    const lines = source.split('\n').indexOf('---', 1) + 1;
    expect(parsePaperMarkdown(withBody('1. 하나', '3. 셋'), agencies)).toMatchObject({
      ok: false,
      code: 'BODY_LINE',
      message: expect.stringMatching(new RegExp(`${lines + 2}째 줄.*2\\.`)) as string,
    });
  });

  test('MD-3 a table without separator has no head; a row of empty cells stays', () => {
    const { blocks } = parsed(withBody('| 가 | 나 |', '| | |', '| 다 | a\\|b |'));
    expect(blocks).toEqual([
      {
        type: 'table',
        level: 1,
        header: false,
        rows: [
          [[{ text: '가' }], [{ text: '나' }]],
          [[], []],
          [[{ text: '다' }], [{ text: 'a|b' }]],
        ],
      },
    ]);
  });

  test('MD-17 a hostile line is read at once: widths, footnotes, wrapped lines, marks, ends of lines', () => {
    const many = 100_000;
    const lines = [
      `<!-- 칸 너비 ${'1'.repeat(many)}x`,
      `<!-- 칸 너비 ${'1 '.repeat(many)}x -->`,
      `말${'^['.repeat(many)}`,
      `${'가'.repeat(many)} 나\u2028다`,
      `말${' '.repeat(many)}끝니다`,
    ];
    for (const line of lines) {
      expect(parsed(withBody(line)).blocks).toHaveLength(1);
      expect(parsed(withBody(line, '|가|나|')).blocks).toHaveLength(2);
    }
    expect(textOf(parsed(withBody(`가${'\n 나'.repeat(many)}`)).blocks[0])).toHaveLength(1 + 2 * many);
    expect(writeInlines([{ text: `가${' '.repeat(many)}나`, note: `다${' '.repeat(many)}라` }])).toHaveLength(2 * many + 7);
    expect(writeInlines([{ text: '가 \r\n \n 나', note: '다\t\n라' }])).toBe('가 나^[다 라]');
    expect(parsed(withBody('말^[열린 ^[글] 뒤^[닫힌]')).blocks[0]).toMatchObject({
      inlines: [
        { text: '말', note: '열린 ^[글' },
        { text: ' 뒤', note: '닫힌' },
      ],
    });
  });

  test('MD-3 a row with another number of cells is refused', () => {
    expect(parsePaperMarkdown(withBody('| 가 | 나 |', '|---|---|', '| 다 |'), agencies)).toMatchObject({ ok: false, code: 'BODY_LINE' });
  });

  test('MD-6 끝. of the last line is taken off, because it is computed', () => {
    expect(textOf(parsed(withBody('회신하여 주시기 바랍니다.  끝.', '')).blocks[0])).toBe('회신하여 주시기 바랍니다.');
    expect(textOf(parsed(withBody('이것으로 끝. 아니다', '다음')).blocks[0])).toBe('이것으로 끝. 아니다');
  });

  test('MD-7 bold and underlined', () => {
    const [block] = parsed(withBody('가 **나** __다__ 라')).blocks;
    expect(block?.type === 'block' && block.inlines).toEqual([
      { text: '가 ' },
      { text: '나', bold: true },
      { text: ' ' },
      { text: '다', underline: true },
      { text: ' 라' },
    ]);
  });
});

const FAULTS: readonly [string, string, RegExp | string, string, number | null][] = [
  ['no head', 'FRONT_MATTER_BROKEN', /^---\n/, '', null],
  ['an open list', 'FRONT_MATTER_BROKEN', 'keywords: [청년일자리', 'keywords: [청년일자리, [', null],
  ['an unknown form', 'FORM_UNSUPPORTED', 'form: official', 'form: letter', 2],
  ['no title', 'KEY_MISSING', /title: .*\n/, '', null],
  ['an empty title', 'KEY_MISSING', /title: .*/, 'title:', 10],
  ['no work', 'KEY_MISSING', /work: .*/, 'work: []', 5],
  ['no disclosure', 'KEY_MISSING', /disclosure: .*\n/, '', null],
  ['an unknown key', 'KEY_UNKNOWN', 'title:', 'titel: x\ntitle:', 10],
  ['an unknown agency', 'AGENCY_UNKNOWN', 'lead: 1492000', 'lead: 1492999', 3],
  ['a code with a nought in front', 'AGENCY_UNKNOWN', 'lead: 1492000', 'lead: 01492000', 3],
  ['an unknown unit', 'UNIT_UNKNOWN', 'leadUnit: 청년고용기획과', 'leadUnit: 없는과', null],
  ['an unknown partner', 'AGENCY_UNKNOWN', 'partners: [1342000', 'partners: [9999999', 6],
  ['a partner without a unit', 'PARTNERS_MISMATCH', /partnerUnits: .*/, 'partnerUnits: [교육일자리총괄과]', 7],
  ['a partner twice', 'PARTNERS_MISMATCH', /partners: .*\npartnerUnits: .*/, 'partners: [1342000, 1342000]\npartnerUnits: [교육일자리총괄과, 운영지원과]', 6],
  ['the lead as partner', 'PARTNERS_MISMATCH', /partners: .*\npartnerUnits: .*/, 'partners: [1492000]\npartnerUnits: [운영지원과]', 6],
  ['비공개 without a ground', 'DISCLOSURE_WRONG', 'disclosure: 공개', 'disclosure: 비공개', 13],
  ['공개 with a ground', 'DISCLOSURE_WRONG', 'disclosure: 공개', 'disclosure: 공개(5)', 13],
  ['ground 9', 'DISCLOSURE_WRONG', 'disclosure: 공개', 'disclosure: 비공개(9)', 13],
  ['a file without a name', 'ATTACHMENTS_MISMATCH', /attachmentNames: .*/, 'attachmentNames: [계획 1부.]', null],
  ['a path upwards', 'ATTACHMENT_PATH', 'attachments/task-list.csv', '../../.ssh/id_ed25519', null],
  ['an absolute path', 'ATTACHMENT_PATH', 'attachments/task-list.csv', '/etc/passwd', null],
  ['a Windows path', 'ATTACHMENT_PATH', 'attachments/task-list.csv', 'C:\\Users\\x', null],
  ['an empty body', 'BODY_EMPTY', /\n---\n[^]*$/, '\n---\n\n', null],
];

describe('refusals', () => {
  test.each(FAULTS)('MD-8 %s gives %s', (_, code, from, to, line) => {
    const text = source.replace(from, to);
    expect(text).not.toBe(source);
    const result = parsePaperMarkdown(text, agencies);
    expect(result).toMatchObject({ ok: false, code });
    expect(!result.ok && result.message).toMatch(/십시오\.$/);
    if (line !== null) expect(!result.ok && result.message).toContain(`${line}째 줄`);
  });

  test('MD-8 a key twice gives its line', () => {
    const text = source.replace('title:', 'title: 하나\ntitle:');
    expect(parsePaperMarkdown(text, agencies)).toMatchObject({
      ok: false,
      code: 'FRONT_MATTER_BROKEN',
      message: expect.stringContaining('째 줄') as string,
    });
  });

  test('MD-8 ROOM-1 a draft of 300 full pages comes in; one longer than a room takes is refused with the bound', () => {
    const pages = (count: number): string =>
      withBody(...Array.from({ length: count * 30 }, (_, i) => `${'협업정원 운영 방식과 절차를 정한다. '.repeat(3)}${i}째 줄`));
    expect(pages(300).length).toBeGreaterThan(500_000);
    expect(parsed(pages(300)).blocks).toHaveLength(9000);
    const long = parsePaperMarkdown(pages(1200), agencies);
    expect(long.ok ? '' : long.message).toContain('글자 210만 자, 2만 줄까지');
    const lines = parsePaperMarkdown(withBody(...Array.from({ length: DRAFT_MOST.lines + 1 }, () => '가\n')), agencies);
    expect(lines).toMatchObject({ ok: false, code: 'TOO_LARGE' });
  });

  test('MD-8 a file of any size and shape gives a value', () => {
    expect(parsePaperMarkdown('가'.repeat(DRAFT_MOST.letters + 1), agencies)).toMatchObject({ ok: false, code: 'TOO_LARGE' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (head, body) => {
        expect(parsePaperMarkdown(`---\n${head}\n---\n${body}`, agencies).ok).toBe(false);
        expect(typeof parsePaperMarkdown(withBody(body), agencies).ok).toBe('boolean');
      }),
    );
    const bomb = `a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c]`;
    expect(parsePaperMarkdown(`---\n${bomb}\n---\n글`, agencies)).toMatchObject({ ok: false });
  });

  test('MD-9 부분공개 and 비공개 with their grounds, in order', () => {
    expect(parsed(source.replace('disclosure: 공개', 'disclosure: 부분공개(6, 5)')).fields['disclosure']).toEqual({ kind: '부분공개', grounds: [5, 6] });
  });

  test('MD-1 what may be absent is empty', () => {
    const text = source.replace(/(partners|partnerUnits|partnerOrder|recipients|keywords|originator|reporter|attachments|attachmentNames): .*\n/g, '');
    expect(parsed(text).fields).toMatchObject({ partners: [], partnerOrder: 'parallel', recipients: [], keywords: [], originator: '', reporter: '', via: '' });
  });

  test('MD-1 a title like a number stays as written', () => {
    expect(parsed(source.replace(/title: .*/, 'title: 1.10')).fields['title']).toBe('1.10');
  });
});

describe('names the directory must know', () => {
  const files = [{ name: '2027년 청년일자리 협업정원', unit: '1492101', work: '협업', retention: '10년' as const }];
  const known = agencies.map((agency) => ({ ...agency, ...(agency.code === '1492000' ? { recordFiles: files } : {}) }));
  const lineOf = (key: string): number => source.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1;

  test.each([
    ['WORK_UNKNOWN', 'work', '예산 1억원 이상 집행계획', '예산 집행'],
    ['RECORD_FILE_UNKNOWN', 'recordFile', '2027년 청년일자리 협업정원 ', '없는 철 '],
    ['POST_UNKNOWN', 'originator', '청년고용기획과장', '청년고용과장'],
    ['POST_UNKNOWN', 'reporter', 'reporter: 행정사무관', 'reporter: 사무관'],
  ])('MD-14 %s: %s with its line and value, and nothing is made', (code, key, good, wrong) => {
    const lines = source.split('\n').map((line) => (line.startsWith(`${key}:`) ? line.replace(good, wrong) : line));
    const refused = parsePaperMarkdown(lines.join('\n'), known);
    expect(refused).toMatchObject({ ok: false, code });
    const value = wrong.replace(`${key}: `, '').trim();
    expect(refused.ok ? '' : refused.message).toContain(`(${lineOf(key)}째 줄 ${key}: ${value})`);
    expect(refused.ok ? '' : refused.message).toContain('문서는 만들지 않았습니다');
  });

  test('MD-14 the sample names only what is known; an agency without a table asks nothing', () => {
    expect(parsePaperMarkdown(source, known)).toMatchObject({ ok: true });
    const bare = known.map((agency) => ({ ...agency, delegation: [], recordFiles: [] }));
    expect(parsePaperMarkdown(source.replace('협업정원 운영계획,', '아무 업무,'), bare)).toMatchObject({ ok: true });
  });

  test('MD-8 a quotation mark that is never closed is told where it opens', () => {
    const refused = parsePaperMarkdown(source.replace(/^title: (.*)$/m, 'title: "$1'), known);
    expect(refused).toMatchObject({ ok: false, code: 'FRONT_MATTER_BROKEN' });
    expect(refused.ok ? '' : refused.message).toContain(`(${lineOf('title')}째 줄)`);
  });
});
