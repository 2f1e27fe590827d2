import { expect, test } from 'vitest';
import { overtakenWords, ownTurns } from '../../../renderer/app/overtaken.ts';
import type { LaneView, StepView } from '../../../shared/api/views.ts';

const AT = '2026-11-30T12:09:00.000Z';
const lane = (step: Partial<StepView>): LaneView[] => [
  { stages: [[{ id: 's-1', kind: 'review', position: '과장', deputy: null, mine: true, at: null, state: 'now', ...step }]] } as unknown as LaneView,
];
const onItsWay = { ended: null, withdrawNot: null, lanes: lane({}) };

test('AP7 a dialog that closes because somebody came first names who, what and when', () => {
  const withdrawNot = '다음 사람이 먼저 열어 회수할 수 없습니다: 과장 11. 30. 21:09 열람.';
  expect(overtakenWords('withdraw', { ...onItsWay, withdrawNot }, [])).toBe(`회수하기 전에 다른 사람이 먼저여서 창을 닫았습니다. ${withdrawNot}`);
  const ended = { how: 'returned' as const, who: '고용노동부 과장', at: AT, reason: '', due: null, signatures: 0 };
  expect(overtakenWords('sign', { ...onItsWay, ended }, ['s-1'])).toContain('먼저 한 처리: 고용노동부 과장 11. 30. 21:09 반려.');
});

test('AP3 a step decided by who else may act on it is named; where nobody can be named, that is all that is said', () => {
  expect(overtakenWords('sign', { ...onItsWay, lanes: lane({ mine: false, state: 'signed', at: AT, deputy: '국장' }) }, ownTurns(onItsWay))).toContain(
    '국장 11. 30. 21:09 검토',
  );
  expect(overtakenWords('sign', onItsWay, ownTurns(onItsWay))).toContain('그 사이에');
});
