import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coveredBy, spansInEffect, type Span } from '../../../../shared/collab/table.ts';
import type { Block, Inline } from '../../../../shared/collab/content.ts';
import { parseBody } from '../../../../shared/exchange/markdown/body.ts';
import { parseInlines, writeInlines } from '../../../../shared/exchange/markdown/inlines.ts';
import { parsePaperMarkdown, type ImportedPaper } from '../../../../shared/exchange/markdown/paper.ts';
import { attachmentPath, bodyMarkdown, toMarkdown } from '../../../../shared/exchange/markdown/write.ts';
import type { Agency } from '../../../../shared/org/directory.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const source = readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8');
const agencies = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;

function parsed(text: string): ImportedPaper {
  const result = parsePaperMarkdown(text, agencies);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function written(draft: ImportedPaper): string {
  const attachments = draft.attachments.map(({ path, label }) => ({
    name: path.replace('attachments/', ''),
    label,
    mediaType: 'text/plain',
    size: 1,
    sha256: 'a'.repeat(64),
  }));
  return toMarkdown({ fields: draft.fields, blocks: draft.blocks, attachments }, agencies);
}

function body(...lines: string[]): readonly Block[] {
  const result = parseBody(lines.join('\n'), 1);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function refusal(...lines: string[]): string {
  const result = parseBody(lines.join('\n'), 1);
  return result.ok ? '' : result.message;
}

const word = fc.string({
  unit: fc.constantFrom('가', '나', '1', '.', ')', '(', ' ', '*', '_', '|', '\\', '-', '※', '□', 'a', '^', '[', ']', '<'),
  minLength: 1,
  maxLength: 8,
});
const inlines: fc.Arbitrary<Inline[]> = fc.array(fc.tuple(word, fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 4 }).map((pieces) => {
  const made: Inline[] = [];
  for (const [text, bold, underline] of pieces) {
    const last = made.at(-1);
    if (last !== undefined && (last.bold === true) === bold && (last.underline === true) === underline) continue;
    made.push({ text, ...(bold ? { bold: true } : {}), ...(underline ? { underline: true } : {}) });
  }
  return made;
});
/** A line loses the blanks at its ends, so they begin and end with a letter here. */
const line = inlines.map((list) => {
  const solid = list.map((inline, i) => ({ ...inline, text: `${i === 0 ? inline.text.trimStart() : inline.text}${i === list.length - 1 ? '글' : ''}` }));
  return solid[0]?.text === '' ? [{ ...solid[0], text: '글' }, ...solid.slice(1)] : solid;
});
const DEFAULTS = { square: 1, circle: 2, dash: 3, dot: 4, note: 2 } as const;
const sign = fc
  .tuple(fc.constantFrom(...(Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[])), line)
  .map(([kind, text]): Block => ({ type: 'block', kind, level: DEFAULTS[kind], inlines: text }));
const plain = fc.tuple(fc.integer({ min: 1, max: 8 }), line).map(([level, text]): Block => ({ type: 'block', kind: 'plain', level, inlines: text }));
const item = fc.tuple(fc.integer({ min: 1, max: 8 }), line).map(([level, text]): Block => ({ type: 'block', kind: 'item', level, inlines: text }));
const span = fc.record({ row: fc.nat(2), column: fc.nat(2), rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) });
/** A table with these merges: what lies under them says nothing. */
function merged(header: boolean, rows: readonly (readonly Inline[][])[], asked: readonly Span[], sized: boolean): Block {
  const columns = rows[0]?.length ?? 0;
  const inside = asked.filter((one) => one.row < rows.length && one.column < columns);
  const spans = spansInEffect(inside, { rows: rows.length, columns, filled: () => false });
  const cells = rows.map((row, r) => row.map((cell, column) => (coveredBy(spans, r, column) === undefined ? cell : [])));
  const widths = sized ? { widths: cells[0]?.map((_, i) => 100 + i) ?? [] } : {};
  return { type: 'table', level: 1, header, rows: cells, ...(spans.length === 0 ? {} : { spans }), ...widths };
}
const table = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 3 })).chain(([header, width]) =>
  fc
    .array(fc.array(line, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 3 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.array(span, { maxLength: 3 }), fc.boolean()))
    .map(([rows, asked, sized]): Block => merged(header, rows, asked, sized)),
);

