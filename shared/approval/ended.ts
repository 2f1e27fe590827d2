/** How a version ends without being established, in one act for everyone (영 §17). */

import type { Directory } from '../org/directory.ts';
import { unitNow } from '../org/succession.ts';
import { ok } from '../lib/result.ts';
import type { Statement } from '../trail/statement.ts';
import type { Decision, FollowUp } from './decision.ts';
import { signersOf, type DocumentState, type EndedVersion } from './state.ts';

/** Drafts of 주요 정책 사항 are registered when they are returned or rewritten, in the lead's register (기록물법 영 §21①2호; the lead only [INF]). */
export function keepDraft(state: DocumentState, role: 'returned' | 'rewritten', directory: Directory): readonly FollowUp[] {
  const lead = state.lanes.find((lane) => lane.role === 'lead');
  if (!state.majorPolicy || lead === undefined) return [];
  return [
    {
      type: 'register',
      agency: lead.agency,
      unit: unitNow(directory.agencies.get(lead.agency), lead.unit) ?? lead.unit,
      role,
      recordFile: lead.recordFile,
      version: state.version,
    },
  ];
}

/** Accepted, with the returned draft registered where the rules ask for it. */
export function endedDecision(state: DocumentState, directory: Directory): Decision {
  return ok({ followUps: keepDraft(state, 'returned', directory) });
}

/** The state with an open revision given up. */
export function withoutRevision(state: DocumentState): DocumentState {
  return state.revision === null ? state : { ...state, revision: null, dropped: [...state.dropped, state.revision.version] };
}

/** The state after its version ended: nothing of it goes on, everything of it is kept. */
export function withEnd(state: DocumentState, statement: Statement, how: EndedVersion['how'], reason: string, due: string | null = null): DocumentState {
  const { actor, at, stepId, version } = statement;
  const end: EndedVersion = { version, how, actor, stepId, at, reason, due, contentDigest: state.contentDigest, signers: signersOf(state) };
  return { ...withoutRevision(state), status: how === 'withdrawn' ? 'withdrawn' : 'returned', ended: [...state.ended, end] };
}
