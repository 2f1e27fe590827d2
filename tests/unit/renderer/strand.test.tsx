import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { jointRoute } from '../../../renderer/decide/signed-what.tsx';
import { howFar } from '../../../renderer/route/waiting-for.ts';
import { countLane, countWords } from '../../../renderer/ui/step-count.ts';
import { measuresOf, strandPicture, type StrandName } from '../../../renderer/ui/strand-geometry.ts';
import { Strand, strandSentence } from '../../../renderer/ui/strand.tsx';
import type { LaneView, StepView } from '../../../shared/api/views.ts';

const step = (id: string, state: StepView['state'], position = '과장') => ({ id, state, position, kind: 'review' }) as StepView;

/** A lane; a list within the list is steps side by side. */
function lane(place: number, stages: readonly (StepView['state'] | readonly StepView['state'][])[], state: LaneView['state'] = 'running'): LaneView {
  const steps = stages.map((stage, s) => (typeof stage === 'string' ? [stage] : stage).map((one, i) => step(`${place}-${s}-${i}`, one)));
  return {
    role: place === 1 ? 'lead' : 'partner',
    agency: { strand: place, code: `${place}`, name: `기관${place}` },
    stages: steps,
    state,
  } as unknown as LaneView;
}

const LANES = [
  lane(1, ['signed', ['signed', 'signed'], 'signed'], 'decided'),
  lane(2, ['signed', ['signed', 'now']]),
  lane(3, []),
  lane(4, ['todo', 'todo', 'todo']),
];
const SIZES = ['row', 'panel', 'wide'] as const satisfies readonly StrandName[];

describe('the line map', () => {
  it('AP1 partners one after the other are drawn so: on one level, each from where the one before ends, with a mark where it is handed on', () => {
    for (const name of SIZES) {
      const size = measuresOf(name, LANES, 'sequence');
      const { lines, turns, join } = strandPicture(LANES, size, 'sequence');
      expect(new Set(lines.map(({ y }) => y))).toEqual(new Set([size.height / 2]));
      expect(lines.map(({ path }) => path.split('H')[1])).toEqual([...lines.slice(1).map(({ from }) => `${from}`), `${join.x}`]);
      expect(turns.map(({ x }) => x)).toEqual(lines.slice(1).map(({ from }) => from));
      const xs = lines.flatMap(({ stages }) => stages.map((stage) => stage[0]?.x ?? 0));
      expect(xs.every((x, i) => i === 0 || x > (xs[i - 1] ?? 0))).toBe(true);
    }
  });
  it('AP1 partners side by side keep lines of their own, none handing on', () => {
    for (const name of SIZES) {
      const { lines, turns } = strandPicture(LANES, measuresOf(name, LANES, 'parallel'), 'parallel');
      expect([new Set(lines.slice(1).map(({ y }) => y)).size, turns]).toEqual([3, []]);
      expect(new Set(lines.slice(1).map(({ from }) => from)).size).toBe(1);
    }
  });
  it('AP3 steps side by side in a lane stand above each other, tied, and never reach the lane beside', () => {
    for (const name of SIZES) {
      const size = measuresOf(name, LANES, 'parallel');
      const { lines } = strandPicture(LANES, size, 'parallel');
      const [first, second, , fourth] = lines;
      expect(first?.ties).toEqual([{ x: first?.stages[1]?.[0]?.x, from: first?.stages[1]?.[0]?.y, to: first?.stages[1]?.[1]?.y }]);
      expect(first?.stages[1]?.[0]?.x).toBe(first?.stages[1]?.[1]?.x);
      expect(fourth?.ties).toEqual([]);
      const reach = Math.max(...(second?.stages.flat() ?? []).map(({ y }) => Math.abs(y - (second?.y ?? 0))));
      expect(reach).toBeLessThan(Math.abs((lines[2]?.y ?? 0) - (second?.y ?? 0)) / 2 + 0.1);
    }
  });
  it('AP1 what is drawn is also said: the order, and each agency with its count', () => {
    expect(strandSentence(LANES, 'sequence')).toContain('주관 먼저, 관계기관 차례로');
    expect(strandSentence(LANES, 'parallel')).toContain('주관 먼저, 관계기관 동시');
    expect(strandSentence(LANES.slice(0, 2), 'parallel')).not.toContain('동시');
  });
});

describe('how far a paper is', () => {
  const skipped = lane(1, ['signed', 'skipped', 'now', 'todo']);
  it('AP14 a 검토 that was left out is behind, is said so, and counts the same wherever steps are counted', () => {
    expect(countLane(skipped)).toEqual({ total: 4, done: 2, skipped: 1 });
    expect(howFar([skipped])).toEqual({ total: 4, done: 2, skipped: 1, undesigned: 0, share: 50 });
    expect([countWords(countLane(skipped)), strandSentence([skipped], 'parallel')]).toEqual([
      '4단계 중 2단계 · 생략 1',
      expect.stringContaining('4단계 중 2단계 · 생략 1'),
    ]);
  });
  it('AP14 it is drawn struck through, not as one still to come', () => {
    const drawn = (state: StepView['state']): string => renderToStaticMarkup(<Strand lanes={[lane(1, ['signed', state])]} order="parallel" />);
    expect(drawn('skipped')).not.toBe(drawn('todo'));
    expect(drawn('skipped')).toContain('var(--text-faint)" stroke-width="1.3"></path>');
  });
});

describe('the route in words before signing', () => {
  const decided = LANES.map((one) => ({ ...one, stages: one.stages.map((stage) => stage.map((it) => ({ ...it, delegated: true }))) }));
  it('AP1 tells who decides first and whether the partners follow together or in turn', () => {
    expect(jointRoute({ lanes: decided, order: 'sequence' })).toBe('기관1 과장 전결 뒤 기관2 → 기관3 → 기관4 차례로');
    expect(jointRoute({ lanes: decided, order: 'parallel' })).toBe('기관1 과장 전결 뒤 기관2·기관3·기관4 동시');
    expect([jointRoute({ lanes: decided.slice(0, 2), order: 'parallel' }), jointRoute({ lanes: decided.slice(0, 1), order: 'parallel' })]).toEqual([
      '기관1 과장 전결 뒤 기관2',
      null,
    ]);
  });
});
