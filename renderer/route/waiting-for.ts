/** With whom a paper is, and how far it is. Pure. */

import type { LaneView, StepView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import type { GlyphState } from '../ui/glyph.tsx';
import { countLane, type StepCount } from '../ui/step-count.ts';
import { stepGlyph } from './step-row.tsx';

/** Somebody a paper waits for: since when, whether it was opened meanwhile, until when. */
export interface Waiting {
  readonly key: string;
  /** Agency by its code. */
  readonly agency: string;
  /** The step; null for a request to take in or to design. */
  readonly stepId: string | null;
  readonly who: string;
  readonly where: string;
  readonly since: string | null;
  readonly opened: string | null;
  readonly due: StepView['due'];
  readonly reached: boolean;
  readonly glyph: GlyphState;
}

function stepWaiting(lane: LaneView, step: StepView): Waiting {
  const words = ko.document.route;
  const reached = step.state === 'now' && !step.stranded;
  const state = !reached ? ko.states.unreachable : step.hold !== null ? ko.states.held : step.mine ? words.mine : ko.kinds[step.kind];
  const { id: key, position: who, since, opened, due } = step;
  return { key, agency: lane.agency.code, stepId: step.id, who, where: `${lane.agency.name} · ${state}`, since, opened, due, reached, glyph: stepGlyph(step) };
}

/** Everyone a paper waits for: steps whose turn it is, partners who have to receive or to design. */
export function waitingFor(lanes: readonly LaneView[]): Waiting[] {
  const words = ko.document.route;
  return lanes.flatMap((lane) => {
    const { agency, since, due } = lane;
    const asked = { key: agency.code, agency: agency.code, stepId: null, since, due, opened: null, reached: true, glyph: 'now' } as const;
    if (lane.state === 'requested') return [{ ...asked, who: lane.unitName, where: `${agency.name} · ${words.requested}` }];
    if (lane.state === 'designing' && lane.role === 'partner')
      return [{ ...asked, who: lane.handler ?? lane.unitName, where: `${agency.name} · ${words.designing}` }];
    const open = lane.stages.flat().filter((step) => step.state === 'now' || step.state === 'unreachable');
    return open.map((step) => stepWaiting(lane, step));
  });
}

/** How far a paper is. Every agency counts the same, so that one whose route is not designed yet is not taken for nothing to do. */
export function howFar(lanes: readonly LaneView[]): StepCount & { readonly undesigned: number; readonly share: number } {
  const each = lanes.map(countLane);
  const sum = (of: (one: (typeof each)[number]) => number): number => each.reduce((all, one) => all + of(one), 0);
  return {
    total: sum((one) => one.total),
    done: sum((one) => one.done),
    skipped: sum((one) => one.skipped),
    undesigned: each.filter((one) => one.total === 0).length,
    share: Math.floor((sum((one) => (one.total === 0 ? 0 : one.done / one.total)) / Math.max(1, each.length)) * 100),
  };
}
