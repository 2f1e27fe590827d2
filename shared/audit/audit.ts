/** The audit of a bundle of papers: each replayed once, every check asked (AU1–AU12). Pure: no clock, the newest entry is the present. */

import { evolve } from '../approval/evolve.ts';
import { initialState, type DocumentState } from '../approval/state.ts';
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
  const moments = paper.entries.map((placed): Moment => {
    for (let change = changes[next]; change !== undefined && change.index < placed.index; change = changes[next]) {
      directory = foldDirectoryEntry(directory, change.entry);
      next += 1;
    }
    const moment = { placed, before: state, directory };
    state = evolve(state, placed.entry);
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

/** Audits a bundle and keeps where its papers stand. */
export function auditWhole(papers: readonly AuditPaper[], rules: AuditRules = USUAL_RULES): Audited {
  const times = papers.flatMap(({ entries }) => entries.map(({ entry }) => entry.receivedAt)).toSorted();
  const until = times.at(-1) ?? null;
  const replayed = papers.map((paper): Replayed => ({ paper, ...momentsOf(paper), until: until ?? '', rules }));
  const findings = [...replayed.flatMap((one) => PAPER_CHECKS.flatMap((check) => check(one))), ...numberGaps(replayed), ...manyDownloads(replayed, rules)];
  const agencies = replayed.flatMap(({ state, directory }) => state.lanes.map(({ agency }) => [agency, directory.agencies.get(agency)?.name ?? agency]));
  const report = {
    ...{ papers: papers.length, entries: times.length, from: times[0] ?? null, until, agencies: Object.fromEntries(agencies) as Record<string, string> },
    findings: findings.toSorted((a, b) => weight(a) - weight(b) || a.at.localeCompare(b.at) || a.documentId.localeCompare(b.documentId)),
  };
  return { report, states: replayed.map(({ state }) => state) };
}

/** How many of each kind, in the order in which kinds are told. */
export function countByKind(findings: readonly Finding[]): readonly { readonly kind: FindingKind; readonly count: number }[] {
  return FINDING_KINDS.map((kind) => ({ kind, count: findings.filter((one) => one.kind === kind).length }));
}
