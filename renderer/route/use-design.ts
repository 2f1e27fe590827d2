/** The plan of the own lane while it is being made: proposal, changes, checks, signing. */

import { useEffect, useMemo, useState } from 'react';
import type { Acted, Output } from '../../shared/api/contract.ts';
import type { LaneDueInput } from '../../shared/api/due-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useAct, useQuery, type Act } from '../api/use-query.ts';
import { keepChanged, readChanged, UNCHANGED, type Changed } from './kept-plan.ts';
import { isOvertaken, marksMoved, sameRoute, withRules, type Plan } from './plan.ts';
import { did, NOTHING_DONE, redo, undo } from './undone.ts';

/** What the designer works with. */
export interface Design {
  readonly plan: Plan;
  readonly proposal: Output<'route.propose'>;
  readonly checks: DocumentView['checks'];
  /** Where the decider stands against the table, and why. */
  readonly deviation: Checked['deviation'];
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** The days of the lane: for the whole and for its steps. */
  readonly due: LaneDueInput;
  readonly setDue: (due: LaneDueInput) => void;
  readonly changed: boolean;
  /** Signed, and waiting for the server. */
  readonly queued: boolean;
  /** Lets the changes go for the route another window set meanwhile; null where none was. */
  readonly takeOther: (() => void) | null;
  readonly recordFile: string;
  readonly act: Act;
  readonly put: (plan: Plan) => void;
  /** Takes the last change of the route back, and does it again; null where there is none. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  /** Back to what the table proposes; null where the plan is that already. */
  readonly reset: (() => void) | null;
  readonly setRecordFile: (name: string) => void;
  readonly save: () => void;
  /** Reads the proposal again, where something beside it changed. */
  readonly reload: () => void;
}

type Checked = Output<'route.check'>;
const UNCHECKED: Checked = { checks: [], deviation: null };

function useChecks(documentId: string, plan: Plan | null, reason: string): Checked {
  const client = useClient();
  const [checks, setChecks] = useState<Checked>(UNCHECKED);
  useEffect(() => {
    let gone = false;
    if (plan !== null) {
      void client.call('route.check', { documentId, lane: plan, reason }).then((answer) => {
        if (!gone && answer.ok) setChecks(answer.value);
      });
    }
    return () => {
      gone = true;
    };
  }, [client, documentId, plan, reason]);
  return checks;
}

/** Days of steps that stand in the plan; those of steps taken out go with them. */
function daysOf(plan: Plan, { whole, steps }: LaneDueInput): LaneDueInput {
  const ids = plan.stages.flat().map(({ id }) => id);
  return { whole, steps: Object.fromEntries(ids.flatMap((id) => (steps[id] === undefined ? [] : [[id, steps[id]]]))) };
}

/** A design, or why there is none. */
interface Designing {
  readonly design: Design | null;
  readonly error: string | null;
}

/** What was changed here and is not signed yet; it outlives the tab. */
function useChanged(paper: string) {
  const [changed, setChanged] = useState<Changed>(() => readChanged(paper));
  const put = (more: Partial<Changed>): void =>
    setChanged((before) => {
      const next = { ...before, ...more };
      keepChanged(paper, next);
      return next;
    });
  return { changed, put };
}

/** The changes of the route one by one, for as long as the screen stands; what is signed, or let go, ends them. */
function useSteps({ plan, queued, base }: Changed, put: (more: Partial<Changed>) => void, lane: Plan | null) {
  const [done, setDone] = useState(NOTHING_DONE);
  const stand = (next: Plan | null): void => put({ plan: next, base: plan === null ? lane : base });
  const step = (to: ReturnType<typeof undo>): (() => void) | null =>
    to === null || (queued !== null && plan === queued)
      ? null
      : (): void => {
          setDone(to.done);
          stand(to.plan);
        };
  const change = (next: Plan | null): void => {
    setDone(did(done, plan));
    stand(next);
  };
  const letGo = (): void => {
    setDone(NOTHING_DONE);
    put(UNCHANGED);
  };
  return { change, letGo, undo: step(undo(done, plan)), redo: step(redo(done, plan)) };
}

/** The plan as it would be signed now: what was changed here follows the fields of today too; what waits for the server stays as it was signed. */
function currentPlan({ plan, queued }: Changed, proposal: Output<'route.propose'> | null): Plan | null {
  if (plan === null || proposal === null) return plan ?? proposal?.lane ?? null;
  return plan === queued ? plan : withRules(plan, proposal);
}

/** The design of this person's lane; null until proposed, or where it is not this person's to design. */
export function useDesign(view: DocumentView, mayDesign: boolean, onActed: (acted: Acted) => void): Designing {
  const { documentId } = view;
  const { value: proposal, error, reload } = useQuery('route.propose', mayDesign ? { documentId } : null, documentId);
  const { changed, put } = useChanged(`${documentId}/${view.version}/${view.myAgency}`);
  const act = useAct();
  const { change, letGo, ...taken } = useSteps(changed, put, proposal?.lane ?? null);
  const plan = useMemo(() => currentPlan(changed, proposal), [changed, proposal]);
  const reason = changed.reason ?? proposal?.reason ?? '';
  const { checks, deviation } = useChecks(documentId, plan, reason);
  if (!mayDesign || proposal === null || plan === null) return { design: null, error };
  const { lane, lawful } = proposal;
  const recordFile = changed.file ?? proposal.recordFile;
  const due = daysOf(plan, changed.due ?? proposal.due);
  const save = (): void =>
    void act.run('route.design', { documentId, lane: plan, recordFile, reason: deviation === null ? '' : reason, due }).then((done) => {
      if (done === null) return;
      if (done.state === 'waiting') put({ queued: plan });
      else letGo();
      act.clear();
      onActed(done);
    });
  const signed = view.lanes.find(({ agency, role }) => agency.code === view.myAgency && role === 'lead')?.stages ?? [];
  const setBefore = view.lanes.some(({ agency, stages }) => agency.code === view.myAgency && stages.length > 0);
  const own = {
    changed:
      (changed.queued === null && sameRoute(plan, lane) && marksMoved(plan, signed)) ||
      (changed.plan !== null && changed.plan !== changed.queued && !sameRoute(changed.plan, lane)) ||
      (changed.reason !== null && changed.reason !== proposal.reason) ||
      (changed.due !== null && JSON.stringify(due) !== JSON.stringify(daysOf(plan, proposal.due))),
    queued: changed.queued !== null && changed.plan === changed.queued,
    takeOther: isOvertaken(changed, lane, setBefore) ? letGo : null,
    put: (next: Plan): void => change(withRules(next, proposal)),
    ...taken,
    reset: sameRoute(plan, lawful) ? null : (): void => change(sameRoute(lane, lawful) ? null : lawful),
    setReason: (text: string): void => put({ reason: text }),
    setRecordFile: (name: string): void => put({ file: name }),
    setDue: (days: LaneDueInput): void => put({ due: days }),
  };
  return { design: { plan, proposal, checks, deviation, reason, due, recordFile, act, save, reload, ...own }, error };
}