/** Levels go down one at a time and tables stand under their item, as the form wants it. */
function wellFormed(blocks: readonly Block[]): Block[] {
  let last = 0;
  let level = 1;
  return blocks.map((block) => {
    if (block.type === 'table') return { ...block, level };
    if (block.type !== 'block' || block.kind !== 'item') return block;
    last = Math.min(block.level, last + 1);
    level = last;
    return { ...block, level: last };
  });
}

describe('writing back', () => {
  test('MD-10 the sample written and read again is the same', () => {
    expect(parsed(written(parsed(source)))).toEqual(parsed(source));
  });

  test('MD-10 the written sample has the body of the file, line by line', () => {
    const lines = (text: string): string[] =>
      text
        .split('\n')
        .slice(text.split('\n').indexOf('---', 1) + 1)
        .map((one) => one.trim())
        .filter((one) => one !== '');
    expect(lines(written(parsed(source)))).toEqual(lines(source));
  });

  test('MD-10 pieces of a line survive any text', () => {
    fc.assert(
      fc.property(inlines, (list) => {
        expect(parseInlines(writeInlines(list))).toEqual(list);
      }),
      { numRuns: 2000 },
    );
  });

  test('MD-18 footnotes and articles that words refer to survive any text', () => {
    const address = fc.constantFrom({ law: '청년고용촉진 특별법', article: '제5조제1항' }, { law: '법(가)/나%', article: '제1조' });
    const piece = fc.record(
      { text: word, bold: fc.constant(true as const), article: address, note: fc.tuple(word, fc.constant('글')).map((parts) => parts.join('')) },
      { requiredKeys: ['text'], noNullPrototype: true },
    );
    // As contents have them: neighbours with the same marks are one piece, unless a footnote stands between.
    const alone = fc.array(piece, { minLength: 1, maxLength: 5 }).map((list) => {
      const kept: typeof list = [];
      for (const one of list) {
        const last = kept.at(-1);
        if (last === undefined || last.note !== undefined || last.bold !== one.bold || last.article?.law !== one.article?.law) kept.push(one);
      }
      return kept;
    });
    fc.assert(
      fc.property(alone, (list) => {
        expect(parseInlines(writeInlines(list))).toEqual(list);
      }),
      { numRuns: 2000 },
    );
  });

  test('MD-10 blocks survive any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(item, plain, sign, table), { minLength: 1, maxLength: 8 }).map(wellFormed), (blocks) => {
        expect(parseBody(bodyMarkdown(blocks), 1)).toEqual({ ok: true, value: blocks });
      }),
      { numRuns: 1000 },
    );
  });

  test('MD-10 fields with quotes, colons, hashes and line ends survive', () => {
    const draft = parsed(source);
    const fields = {
      ...draft.fields,
      title: '"인용": [괄호] #1, \'작은\' - 계획',
      summary: '한 줄\n두 줄: 끝',
      via: '1.10',
      keywords: ['a, b', 'c: d', '#e', '- f'],
      disclosure: { kind: '부분공개' as const, grounds: [5, 6] },
    };
    expect(parsed(written({ ...draft, fields })).fields).toEqual(fields);
  });

  test('MD-10 a picture is a line of its words, and 관련 문서 and ends of lines in a footnote are not written', () => {
    const draft = parsed(source);
    const picture = { sha256: 'a'.repeat(64), mediaType: 'image/png', size: 1, width: 1, height: 1, share: 500 } as const;
    const related = [{ documentId: 'd', registration: '협업정책과-1', title: '지난 계획' }];
    const said: Block = { type: 'block', kind: 'item', level: 1, inlines: [{ text: '말', note: '두\n줄' }] };
    const blocks: Block[] = [said, { type: 'picture', level: 1, ...picture, alt: '조직 | 도' }];
    const text = written({ ...draft, fields: { ...draft.fields, related }, blocks });
    expect(parsed(text).fields).toEqual(draft.fields);
    expect(parsed(text).blocks).toEqual([
      { ...said, inlines: [{ text: '말', note: '두 줄' }] },
      { type: 'block', kind: 'plain', level: 1, inlines: [{ text: '[그림: 조직 | 도]' }] },
    ]);
  });

  test('MD-10 a 부서 간 협조문 is written and read again without 경유, partners or unit of work', () => {
    const fields = { ...parsed(source).fields, form: 'unit-letter' as const, partners: [], via: '', work: [], recipients: ['정보화담당관', '운영지원과장'] };
    const text = written({ ...parsed(source), fields });
    expect(text).not.toContain('via:');
    expect(parsed(text).fields).toEqual(fields);
    expect(parsePaperMarkdown(text.replace('partners: []', 'partners: ["1342000"]'), agencies)).toMatchObject({ ok: false });
  });

  test('MD-10 a file name cannot leave the folder', () => {
    expect(attachmentPath({ name: '../a:b\\c.csv' })).toBe('attachments/.._a_b_c.csv');
  });
});

