/** How rows are grouped, and how a list changes without moving what is being looked at. Pure. */

import type { DocumentRow, StepView } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { daysAgo, daysUntil } from '../ui/dates.ts';

/** What rows are grouped by. */
export type GroupBy = 'day' | 'due' | 'agency' | 'kind';

/** A group of rows; `old` has waited over three days. */
export interface RowGroup {
  readonly name: string;
  readonly old: boolean;
  readonly rows: readonly DocumentRow[];
}

/** The step that waits for this person, if any. */
export function myStep(row: DocumentRow): StepView | undefined {
  return row.lanes.flatMap((lane) => lane.stages.flat()).find((step) => step.mine && step.state === 'now');
}

/** The word for what this row asks: the kind of the own step, else where the paper stands. */
export function turnWord(row: DocumentRow): string {
  const step = myStep(row);
  if (step !== undefined)
    return step.kind === 'approve' && step.as?.kind === 'acting' ? ko.states.acting : step.delegated ? ko.kinds.delegated : ko.kinds[step.kind];
  if (row.asks !== null) return ko.home.asks[row.asks];
  return row.report === 'confirm' ? ko.acts.report.title : row.statusText;
}

/** What tells papers of the same title apart: the lead's 등록번호, or which version is not registered yet. */
export function whichPaper(row: DocumentRow): string {
  const registration = row.lanes.find((lane) => lane.role === 'lead')?.registration ?? null;
  return registration ?? `${ko.home.notRegistered} · ${ko.version(row.version)}`;
}

/** The word of a row in its list: 사후보고 says whose it is to confirm. */
export function rowWord(row: DocumentRow, list: ListName): string {
  if (list === 'consultations') return row.consulted !== null ? ko.consultation.toAnswer : row.asking === null ? ko.consultation.gave : ko.consultation.sent;
  if (list !== 'reports') return turnWord(row);
  return row.report === 'confirm' ? ko.acts.report.toConfirm : ko.acts.report.reported;
}

/** Since when a row stands as it does: waiting for this person, lying with whoever holds it, or changed last. */
export function sinceOf(row: DocumentRow, list: ListName): string {
  return list === 'unit' ? (row.heldSince ?? row.changedAt) : (row.waitingSince ?? row.changedAt);
}

function dayGroup(row: DocumentRow, list: ListName, now: number): string {
  const { groups } = ko.home;
  const days = daysAgo(sinceOf(row, list), now);
  if (list === 'waiting' || list === 'unit') return days > 3 ? groups.old : days > 0 ? groups.before : groups.today;
  return days <= 0 ? groups.todayChanged : days < 7 ? groups.week : groups.earlier;
}

/** The day a row stands under, `YYYY-MM-DD`: until when it is held, else until when it is asked; null where neither is. */
export function dueOf(row: DocumentRow): string | null {
  return myStep(row)?.hold?.until ?? row.due?.day ?? null;
}

/** How a list is grouped until somebody chooses: by day where something is asked, what was asked of this person and by them apart, by time elsewhere. */
export function firstGroup(list: ListName): GroupBy {
  if (list === 'consultations') return 'kind';
  return list === 'waiting' || list === 'unit' || list === 'reports' ? 'due' : 'day';
}

function dueGroup(row: DocumentRow, now: number): string {
  const { due } = ko.home.groups;
  const day = dueOf(row);
  if (day === null) return due.none;
  const left = daysUntil(day, now);
  return left < 0 ? due.over : left === 0 ? due.today : left < 7 ? due.week : due.later;
}

/** Rows by day, soonest first; what has no day comes last. */
function byDue(rows: readonly DocumentRow[], now: number): RowGroup[] {
  const { due } = ko.home.groups;
  const sorted = rows.toSorted((a, b) => (dueOf(a) ?? '9').localeCompare(dueOf(b) ?? '9'));
  const found = Map.groupBy(sorted, (row) => dueGroup(row, now));
  return [due.over, due.today, due.week, due.later, due.none].flatMap((name) => {
    const group = found.get(name);
    return group === undefined ? [] : [{ name, old: name === due.over, rows: group }];
  });
}

/** The papers of a 일괄기안 one under the other, in its order, where the first of them stands. */
export function stacked(rows: readonly DocumentRow[]): DocumentRow[] {
  const taken = new Set<string>();
  return rows.flatMap((row) => {
    if (taken.has(row.documentId)) return [];
    const { bundle } = row;
    const stack =
      bundle === null ? [row] : rows.filter((one) => bundle.papers.includes(one.documentId)).toSorted((a, b) => (a.bundle?.at ?? 0) - (b.bundle?.at ?? 0));
    for (const one of stack) taken.add(one.documentId);
    return stack;
  });
}

/** Groups in order: what waited longest first for 결재 대기, newest first elsewhere; names by order of first row. */
export function groupRows(rows: readonly DocumentRow[], by: GroupBy, list: ListName, now: number): RowGroup[] {
  const groups = by === 'due' ? byDue(rows, now) : byName(rows, by, list, now);
  return groups.map((group) => ({ ...group, rows: stacked(group.rows) }));
}

const { received, sent } = ko.consultation.groups;

/** What a row is in its list: of 의견조회, whether it was received or sent. */
function kindName(row: DocumentRow, list: ListName): string {
  if (list !== 'consultations') return rowWord(row, list);
  return row.consulted === null && row.asking !== null ? sent : received;
}

function byName(rows: readonly DocumentRow[], by: GroupBy, list: ListName, now: number): RowGroup[] {
  const nameOf = (row: DocumentRow): string => (by === 'agency' ? row.lead.name : by === 'kind' ? kindName(row, list) : dayGroup(row, list, now));
  const { groups } = ko.home;
  const order: readonly string[] =
    list === 'waiting' || list === 'unit' ? [groups.old, groups.before, groups.today] : [groups.todayChanged, groups.week, groups.earlier];
  const found = Map.groupBy(rows, nameOf);
  const names = by === 'day' ? order.filter((name) => found.has(name)) : [...found.keys()].toSorted((a, b) => Number(a === sent) - Number(b === sent));
  return names.map((name) => ({ name, old: name === groups.old, rows: found.get(name) ?? [] }));
}

/** Keeps the order on screen: known rows stay where they are with their new content, gone ones go, new ones wait aside. */
export function settleRows(shown: readonly string[], rows: readonly DocumentRow[]): { readonly rows: readonly DocumentRow[]; readonly fresh: number } {
  const by = new Map(rows.map((row) => [row.documentId, row]));
  const kept = shown.flatMap((id) => by.get(id) ?? []);
  return { rows: kept, fresh: rows.length - kept.length };
}
