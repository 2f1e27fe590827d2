import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Block, Content } from '../../../../shared/collab/content.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import { approvalRows, type PrintLane, type PrintStep } from '../../../../shared/forms/approval-boxes.ts';
import { attachmentLines, disclosureText, type PrintSource } from '../../../../shared/forms/common.ts';
import { buildOfficialPrint, recipientLine, senderOrder } from '../../../../shared/forms/official.ts';
import type { Agency, AgencyRecord } from '../../../../shared/org/directory.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const list = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;
const agencies = new Map(list.map((agency): [string, AgencyRecord] => [agency.code, { ...agency, people: [], recordFiles: [], seal: null }]));

function sample(change: Partial<Content> = {}): Content {
  const draft = parsePaperMarkdown(readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8'), list);
  if (!draft.ok) throw new Error(draft.message);
  const attachments = draft.value.attachments.map(({ path, label }) => ({ name: path, label, mediaType: 'text/plain', size: 1, sha256: 'a'.repeat(64) }));
  return { v: 1, schemaVersion: 1, fields: draft.value.fields, blocks: draft.value.blocks, attachments, ...change };
}

function step(change: Partial<PrintStep>): PrintStep {
  return {
    kind: 'review',
    position: '과장',
    marks: [],
    delegated: false,
    state: 'signed',
    name: '이도윤',
    date: '2026-11-23',
    differs: false,
    reason: '',
    ...change,
  };
}

function lane(...steps: PrintStep[]): PrintLane {
  return { agencyName: '고용노동부', steps };
}

function source(change: Partial<PrintSource> = {}): PrintSource {
  return {
    content: sample(),
    agencies,
    lanes: [],
    showPending: false,
    registration: { unitName: '청년고용기획과', number: 12 },
    approvedOn: '2026-11-23',
    enforcedOn: '2026-11-23',
    createdAt: '2026-11-23T01:00:00Z',
    watermark: '',
    files: [],
    ...change,
  };
}

const PLAIN: Block = { type: 'block', kind: 'plain', level: 1, inlines: [{ text: '알려 드립니다.' }] };
const TABLE: Block = { type: 'table', level: 1, header: false, rows: [[[{ text: '가' }]]] };

describe('approval boxes', () => {
  test('BOX-1 ★ and ⊙ stand before the post', () => {
    const [row] = approvalRows([lane(step({ kind: 'draft', marks: ['reporter'] }), step({ marks: ['originator', 'reporter'] }))], false);
    expect(row?.boxes.map((box) => box.marks)).toEqual(['⊙', '★⊙']);
  });

  test('BOX-2 (의견 있음) is for 검토자 and 협조자, never for the decider', () => {
    const [row] = approvalRows([lane(step({ differs: true }), step({ kind: 'concur', differs: true }), step({ kind: 'approve', differs: true }))], false);
    expect([row?.boxes.map((box) => box.differs), row?.concurrers.map((box) => box.differs)]).toEqual([[true, false], [true]]);
  });

  test('BOX-3 only the decider has a date; 전결 stands above it', () => {
    const [row] = approvalRows([lane(step({}), step({ kind: 'approve', position: '차관', delegated: true, name: '정민호', date: '2026-11-24' }))], false);
    expect(row?.boxes.map((box) => box.lines)).toEqual([['이도윤'], ['전결', '11. 24.', '정민호']]);
  });

  test('BOX-4 대결 stands in the deputy’s box', () => {
    const [row] = approvalRows([lane(step({ kind: 'approve', position: '차관', acting: '고용정책실장', name: '최지우' }))], false);
    expect(row?.boxes).toEqual([{ marks: '', position: '고용정책실장', differs: false, lines: ['대결', '11. 23.', '최지우'] }]);
  });

  test('BOX-4 대결 of a 전결 matter: 전결 unsigned in the one box, 대결 signed in the other', () => {
    const [row] = approvalRows(
      [lane(step({ kind: 'approve', position: '차관', delegated: true, acting: '고용정책실장', name: '최지우', marks: ['originator'] }))],
      false,
    );
    expect(row?.boxes).toEqual([
      { marks: '★', position: '차관', differs: false, lines: ['전결'] },
      { marks: '', position: '고용정책실장', differs: false, lines: ['대결', '11. 23.', '최지우'] },
    ]);
  });

  test('BOX-5 협조자 stand apart', () => {
    const [row] = approvalRows([lane(step({ kind: 'draft' }), step({ kind: 'concur', position: '운영지원과장' }), step({ kind: 'approve' }))], false);
    expect([row?.boxes.length, row?.concurrers.map((box) => box.position)]).toEqual([2, ['운영지원과장']]);
  });

  test('BOX-6 no box for who has not signed, except in a preview', () => {
    const lanes = [lane(step({}), step({ kind: 'approve', state: 'pending', delegated: true, name: '', date: null }))];
    expect(approvalRows(lanes, false)[0]?.boxes).toHaveLength(1);
    expect(approvalRows(lanes, true)[0]?.boxes.map((box) => box.lines)).toEqual([['이도윤'], ['전결']]);
    expect(approvalRows([lane(step({ state: 'pending', name: '', date: null }))], true)[0]?.boxes[0]?.lines).toEqual([]);
  });

  test('BOX-7 a skipped review shows its reason', () => {
    const [row] = approvalRows([lane(step({ state: 'skipped', name: '', date: null, reason: '출장' }))], false);
    expect(row?.boxes[0]?.lines).toEqual(['출장']);
  });
});

describe('form 1', () => {
  test('FORM-1 수신: 내부결재, the one recipient, or 수신자 참조 with the list', () => {
    expect([[], ['교육부장관'], ['교육부장관', '서울특별시장']].map((names) => recipientLine(names))).toEqual(['내부결재', '교육부장관', '수신자 참조']);
    const print = buildOfficialPrint(source());
    expect([print.recipientLine, print.recipientList.split(', ').length]).toEqual(['수신자 참조', 5]);
    const one = buildOfficialPrint(source({ content: sample({ fields: { ...sample().fields, recipients: ['교육부장관'] } }) }));
    expect([one.recipientLine, one.recipientList]).toEqual(['교육부장관', '']);
  });

  test('FORM-2 붙임: one without number, more numbered, 끝. behind the last', () => {
    expect(attachmentLines([{ label: '계획서 1부.' }])).toEqual([{ label: '붙임', text: '계획서 1부.  끝.' }]);
    expect(buildOfficialPrint(source()).attachmentLines).toEqual([
      { label: '붙임', text: '1. 협업정원 운영계획 1부.' },
      { label: '', text: '2. 기관별 협업과제 목록 1부.  끝.' },
    ]);
    expect(attachmentLines([])).toEqual([]);
  });

  test('FORM-3 끝. stands once: behind 붙임, behind the last line, or below a closing table', () => {
    const count = (content: Content): [number, string] => {
      const print = buildOfficialPrint(source({ content }));
      return [JSON.stringify([print.body, print.attachmentLines, print.end]).split('끝.').length - 1, print.end];
    };
    expect(count(sample())).toEqual([1, '']);
    expect(count(sample({ attachments: [], blocks: [PLAIN] }))).toEqual([1, '']);
    expect(count(sample({ attachments: [], blocks: [PLAIN, PLAIN] }))).toEqual([1, '']);
    expect(count(sample({ attachments: [], blocks: [PLAIN, TABLE] }))).toEqual([1, '끝.']);
    const [last] = buildOfficialPrint(source({ content: sample({ attachments: [], blocks: [PLAIN] }) })).body;
    expect(last?.type === 'paragraph' && last.inlines.map((inline) => inline.text).join('')).toBe('알려 드립니다.  끝.');
  });

  test('FORM-4 발신명의: lead on top, then 부총리, then 장관 in the order of 정부조직법', () => {
    expect(buildOfficialPrint(source()).senders).toEqual([
      { agency: '1492000', name: '고용노동부장관', field: '관인-1492000' },
      { agency: '1342000', name: '교육부장관', field: '관인-1342000' },
      { agency: '1450000', name: '산업통상부장관', field: '관인-1450000' },
    ]);
    expect(senderOrder('1492000', ['1450000', '1741000', '1342000'], agencies).map((agency) => agency.name)).toEqual([
      '고용노동부',
      '교육부',
      '행정안전부',
      '산업통상부',
    ]);
    expect(senderOrder('1450000', ['1492000', '1342000'], agencies).map((agency) => agency.name)).toEqual(['산업통상부', '교육부', '고용노동부']);
  });

  test('FORM-4 the grade goes before the order, 차관급 last', () => {
    const base = agencies.get('1450000');
    if (base === undefined) throw new Error('sample');
    const made = (
      [
        ['장관', 5],
        ['부총리', 9],
        ['차관급', 1],
        ['장관', 4],
        ['부총리', 8],
      ] as const
    ).map(([headGrade, order], i): [string, AgencyRecord] => [`${i}`, { ...base, code: `${i}`, headGrade, order }]);
    expect(senderOrder('2', ['0', '1', '3', '4'], new Map(made)).map((agency) => agency.code)).toEqual(['2', '4', '1', '3', '0']);
    expect(senderOrder('0', ['2', '1', '3', '4', 'x'], new Map(made)).map((agency) => agency.code)).toEqual(['0', '4', '1', '3', '2']);
  });

  test('FORM-4 an internal paper has no sender', () => {
    expect(buildOfficialPrint(source({ content: sample({ fields: { ...sample().fields, recipients: [] } }) })).senders).toEqual([]);
  });

  test('FORM-5 foot lines', () => {
    const print = buildOfficialPrint(source());
    expect(print.enforcement).toBe('시행  청년고용기획과-12 (2026. 11. 23.)');
    expect(print.receipt).toBe('접수');
    expect(print.address).toBe('우 30117  세종특별자치시 한누리대로 422  / www.moel.go.kr');
    expect(print.contact).toBe('전화번호 044-202-0000  팩스번호 044-202-0001  / staff@example.go.kr');
    expect(buildOfficialPrint(source({ registration: null, enforcedOn: null })).enforcement).toBe('시행');
    expect(buildOfficialPrint(source({ enforcedOn: null })).enforcement).toBe('시행  청년고용기획과-12');
  });

  test('FORM-6 disclosure with its numbers', () => {
    expect([disclosureText({ kind: '공개', grounds: [] }), disclosureText({ kind: '비공개', grounds: [5, 6] })]).toEqual(['공개', '비공개(5, 6)']);
  });

  test('FORM-7 the head shows the lead agency only; marks and indents of the body are computed', () => {
    const print = buildOfficialPrint(source());
    expect(print.agencyName).toBe('고용노동부');
    expect(print.body.slice(0, 4).map((item) => item.type === 'paragraph' && [item.mark, item.indent])).toEqual([
      ['1.', 0],
      ['2.', 0],
      ['가.', 2],
      ['나.', 2],
    ]);
  });

  test('FORM-8 the same source gives the same model', () => {
    expect(JSON.stringify(buildOfficialPrint(source()))).toBe(JSON.stringify(buildOfficialPrint(source())));
  });
});

describe('부서 간 협조문', () => {
  const letter = (change: Partial<PrintSource> = {}) => {
    const { fields, ...rest } = sample();
    return buildOfficialPrint(
      source({ content: { ...rest, v: 3, fields: { ...fields, form: 'unit-letter', partners: [], recipients: ['정보화담당관'] } }, ...change }),
    );
  };
  test('FORM-13 goes in the name of who decides it, with 서명생략 and no signature field', () => {
    expect(letter()).toMatchObject({
      form: 'unit-letter',
      agencyName: '고용노동부',
      recipientLine: '정보화담당관',
      senders: [{ agency: '1492000', name: '청년고용기획과장', field: '', omitted: '서명생략' }],
    });
    const higher = lane(step({ kind: 'draft', position: '행정사무관' }), step({ kind: 'approve', position: '청년여성고용정책관' }));
    expect(letter({ lanes: [higher] }).senders).toMatchObject([{ name: '청년여성고용정책관' }]);
    const head = lane(step({ kind: 'draft', position: '행정사무관' }), step({ kind: 'approve', position: '청년고용기획과장', acting: '행정사무관' }));
    expect(letter({ lanes: [head] }).senders).toMatchObject([{ name: '청년고용기획과장' }]);
  });
});