describe('lines', () => {
  test('MD-11 a line further in than the one right above goes on with it', () => {
    expect(body('1. 다음과 같이 협업정원을', '   운영하고자 합니다.', '   가. 기간', '그냥 글')).toMatchObject([
      { kind: 'item', inlines: [{ text: '다음과 같이 협업정원을 운영하고자 합니다.' }] },
      { kind: 'item', level: 2 },
      { kind: 'plain', inlines: [{ text: '그냥 글' }] },
    ]);
    expect(body('1. 하나', '', '   따로 쓴 글')).toMatchObject([{ kind: 'item' }, { kind: 'plain', level: 2, inlines: [{ text: '따로 쓴 글' }] }]);
  });

  test('MD-11 a wrapped date is no item', () => {
    expect(body('1. 의견은 2026.', '   12. 18.(금)까지 보내 주십시오.', '2. 둘')).toMatchObject([
      { inlines: [{ text: '의견은 2026. 12. 18.(금)까지 보내 주십시오.' }] },
      { level: 1 },
    ]);
  });

  test('MD-12 a level left out is refused with its line and the right mark', () => {
    expect(refusal('1. 하나', '   1) 둘')).toMatch(/2째 줄 1\).*가\. 기호를 쓰십시오\.$/);
    expect(refusal('가. 하나')).toMatch(/1째 줄 가\..*1\. 기호를 쓰십시오\.$/);
  });

  test('MD-12 a single unmarked paragraph may stand for the level above', () => {
    expect(body('다음과 같이 알립니다.', '가. 하나', '나. 둘').map((block) => block.level)).toEqual([1, 2, 2]);
  });

  test('MD-12 indent against the level is refused', () => {
    expect(refusal('1. 하나', '   2. 둘')).toContain('2째 줄 2.');
    expect(refusal('  1. 하나', '가. 둘')).toContain('2째 줄 가.');
    expect(refusal('1. 하나', '  가. 둘', '    1) 셋', '2. 넷')).toBe('');
  });

  test('MD-13 a backslash takes the meaning away; lines to fill in by hand stay', () => {
    expect(body('\\1. 글', '\\**굵지 않음\\**', '성명: ____________', 'C:\\문서\\계획.hwp')).toMatchObject([
      { kind: 'plain', inlines: [{ text: '1. 글' }] },
      { inlines: [{ text: '**굵지 않음**' }] },
      { inlines: [{ text: '성명: ____________' }] },
      { inlines: [{ text: 'C:\\문서\\계획.hwp' }] },
    ]);
  });
});
