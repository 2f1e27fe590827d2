/** The audit of a bundle of papers: each replayed once, every check asked (AU1–AU12). Pure: no clock, the newest entry is the present. */

import { evolveTo } from '../approval/evolve.ts';
import { initialState, type DocumentState } from '../approval/state.ts';
import { linkedLeaves } from '../trail/hash.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../org/fold.ts';
import type { Directory } from '../org/directory.ts';
import { delegation, lateConcurrence, lateReport, selfApproval, unopened, unregistered } from './approval-checks.ts';
import { FINDING_KINDS, KINDS, USUAL_RULES, type AuditPaper, type AuditRules, type Finding, type FindingKind, type Moment, type Replayed } from './finding.ts';
import { manyDownloads, numberGaps, offDuty, sealMisuse, unusualReading } from './use-checks.ts';

/** What an audit found. */
export interface AuditReport {
  readonly papers: number;
  readonly entries: number;
  /** Oldest and newest time of the entries; null where there are none. */
  readonly from: string | null;
  readonly until: string | null;
  /** Names of the agencies that took part, by code. */
  readonly agencies: Readonly<Record<string, string>>;
  /** Whether unusual reading was looked for: it is off unless asked for, and none found says nothing then. */
  readonly unusual: boolean;
  /** The gravest first, then by time. */
  readonly findings: readonly Finding[];
}

/** The report, and how every paper ended, in the order of the papers. */
export interface Audited {
  readonly report: AuditReport;
  readonly states: readonly DocumentState[];
}

/** Every moment of a paper with the directory as it stood then; changes of it come in the order of the log. */
function momentsOf(paper: AuditPaper): { moments: Moment[]; state: Replayed['state']; directory: Directory } {
  const changes = paper.directory.toSorted((a, b) => a.index - b.index);
  let state = initialState(paper.documentId);
  let directory = EMPTY_DIRECTORY;
  let next = 0;
  const leaves = linkedLeaves(paper.entries.map(({ entry }) => entry));
  const moments = paper.entries.map((placed, i): Moment => {
    for (let change = changes[next]; change !== undefined && change.index < placed.index; change = changes[next]) {
      directory = foldDirectoryEntry(directory, change.entry);
      next += 1;
    }
    const moment = { placed, before: state, directory };
    state = evolveTo(state, placed.entry, leaves[i] ?? '');
    return moment;
  });
  return { moments, state, directory: changes.slice(next).reduce((now, { entry }) => foldDirectoryEntry(now, entry), directory) };
}

const PAPER_CHECKS = [unregistered, delegation, sealMisuse, lateConcurrence, offDuty, lateReport, selfApproval, unopened, unusualReading];

const weight = ({ kind }: Finding): number => (KINDS[kind].grave ? 0 : 1);

/** Audits a bundle. */
export function audit(papers: readonly AuditPaper[], rules: AuditRules = USUAL_RULES): AuditReport {
  return auditWhole(papers, rules).report;
}

/** How many entries there are, and the oldest and newest time of them. */
function spanOf(papers: readonly AuditPaper[]): Pick<AuditReport, 'entries' | 'from' | 'until'> {
  let [count, from, until]: [number, string | null, string | null] = [0, null, null];
  for (const { entries } of papers)
    for (const { entry } of entries) {
      count += 1;
      if (from === null || entry.receivedAt < from) from = entry.receivedAt;
      if (until === null || entry.receivedAt > until) until = entry.receivedAt;
    }
  return { entries: count, from, until };
}

/** Audits a bundle and keeps where its papers stand. */
export function auditWhole(papers: readonly AuditPaper[], rules: AuditRules = USUAL_RULES): Audited {
  const span = spanOf(papers);
  const found: Finding[] = [];
  const agencies: Record<string, string> = {};
  // One paper after the other: its moments are let go before the next, of a hundred thousand only the states are kept.
  const states = papers.map((paper) => {
    const replayed: Replayed = { paper, ...momentsOf(paper), until: span.until ?? '', rules };
    for (const check of PAPER_CHECKS) found.push(...check(replayed));
    for (const { agency } of replayed.state.lanes) agencies[agency] = replayed.directory.agencies.get(agency)?.name ?? agency;
    return replayed.state;
  });
  found.push(...numberGaps(papers), ...manyDownloads(papers, rules));
  const findings = found.toSorted((a, b) => weight(a) - weight(b) || a.at.localeCompare(b.at) || a.documentId.localeCompare(b.documentId));
  return { report: { papers: papers.length, ...span, agencies, unusual: rules.unusualReading, findings }, states };
}

/** Kinds that were not looked for. */
export function isLeftOut({ unusual }: Pick<AuditReport, 'unusual'>, kind: FindingKind): boolean {
  return kind === 'unusual-reading' && !unusual;
}

/** How many of each kind, in the order in which kinds are told. */
export function countByKind(findings: readonly Finding[]): readonly { readonly kind: FindingKind; readonly count: number }[] {
  return FINDING_KINDS.map((kind) => ({ kind, count: findings.filter((one) => one.kind === kind).length }));
}
