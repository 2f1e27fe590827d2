/** A paper of the bundle told again: every step of its trail, and the paper as it stood after each (AU18). */

import type { AuditMoment, AuditStory } from '../../../shared/api/audit-view.ts';
import { evolve } from '../../../shared/approval/evolve.ts';
import { currentSteps, initialState, stepsOf, type DocumentState, type LaneState } from '../../../shared/approval/state.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { createNames, type Names } from '../../../shared/org/names.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { diffLines } from '../../../shared/writing/diff.ts';
import { agencyView } from '../documents/agencies.ts';
import { linesOf } from '../documents/compare.ts';
import { STATUS_TEXT } from '../documents/status.ts';
import { trailLines } from '../trail/lines.ts';
import { readersOf } from '../trail/readers.ts';
import type { Bundle, BundlePaper } from './bundle.ts';
import { agencyIn, findingRow, numberOf } from './rows.ts';

/** The version that was fixed last by then; a draft's text is in no capsule. */
function versionAfter(entries: readonly Entry[], seq: number): number | null {
  const frozen = entries.slice(0, seq + 1).findLast((entry) => entry.kind === 'serverFact' && entry.body.fact.type === 'frozen');
  return frozen?.kind === 'serverFact' && frozen.body.fact.type === 'frozen' ? frozen.body.fact.version : null;
}

const entriesOf = ({ paper }: BundlePaper): Entry[] => paper.entries.map(({ entry }) => entry);
const namesOf = ({ paper }: BundlePaper): Names => createNames(paper.directory.map(({ entry }) => entry));

/** An agency with the line it has on every screen of the bundle, not its place on this paper. */
function lined(bundle: Bundle): <T extends { readonly code: string; readonly strand: number }>(agency: T) => T {
  const named = agencyIn(bundle);
  return (agency) => ({ ...agency, strand: named(agency.code).strand });
}

/** The story of a paper. */
export function storyOf(bundle: Bundle, told: BundlePaper): AuditStory {
  const { state, held, paper } = told;
  const [entries, names] = [entriesOf(told), namesOf(told)];
  const verified = held.state === 'unknown' ? 'unchecked' : 'ok';
  const line = lined(bundle);
  const lines = trailLines(state, names, entries, verified, held.disclosures);
  return {
    ...{ documentId: paper.documentId, file: held.file, title: paper.title === '' ? held.file : paper.title, number: numberOf(state), state: held.state },
    agencies: state.lanes.map(({ agency }) => line(agencyView(names.on(null), state, agency))),
    steps: lines.map((step, seq) => ({ ...step, agency: step.agency === null ? null : line(step.agency), version: versionAfter(entries, seq) })),
    readers: readersOf(state, names, entries, held.disclosures).map((reader) => ({ ...reader, agency: line(reader.agency) })),
    findings: bundle.audited.report.findings.flatMap((one) => (one.documentId === paper.documentId ? [findingRow(bundle, one)] : [])),
  };
}

type Step = AuditMoment['lanes'][number]['steps'][number];

/** A post as people say it: of another unit than the lane's with that unit's name. */
function postIn(
  directory: Directory,
  { agency, unit: own }: LaneState,
  { unit, position }: { readonly unit: string | null; readonly position: string },
): string {
  const name = unit === null || unit === own ? undefined : directory.agencies.get(agency)?.units.find(({ code }) => code === unit)?.name;
  return name === undefined ? position : `${name} ${position}`;
}

function stepsAt(state: DocumentState, lane: LaneState, directory: Directory): Step[] {
  const now = new Set(currentSteps(state, lane).map(({ id }) => id));
  return stepsOf(lane.plan).map((step): Step => {
    const { id, kind } = step;
    const verdict = lane.outcomes.get(id)?.verdict;
    const ended = verdict === 'change-asked' ? 'returned' : verdict;
    return { kind: STEP_RULES[kind].label, position: postIn(directory, lane, step), state: ended ?? (now.has(id) ? 'now' : 'todo') };
  });
}

function textAt({ held }: BundlePaper, version: number | null): AuditMoment['text'] {
  const shown = version === null ? undefined : held.versions.get(version);
  if (shown === undefined) return null;
  const before = [...held.versions.keys()].filter((one) => one < shown.version).toSorted((a, b) => a - b);
  const against = held.versions.get(before.at(-1) ?? -1);
  const lines = linesOf(shown.content, against?.content);
  return {
    title: shown.content.fields.title,
    against: against?.version ?? null,
    lines: diffLines(against === undefined ? lines : linesOf(against.content, shown.content), lines).map(({ kind, pieces }) => ({ kind, pieces: [...pieces] })),
  };
}

/** The paper as it stood after the entry `seq` of its trail. */
export function momentOf(bundle: Bundle, told: BundlePaper, seq: number): AuditMoment {
  const [entries, names] = [entriesOf(told), namesOf(told)];
  const until = entries.slice(0, seq + 1);
  const state = until.reduce(evolve, initialState(told.paper.documentId));
  const version = versionAfter(entries, seq);
  const directory = names.on(until.at(-1)?.receivedAt ?? null);
  const line = lined(bundle);
  return {
    ...{ status: STATUS_TEXT[state.status], version },
    lanes: state.lanes.map((lane) => ({ agency: line(agencyView(directory, told.state, lane.agency)), steps: stepsAt(state, lane, directory) })),
    text: textAt(told, version),
  };
}
