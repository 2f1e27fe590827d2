import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Block, Content } from '../../../../shared/collab/content.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import { endMark, printBody } from '../../../../shared/forms/body.ts';
import type { PrintSource } from '../../../../shared/forms/common.ts';
import { addressLine, buildOfficialPrint, contactLine, enforcementLine, senderLines, senderOrder } from '../../../../shared/forms/official.ts';
import { paperPrint } from '../../../../shared/forms/paper.ts';
import type { Agency, AgencyRecord } from '../../../../shared/org/directory.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const list = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;
const agencies = new Map(list.map((agency): [string, AgencyRecord] => [agency.code, { ...agency, people: [], recordFiles: [], seal: null }]));

function sample(): Content {
  const draft = parsePaperMarkdown(readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8'), list);
  if (!draft.ok) throw new Error(draft.message);
  return { v: 1, schemaVersion: 1, fields: draft.value.fields, blocks: draft.value.blocks, attachments: [] };
}

function source(change: Partial<Content['fields']>): PrintSource {
  const content = sample();
  return {
    content: { ...content, fields: { ...content.fields, ...change } },
    agencies,
    lanes: [],
    showPending: false,
    registration: null,
    approvedOn: null,
    enforcedOn: null,
    createdAt: '2026-11-23T01:00:00Z',
    watermark: '',
    files: [],
  };
}

function agency(code: string, name: string, headGrade: string, order: number | null): [string, AgencyRecord] {
  const base = agencies.get('1492000');
  if (base === undefined) throw new Error('sample');
  return [code, { ...base, code, name, head: `${name}장`, headGrade, order }];
}

const LINE: Block = { type: 'block', kind: 'item', level: 1, inlines: [{ text: '알려 드립니다.' }] };

function table(...rows: string[][]): Block {
  return { type: 'table', level: 1, header: true, rows: rows.map((row) => row.map((cell) => (cell === '' ? [] : [{ text: cell }]))) };
}

describe('the end of a paper', () => {
  test('FORM-3 where 끝. stands', () => {
    expect(endMark([LINE], 1)).toBe('attachments');
    expect(endMark([LINE], 0)).toBe('line');
    expect(endMark([LINE, table(['가', '나'], ['1', '2'])], 0)).toBe('below-table');
    expect(endMark([], 0)).toBe('nowhere');
  });

  test('FORM-9 a table filled half-way says 이하 빈칸 in the next row, and there is no 끝.', () => {
    const print = printBody([LINE, table(['가', '나'], ['1', '2'], ['', ''], ['', ''])], 0);
    const last = print.body.at(-1);
    expect(last?.type === 'table' && last.rows.slice(1)).toEqual([
      [[{ text: '1' }], [{ text: '2' }]],
      [[{ text: '이하 빈칸' }], []],
      [[], []],
    ]);
    expect([print.end, JSON.stringify(print).includes('끝.')]).toEqual(['', false]);
  });

  test('FORM-9 a last row with some empty cells is filled, a table that says nothing is no half-filled one', () => {
    expect(endMark([table(['가', '나'], ['합계', ''])], 0)).toBe('below-table');
    expect(endMark([table(['', ''], ['', ' '])], 0)).toBe('below-table');
  });

  test('FORM-9 a half-filled table inside the text, or before 붙임, stays as it is', () => {
    const half = table(['가'], ['']);
    expect(JSON.stringify([printBody([half, LINE], 0), printBody([LINE, half], 2)])).not.toContain('이하 빈칸');
  });
});

describe('senders', () => {
  test('FORM-4 equals in grade: 부 before 처 before 청, then the order within each', () => {
    const all = new Map([
      ...agencies,
      agency('1', '국세청', '차관급', 1),
      agency('2', '법제처', '차관급', 2),
      agency('3', '관세청', '차관급', 2),
      agency('4', '인사혁신처', '차관급', 1),
      agency('5', '방송통신위원회', '장관급', null),
    ]);
    expect(senderOrder('1492000', ['1', '3', '2', '5', '4', '1450000', '1342000'], all).map(({ name }) => name)).toEqual([
      '고용노동부',
      '교육부',
      '산업통상부',
      '방송통신위원회',
      '인사혁신처',
      '법제처',
      '국세청',
      '관세청',
    ]);
  });

  test('FORM-4 the lines and their seal fields', () => {
    expect(
      senderLines({ lead: '1450000', partners: [{ agency: '1492000', unit: '' }], recipients: ['교육부장관'] }, agencies).map(({ name, field }) => [
        name,
        field,
      ]),
    ).toEqual([
      ['산업통상부장관', '관인-1450000'],
      ['고용노동부장관', '관인-1492000'],
    ]);
  });

  test('FORM-10 an agency or unit the directory does not know is refused, never left out', () => {
    expect(paperPrint(source({ partners: [{ agency: '9999999', unit: '1' }] }))).toMatchObject({
      ok: false,
      code: 'AGENCY_UNKNOWN',
      message: expect.stringContaining('9999999') as string,
    });
    expect(paperPrint(source({ lead: '9999999' }))).toMatchObject({ ok: false, code: 'AGENCY_UNKNOWN' });
    expect(paperPrint(source({ leadUnit: '1492999' }))).toMatchObject({ ok: false, code: 'UNIT_UNKNOWN' });
    expect(paperPrint(source({}))).toEqual({ ok: true, value: buildOfficialPrint(source({})) });
  });
});

describe('foot lines', () => {
  test('FORM-5 each line by itself', () => {
    expect([
      enforcementLine(null, null),
      enforcementLine({ unitName: '과', number: 3 }, null),
      enforcementLine({ unitName: '과', number: 3 }, '2026-12-05'),
    ]).toEqual(['시행', '시행  과-3', '시행  과-3 (2026. 12. 5.)']);
    expect(addressLine(agencies.get('1820000'))).toBe('우 03050  서울특별시 종로구 북촌로 112  / www.bai.go.kr');
    expect(contactLine(undefined)).toBe('전화번호   팩스번호   / ');
  });
});
