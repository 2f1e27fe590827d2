/** What an auditor sees first: which files hold, which do not and why, what was found, and the pictures. */

import type { AuditCounts, AuditOverview } from '../../../shared/api/audit-view.ts';
import { countByKind } from '../../../shared/audit/audit.ts';
import { openingsByHour, stageDelays } from '../../../shared/audit/charts.ts';
import { KINDS } from '../../../shared/audit/finding.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { spanWords } from '../../../shared/audit/report.ts';
import { STANDARD_DAYS } from '../../../shared/approval/due.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import type { Bundle } from './bundle.ts';
import type { Held } from './held.ts';
import { agencyIn } from './rows.ts';

/** How many files stand how. */
export function countsOf(held: readonly Held[]): AuditCounts {
  const of = (wanted: Held['state']): number => held.filter(({ state }) => state === wanted).length;
  return { files: held.length, whole: of('whole'), partial: of('partial'), unknown: of('unknown'), fault: of('fault') };
}

/** Reasons, places in a file left out, so that the same reason of many files is one line. */
function reasonsOf(held: readonly Held[]): AuditOverview['why'] {
  const reasons = Map.groupBy(
    held.filter(({ state }) => state !== 'whole'),
    ({ state, why }) => `${state}\n${why}`,
  );
  const told = [...reasons.values()].flatMap((all) => (all[0] === undefined ? [] : [{ state: all[0].state, words: all[0].why, count: all.length }]));
  return told.toSorted((a, b) => b.count - a.count).slice(0, 20);
}

/** The overview. */
export function overviewOf(bundle: Bundle, trust: AuditOverview['trust']): AuditOverview {
  const { held, audited, fork, papers, unusual } = bundle;
  const { report, states } = audited;
  const agency = agencyIn(bundle);
  const days = officeDays(bundle.names.on(null));
  return {
    ...{ counts: countsOf(held), why: reasonsOf(held), trust, papers: report.papers, entries: report.entries, span: spanWords(report), unusual },
    agencies: Object.keys(report.agencies).toSorted().map(agency),
    fork: fork === null ? null : `${fork.files[0]}와 ${fork.files[1]}의 기록이 ${(fork.index + 1).toLocaleString('ko-KR')}번째부터 다릅니다.`,
    kinds: countByKind(report.findings).map(({ kind, count }) => ({ kind, ...KINDS[kind], count })),
    delays: stageDelays(states, days).map(({ agency: code, kind, ...rest }) => ({ agency: code, stage: STEP_RULES[kind].label, ...rest })),
    standardDays: STANDARD_DAYS.approve,
    hours: openingsByHour(papers, days),
  };
}
