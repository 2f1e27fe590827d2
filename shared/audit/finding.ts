/** What an auditor is told of a paper: kinds of findings (영 §67 and beside it), each with the entries that show it. */

import type { DocumentState } from '../approval/state.ts';
import type { DaysOff } from '../calendar/working-days.ts';
import type { Directory } from '../org/directory.ts';
import { officeDays } from '../org/holidays.ts';
import type { Entry } from '../trail/entry.ts';

/** Kinds in the order in which they are told. */
export const FINDING_KINDS = [
  'unregistered',
  'delegation',
  'seal-misuse',
  'late-concurrence',
  'off-duty',
  'late-report',
  'self-approval',
  'number-gap',
  'unopened',
  'unusual-reading',
] as const;

/** One kind. */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Name, law and weight of a kind. `grave`: what the decree names for discipline and a record shows by itself; the others have to be looked at. */
export const KINDS: Readonly<Record<FindingKind, { readonly name: string; readonly law: string; readonly grave: boolean }>> = {
  unregistered: { name: '결재 뒤 등록 안 함', law: '영 제67조제1호', grave: true },
  delegation: { name: '전결권 위·아래로 올림', law: '영 제67조제2호', grave: true },
  'seal-misuse': { name: '관인 잘못 사용', law: '영 제67조제3호', grave: true },
  'late-concurrence': { name: '협조 지연', law: '영 제67조제4호', grave: false },
  'off-duty': { name: '업무 외 사용 의심', law: '영 제67조제5호', grave: false },
  'late-report': { name: '사후보고 늦음', law: '영 제10조제3항', grave: false },
  'self-approval': { name: '전결 근거 없는 자기 결재', law: '영 제10조제2항', grave: true },
  'number-gap': { name: '등록번호 빠짐', law: '기록물법 시행령 제20조', grave: true },
  unopened: { name: '열지 않고 결재', law: '자체 기준', grave: false },
  'unusual-reading': { name: '드문 때의 열람', law: '자체 기준', grave: false },
};

/** An entry that shows the finding: its place in the paper's trail (from 0) and in the log. */
export interface Evidence {
  readonly seq: number;
  readonly index: number;
}

/** One finding. `at` is RFC 3339; `message` a sentence of facts, without blame. */
export interface Finding {
  readonly kind: FindingKind;
  readonly documentId: string;
  readonly file: string;
  readonly title: string;
  readonly agency: string;
  readonly at: string;
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

/** Limits of the checks that no law gives in days; the house sets them. */
export interface AuditRules {
  /** Working days a 사후보고 may take. */
  readonly reportDays: number;
  /** Working days from 성립 to registration. */
  readonly registerDays: number;
  /** Papers one person may keep outside on one day before it is asked about. */
  readonly downloadsADay: number;
  /** Openings at night and on days off are told too. */
  readonly unusualReading: boolean;
  /** Hours of the night, in Korea: from, until. */
  readonly night: readonly [number, number];
}

/** Rules where nothing else is said; reading at night is no fault by itself and is off. */
export const USUAL_RULES: AuditRules = { reportDays: 5, registerDays: 1, downloadsADay: 20, unusualReading: false, night: [22, 6] };

/** An entry with its place in the log. */
export interface PlacedEntry {
  readonly index: number;
  readonly entry: Entry;
}

/** A paper as it is audited: its trail, the directory's changes beside it, and the text of its title where it is known. */
export interface AuditPaper {
  readonly file: string;
  readonly documentId: string;
  readonly title: string;
  readonly entries: readonly PlacedEntry[];
  readonly directory: readonly PlacedEntry[];
}

/** A step of a paper's life, as checks look at it: the entry, what stood before it, and the directory then. */
export interface Moment {
  readonly placed: PlacedEntry;
  readonly before: DocumentState;
  readonly directory: Directory;
}

/** A paper replayed: every moment, and how it ended. `until` is the newest time of the whole bundle. */
export interface Replayed {
  readonly paper: AuditPaper;
  readonly moments: readonly Moment[];
  readonly state: DocumentState;
  readonly directory: Directory;
  readonly until: string;
  readonly rules: AuditRules;
}

/** Days off of the agency that is asked, as its directory has them (HD4). */
export function daysOffOf({ directory }: Pick<Replayed, 'directory'>, agency: string): DaysOff {
  return officeDays(directory)(agency);
}

/** A finding of a replayed paper. */
export function findingOf(
  { paper }: Pick<Replayed, 'paper'>,
  kind: FindingKind,
  agency: string,
  at: string,
  message: string,
  shown: readonly PlacedEntry[],
): Finding {
  const { documentId, file, title } = paper;
  const evidence = shown.map(({ index, entry }) => ({ seq: entry.seq, index }));
  return { kind, documentId, file, title, agency, at, message, evidence };
}
