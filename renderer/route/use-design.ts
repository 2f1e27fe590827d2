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
  readonly changed: boolean;
  /** Signed, and waiting for the server. */
  readonly queued: boolean;
  readonly recordFile: string;
  readonly act: Act;
  readonly put: (plan: Plan) => void;
  readonly setRecordFile: (name: string) => void;
  readonly save: () => void;
}

function useChecks(documentId: string, plan: Plan | null): DocumentView['checks'] {
  const client = useClient();
  const [checks, setChecks] = useState<DocumentView['checks']>([]);
  useEffect(() => {
    let gone = false;
    if (plan !== null) {
      void client.call('route.check', { documentId, lane: plan }).then((answer) => {
        if (!gone && answer.ok) setChecks(answer.value.checks);
      });
    }
    return () => {
      gone = true;
    };
  }, [client, documentId, plan]);
  return checks;
}

/** The design of this person's lane; null until proposed, or where it is not this person's to design. */
export function useDesign(
  view: DocumentView,
  mayDesign: boolean,
  onActed: (acted: Acted) => void,
): { readonly design: Design | null; readonly error: string | null } {
  const { documentId } = view;
  const { value: proposal, error } = useQuery('route.propose', mayDesign ? { documentId } : null, documentId);
  const [edited, setEdited] = useState<Plan | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const [queued, setQueued] = useState<Plan | null>(null);
  const act = useAct();
  const plan = edited ?? proposal?.lane ?? null;
  const checks = useChecks(documentId, plan);
  if (!mayDesign || proposal === null || plan === null) return { design: null, error };
  const recordFile = file ?? proposal.recordFile;
  const save = (): void =>
    void act.run('route.design', { documentId, lane: plan, recordFile }).then((done) => {
      if (done === null) return;
      if (done.state === 'waiting') setQueued(plan);
      else setEdited(null);
      act.clear();
      onActed(done);
    });
  return {
    design: {
      plan,
      proposal,
      checks,
      changed: edited !== null && edited !== queued,
      queued: queued !== null && plan === queued,
      recordFile,
      act,
      put: (next) => setEdited(withRules(next, proposal.lane)),
      setRecordFile: setFile,
      save,
    },
    error,
  };
}
