/** What a bundle is after all its files are in: which file counts for each paper, and what the audit finds in them. */

import { auditWhole, type Audited } from '../../../shared/audit/audit.ts';
import { createForks, type Fork } from '../../../shared/audit/forks.ts';
import { USUAL_RULES, type AuditPaper, type Finding } from '../../../shared/audit/finding.ts';
import { HELD_STATES } from '../../../shared/audit/judged.ts';
import { newestOfEach } from '../../../shared/audit/paper.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { createNames, type Names } from '../../../shared/org/names.ts';
import { createThreadCrypto } from '../pki/node-crypto.ts';
import type { Held } from './held.ts';

/** A paper of the bundle as it ended. */
export interface BundlePaper {
  readonly held: Held;
  readonly paper: AuditPaper;
  readonly state: DocumentState;
}

/** The bundle. `byId` has each paper once, `names` everybody the directories of its papers know. */
export interface Bundle {
  readonly held: readonly Held[];
  readonly papers: readonly AuditPaper[];
  readonly audited: Audited;
  /** Files by when their papers were last acted on, the newest first. */
  readonly newest: readonly Held[];
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly byId: ReadonlyMap<string, BundlePaper>;
  readonly names: Names;
  readonly fork: Fork | null;
  readonly unusual: boolean;
}

/** Names of all directories of the bundle together, in the order of the log. */
function namesOf(papers: readonly AuditPaper[]): Names {
  const changes = new Map(papers.flatMap(({ directory }) => directory.map((placed) => [placed.index, placed.entry] as const)));
  return createNames([...changes].toSorted(([a], [b]) => a - b).map(([, entry]) => entry));
}

/** Once for all questions: to sort a hundred thousand by the words of a language takes a second. */
function newestFirst(held: readonly Held[]): Held[] {
  const timed = held.map((one) => ({ one, at: one.paper?.entries.at(-1)?.entry.receivedAt ?? '' }));
  return timed.toSorted((a, b) => (a.at === b.at ? a.one.file.localeCompare(b.one.file) : a.at < b.at ? 1 : -1)).map(({ one }) => one);
}

const TEXT = createThreadCrypto().text;

/** Audits what is in. A file that is false is told of and not audited: what stands in it proves nothing of anybody. */
export function bundleOf(held: readonly Held[], unusual: boolean): Bundle {
  // Of files that tell as much of a paper, the one of which more was verified counts.
  const sound = HELD_STATES.flatMap((wanted) => (wanted === 'fault' ? [] : held.filter(({ state }) => state === wanted)));
  const papers = newestOfEach(sound.flatMap(({ paper }) => (paper === null ? [] : [paper])));
  const audited = auditWhole(papers, { ...USUAL_RULES, unusualReading: unusual });
  const forks = createForks(TEXT);
  for (const { paper } of sound) if (paper !== null) forks.take(paper);
  const byPaper = new Map(sound.map((one) => [one.paper, one]));
  const byId = papers.flatMap((paper, i): [string, BundlePaper][] => {
    const [one, state] = [byPaper.get(paper), audited.states[i]];
    return one === undefined || state === undefined ? [] : [[paper.documentId, { held: one, paper, state }]];
  });
  const findings = Map.groupBy(audited.report.findings, ({ documentId }) => documentId);
  return { held, newest: newestFirst(held), papers, audited, findings, byId: new Map(byId), names: namesOf(papers), fork: forks.first(), unusual };
}
