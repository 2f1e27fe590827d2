import { expect, test } from 'vitest';
import { turnWord, whichPaper } from '../../../renderer/home/groups.ts';
import type { DocumentRow } from '../../../shared/api/views.ts';

const row = (more: object): DocumentRow => ({ lanes: [], asks: null, report: null, statusText: '결재 중', version: 1, ...more }) as unknown as DocumentRow;
const lane = (role: string, registration: string | null) => ({ role, registration, stages: [] });

test('HOME1 a request of another agency has its own word, and papers of one title are told apart', () => {
  expect([turnWord(row({})), turnWord(row({ asks: 'receive' })), turnWord(row({ asks: 'designPartner' }))]).toEqual(['결재 중', '결재 요청', '경로 짜기']);
  expect(whichPaper(row({ lanes: [lane('partner', '교육일자리총괄과-3'), lane('lead', '청년고용기획과-2')] }))).toBe('청년고용기획과-2');
  expect(whichPaper(row({ lanes: [lane('lead', null)], version: 2 }))).toBe('등록 전 · 제2판');
});
