import { expect, test } from 'vitest';
import { nextWords } from '../../../renderer/decide/submit-dialog.tsx';
import type { LaneView } from '../../../shared/api/views.ts';

const step = (kind: string, position: string, delegated = false) => ({ kind, position, delegated });
const lane = (role: 'lead' | 'partner', ...stages: object[][]): LaneView => ({ role, stages }) as unknown as LaneView;

test('AP16 what 결재 올림 brings about is told: whose turn comes, or that the drafter decides alone and for whom that is the end', () => {
  const alone = lane('lead', [step('draft', '행정사무관', true)]);
  expect(nextWords([alone])).toBe('없음 · 올리면 담당자 전결로 성립');
  const joint = nextWords([alone, lane('partner')]);
  expect([joint.includes('관계기관'), joint.includes('성립')]).toEqual([true, false]);
  expect(nextWords([lane('lead', [step('draft', '사무관')], [step('review', '과장'), step('concur', '담당관')])])).toBe('과장 검토 · 담당관 협조');
  expect(nextWords([lane('lead', [step('draft', '사무관')])])).toBe('없음');
});
