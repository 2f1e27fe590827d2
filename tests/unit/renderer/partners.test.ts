import { describe, expect, it } from 'vitest';
import type { LaneView, StepView } from '../../../shared/api/views.ts';
import { findPartners, moved } from '../../../renderer/route/partners-dialog.tsx';
import { measuresOf, strandPicture } from '../../../renderer/ui/strand-geometry.ts';
import { stepBeside } from '../../../renderer/route/step-keys.ts';
import { withCut } from '../../../renderer/route/plan-lane.ts';

const AGENCIES = [
  { code: 'B', name: '교육부', units: ['총괄과', '협력과'].map((name, i) => ({ code: `B${i}`, name })) },
  { code: 'C', name: '산업통상부', units: [{ code: 'C0', name: '협력과' }] },
];
const names = (asked: string, chosen: { agency: string; unit: string }[] = []) =>
  findPartners(AGENCIES, chosen, asked).map(({ agency, unit }) => `${agency} ${unit}`);

describe('finding 관계기관', () => {
  it('PA1 each agency once until something is typed, then every 처리과 that matches; who is in is not offered again', () => {
    expect(names('')).toEqual(['교육부 총괄과', '산업통상부 협력과']);
    expect(names('협력')).toEqual(['교육부 협력과', '산업통상부 협력과']);
    expect(names('교육 협력')).toEqual(['교육부 협력과']);
    expect(names('협력', [{ agency: 'B', unit: 'B0' }])).toEqual(['산업통상부 협력과']);
  });
  it('PA1 the order is moved by one place and stays at the ends', () => {
    const list = ['A', 'B', 'C'].map((agency) => ({ agency, unit: 'u' }));
    const order = (at: number, by: -1 | 1) => moved(list, at, by).map(({ agency }) => agency);
    expect([order(0, 1), order(2, -1), order(0, -1), order(2, 1)]).toEqual([
      ['B', 'A', 'C'],
      ['A', 'C', 'B'],
      ['A', 'B', 'C'],
      ['A', 'B', 'C'],
    ]);
  });
});

describe('keys among the steps', () => {
  it('PA1 go up and down a lane and to the lanes beside, over those without steps, and stay at an edge', () => {
    const lanes = [4, 0, 2];
    expect(stepBeside(lanes, [0, 3], 'ArrowRight')).toEqual([2, 1]);
    expect(stepBeside(lanes, [2, 1], 'ArrowLeft')).toEqual([0, 1]);
    expect([stepBeside(lanes, [2, 0], 'ArrowRight'), stepBeside(lanes, [0, 0], 'ArrowUp'), stepBeside(lanes, [0, 0], 'ArrowDown')]).toEqual([
      [2, 0],
      [0, 0],
      [0, 1],
    ]);
  });
});

describe('the picture', () => {
  it('PA1 every partner has room for its name and its posts, however many there are', () => {
    for (const partners of [2, 3, 4, 6]) {
      const lanes = Array.from(
        { length: partners + 1 },
        (_, i) => ({ role: i === 0 ? 'lead' : 'partner', agency: { strand: i + 1 }, stages: [], state: 'waiting' }) as unknown as LaneView,
      );
      const size = measuresOf('wide', lanes, 'parallel');
      const ys = strandPicture(lanes, size, 'parallel')
        .lines.slice(1)
        .map(({ y }) => y);
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(28);
      expect(size.height - Math.max(...ys)).toBeGreaterThanOrEqual(28);
      expect(Math.min(...ys.slice(1).map((y, i) => y - (ys[i] ?? 0)))).toBeGreaterThanOrEqual(52);
    }
  });
  const step = (state: StepView['state'], mine = false) => ({ state, mine }) as StepView;
  const lane = (code: string, ...states: StepView[]) => ({ agency: { code }, stages: states.map((one) => [one]) }) as LaneView;
  it('NT2 a step that waits at an agency out of touch is not drawn as known; what was signed, what is the own turn, and others are', () => {
    const drawn = withCut(
      [lane('A', step('signed'), step('now')), lane('B', step('signed'), step('now')), lane('C', step('now', true))],
      (code) => code !== 'A',
    );
    expect(drawn.map(({ stages }) => stages.flat().map(({ state }) => state))).toEqual([['signed', 'now'], ['signed', 'unreachable'], ['now']]);
  });
});
