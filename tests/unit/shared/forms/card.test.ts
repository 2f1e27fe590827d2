import { expect, test } from 'vitest';
import { cardPrint, type CardSource } from '../../../../shared/forms/card.ts';
import type { PrintPart } from '../../../../shared/forms/print-model.ts';
import type { LaneView, StepView } from '../../../../shared/api/views.ts';

const agency = { code: '1492000', name: '고용노동부', badge: '고', strand: 1, head: '고용노동부장관' };
const plain = { due: null, since: null, opened: null, hold: null, as: null, mine: false, stranded: false, may: [], marks: [], skipped: null, deputy: null };
const step = (change: Partial<StepView>): StepView => ({
  ...{ ...plain, id: 's', kind: 'review', position: '과장', unitName: '청년고용기획과', person: '이도윤', state: 'signed', at: '2026-11-24T01:00:00Z' },
  ...{ delegated: false, differs: false, opinion: null },
  ...change,
});
const lane = {
  ...{ agency, role: 'lead', unitName: '청년고용기획과', state: 'decided', handler: null, rule: null, deviation: null, recordFile: '청년 일자리' },
  ...{ registration: '청년고용기획과-12', sealed: true, days: { whole: null, steps: {} }, maySetDays: false, since: null, due: null },
  stages: [
    [step({ kind: 'draft', position: '행정사무관', person: '김하늘' })],
    [step({ differs: true, opinion: '예산을 먼저 정해야 함' })],
    [step({ kind: 'approve', position: '국장', person: null, deputy: '정책관 박서준', delegated: true, opinion: '' })],
  ],
} as unknown as LaneView;
const fields = {
  ...{ form: 'official', written: '', basis: '', disclosureReason: '협의 중', sealOmitted: 'liaison', related: [], title: '협조 요청', summary: '요지' },
  ...{ keywords: ['청년'], work: ['청년고용'], recipients: ['교육부장관', '홍길동'], via: '', disclosure: '부분공개(5)', recordFile: '청년 일자리' },
  ...{ retention: '10년', originator: '과장', reporter: '행정사무관', partnerOrder: 'parallel' },
};
const view = {
  ...{ title: '협조 요청', lead: agency, unitName: '청년고용기획과', agencies: [agency], version: 2, important: false, majorPolicy: false, lanes: [lane] },
  ...{ fields, attachmentList: [], contentDigest: 'a'.repeat(64), issue: { line: '시행  청년고용기획과-12 (2026. 11. 25.)' } },
  times: {
    approvedAt: '2026-11-24T02:00:00Z',
    issuedAt: '2026-11-25T02:00:00Z',
    recipients: [
      { name: '교육부장관', agency: '교육부', arrivedAt: '2026-11-25T02:01:00Z', outside: false },
      { name: '홍길동', agency: null, arrivedAt: null, outside: true },
    ],
  },
} as unknown as CardSource['view'];
const past = [
  { version: 1, how: 'returned', who: '국장', at: '2026-11-20T01:00:00Z', reason: '수치 확인', due: null, signatures: 2, lanes: [] },
] satisfies CardSource['past'];
const source: CardSource = { view, past, maker: '고용노동부 과장 이도윤', at: '2026-11-30T01:00:00Z' };

const textOf = (part: PrintPart): string => {
  const cells = part.type === 'table' ? part.rows.flat() : part.type === 'paragraph' ? [part.inlines] : [];
  return cells.map((cell) => cell.map(({ text }) => text).join('')).join(' | ');
};

test('FORM-23 the card has 문서정보, 보고경로 with every opinion, 시행정보, 관리정보 and what earlier versions ended with', () => {
  const { body, made, title } = cardPrint(source);
  const text = body.map(textOf).join('\n');
  expect([title, made]).toEqual(['문서관리카드', '2026. 11. 30. 10:00 현재 · 고용노동부 과장 이도윤']);
  for (const part of ['문서정보', '보고경로', '지난 판', '시행정보', '관리정보']) expect(text).toContain(part);
  expect(text).toContain('다른 의견: 예산을 먼저 정해야 함');
  expect(text).toContain('전결\n대결 정책관 박서준');
  expect(text).toContain('제1판 | 반려 | 국장 | 2026. 11. 20. 10:00 | 수치 확인 | 2');
  expect(text).toContain('관인생략(업무연락) 1/1기관: 고용노동부');
  expect(text).toContain('홍길동 | 이 시스템 밖');
  expect(text).toContain('고용노동부 등록번호 | 청년고용기획과-12');
});

test('FORM-23 the same card is the same print', () => {
  expect(cardPrint(source)).toEqual(cardPrint(source));
});
