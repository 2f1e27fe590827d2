/** 사후보고 확인: the post that was away confirms what its deputy decided, and the report closes (영 §10③). Whoever holds the post by then, once the absence is over (AP19). */

import { NOTHING } from '../decision.ts';
import { refuse } from '../refusals.ts';
import { findStep } from '../state.ts';
import { inPost } from '../turn.ts';
import { awayUntil } from '../away.ts';
import { seoulDate } from '../../writing/amount.ts';
import type { ActRule } from './act-rule.ts';

/** `report.confirmed`. */
export const reportConfirmed: ActRule<'report.confirmed'> = {
  decide(state, statement, directory) {
    const report = state.reports.find((one) => one.stepId === statement.stepId && one.version === state.version);
    const found = findStep(state, statement.stepId);
    if (report === undefined || found === undefined) return refuse('NO_REPORT');
    if (statement.contentDigest !== state.contentDigest) return refuse('CONTENT_MISMATCH');
    if (!inPost(found, statement, directory)) return refuse('NOT_YOUR_STEP');
    if (report.confirmed !== null) return refuse('REPORT_DONE');
    return awayUntil(found, directory, seoulDate(statement.at)) === null ? NOTHING : refuse('REPORT_TOO_EARLY');
  },
  restsOn: (state, { stepId, version }) => state.reports.find((one) => one.stepId === stepId && one.version === version)?.openedAt ?? null,
  evolve(state, { actor, at, stepId, version, body }) {
    const mine = (stepOf: string, versionOf: number): boolean => stepOf === stepId && versionOf === version;
    const confirmed = { actor, at, opinion: body.opinion };
    return { ...state, reports: state.reports.map((report) => (mine(report.stepId, report.version) ? { ...report, confirmed } : report)) };
  },
};
