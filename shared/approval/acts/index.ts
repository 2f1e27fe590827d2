/** Registry of acts: a new kind is its file and a line here. */

import type { StatementType } from '../../trail/statement.ts';
import type { ActRule } from './act-rule.ts';
import { baseFixed } from './base-fixed.ts';
import { bundleSet } from './bundle-set.ts';
import { changeAsked } from './change-asked.ts';
import { consultationAnswered } from './consultation-answered.ts';
import { consultationAsked } from './consultation-asked.ts';
import { consultationClosed } from './consultation-closed.ts';
import { created } from './created.ts';
import { decided } from './decided.ts';
import { directoryPut } from './directory-put.ts';
import { dueSet } from './due-set.ts';
import { downloaded } from './downloaded.ts';
import { held } from './held.ts';
import { issued } from './issued.ts';
import { laneDesigned } from './lane-designed.ts';
import { laneRerouted } from './lane-rerouted.ts';
import { opened } from './opened.ts';
import { readersSet } from './readers-set.ts';
import { received } from './received.ts';
import { redrafted } from './redrafted.ts';
import { released } from './released.ts';
import { reportConfirmed } from './report-confirmed.ts';
import { returned } from './returned.ts';
import { revised } from './revised.ts';
import { revisionDropped } from './revision-dropped.ts';
import { revisionOpened } from './revision-opened.ts';
import { rightsSet } from './rights-set.ts';
import { sealed } from './sealed.ts';
import { sectionsSet } from './sections-set.ts';
import { skipped } from './skipped.ts';
import { submitted } from './submitted.ts';
import { withdrawn } from './withdrawn.ts';

/** Rules by type of statement. */
export const ACTS: { readonly [T in StatementType]: ActRule<T> } = {
  'document.created': created,
  'rights.set': rightsSet,
  'readers.set': readersSet,
  'bundle.set': bundleSet,
  'sections.set': sectionsSet,
  'lane.designed': laneDesigned,
  submitted,
  redrafted,
  'request.received': received,
  decided,
  skipped,
  held,
  released,
  'report.confirmed': reportConfirmed,
  returned,
  'change.asked': changeAsked,
  'due.set': dueSet,
  'lane.rerouted': laneRerouted,
  'revision.opened': revisionOpened,
  revised,
  'revision.dropped': revisionDropped,
  'consultation.asked': consultationAsked,
  'consultation.answered': consultationAnswered,
  'consultation.closed': consultationClosed,
  withdrawn,
  'base.fixed': baseFixed,
  sealed,
  issued,
  opened,
  downloaded,
  'directory.put': directoryPut,
};

/** The rule of a statement's type, whichever it is. */
export function actRule(type: StatementType): ActRule<StatementType> {
  return ACTS[type] as unknown as ActRule<StatementType>;
}
