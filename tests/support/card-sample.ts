/** A 문서관리카드 as its reader sees the paper. */

import type { LaneView, StepView } from '../../shared/api/views.ts';
import { cardPrint, type CardSource } from '../../shared/forms/card.ts';
import type { CardPrint } from '../../shared/forms/print-model.ts';

const agency = { code: '1492000', name: '고용노동부', badge: '고', strand: 1, head: '고용노동부장관' };
const plain = {
  due: null,
  since: null,
  opened: null,
  hold: null,
  as: null,
  mine: false,
  ownDraft: false,
  enteredAway: null,
  stranded: false,
  may: [],
  marks: [],
  skipped: null,
  deputy: null,
};
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
/** A card of a paper that was returned once, was signed with another opinion, and went out with 관인생략. */
export const CARD_SOURCE: CardSource = { view, past, maker: '고용노동부 과장 이도윤', at: '2026-11-30T01:00:00Z' };

/** The same, ready to draw. */
export const aCard = (): CardPrint => cardPrint(CARD_SOURCE);
