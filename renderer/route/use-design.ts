/** The plan of the own lane while it is being made: proposal, changes, checks, signing. */

import { useEffect, useState } from 'react';
import type { Acted, Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useAct, useQuery, type Act } from '../api/use-query.ts';
import { withRules, type Plan } from './plan.ts';

/** What the designer works with. */
export interface Design {
  readonly plan: Plan;
  readonly proposal: Output<'route.propose'>;
  readonly checks: DocumentView['checks'];
  /** Where the decider stands against the table, and why. */
  readonly deviation: Checked['deviation'];
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly changed: boolean;
  /** Signed, and waiting for the server. */
  readonly queued: boolean;
  readonly recordFile: string;
  readonly act: Act;
  readonly put: (plan: Plan) => void;
  readonly setRecordFile: (name: string) => void;
  readonly save: () => void;
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

/** What was changed here and is not signed yet; null where nothing was. */
interface Changed {
  readonly plan: Plan | null;
  readonly file: string | null;
  readonly reason: string | null;
  /** Signed, and waiting for the server. */
  readonly queued: Plan | null;
}

const UNCHANGED: Changed = { plan: null, file: null, reason: null, queued: null };

/** The design of this person's lane; null until proposed, or where it is not this person's to design. */
export function useDesign(
  view: DocumentView,
  mayDesign: boolean,
  onActed: (acted: Acted) => void,
): { readonly design: Design | null; readonly error: string | null } {
  const { documentId } = view;
  const { value: proposal, error } = useQuery('route.propose', mayDesign ? { documentId } : null, documentId);
  const [changed, setChanged] = useState<Changed>(UNCHANGED);
  const act = useAct();
  const plan = changed.plan ?? proposal?.lane ?? null;
  const reason = changed.reason ?? proposal?.reason ?? '';
  const { checks, deviation } = useChecks(documentId, plan, reason);
  if (!mayDesign || proposal === null || plan === null) return { design: null, error };
  const put = (more: Partial<Changed>): void => setChanged((before) => ({ ...before, ...more }));
  const recordFile = changed.file ?? proposal.recordFile;
  const save = (): void =>
    void act.run('route.design', { documentId, lane: plan, recordFile, reason: deviation === null ? '' : reason }).then((done) => {
      if (done === null) return;
      put(done.state === 'waiting' ? { queued: plan } : { plan: null, reason: null });
      act.clear();
      onActed(done);
    });
  const own = {
    changed: (changed.plan !== null && changed.plan !== changed.queued) || (changed.reason !== null && changed.reason !== proposal.reason),
    queued: changed.queued !== null && plan === changed.queued,
    put: (next: Plan): void => put({ plan: withRules(next, proposal) }),
    setReason: (text: string): void => put({ reason: text }),
    setRecordFile: (name: string): void => put({ file: name }),
  };
  return { design: { plan, proposal, checks, deviation, reason, recordFile, act, save, ...own }, error };
}
