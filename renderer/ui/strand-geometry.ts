/** Geometry of the strand picture: where lines part and join, or follow each other, and where steps stand. Pure; drawn by `strand.tsx`. */

import type { LaneView, StepView } from '../../shared/api/views.ts';

/** Measures of one size of the picture. */
export interface StrandSize {
  readonly width: number;
  readonly height: number;
  /** Radius of a step's node. */
  readonly node: number;
  /** Room at the right for what comes after 성립. */
  readonly tail: number;
  /** Distance of partner lanes from each other. */
  readonly gap: number;
}

/** Row of a list, panel, and the wide picture of 진행 현황. */
export const SIZES = {
  row: { width: 136, height: 30, node: 3, tail: 14, gap: 18 },
  panel: { width: 412, height: 118, node: 4.4, tail: 60, gap: 54 },
  wide: { width: 944, height: 126, node: 5, tail: 240, gap: 70 },
} as const satisfies Record<string, StrandSize>;

/** Name of a size. */
export type StrandName = keyof typeof SIZES;

/** Room a partner's line needs with its agency above and its posts below. */
const LABELLED = 52;

/** How partners decide: side by side, or one after the other (AP1). */
export type PartnerOrder = 'parallel' | 'sequence';

/** Measures for these lanes: a picture with labels grows where more than two partners side by side would not have room for theirs. */
export function measuresOf(name: StrandName, lanes: readonly LaneView[], order: PartnerOrder): StrandSize {
  const size: StrandSize = SIZES[name];
  const partners = lanes.filter((lane) => lane.role === 'partner').length;
  if (name === 'row' || partners < 3 || order === 'sequence') return size;
  return { ...size, gap: LABELLED, height: size.height - size.gap + (partners - 1) * LABELLED };
}

/** One step in the picture; `step` is null where the partner has not said yet who it will be. */
export interface StrandNode {
  readonly x: number;
  readonly y: number;
  readonly strand: number;
  readonly step: StepView | null;
}

/** Steps of one stage side by side: the line that ties them. */
export interface StrandTie {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** One lane: its line from where it begins to where it ends, its steps stage by stage, and how far it is done. */
export interface StrandLine {
  readonly lane: LaneView;
  readonly path: string;
  readonly stages: readonly (readonly StrandNode[])[];
  readonly ties: readonly StrandTie[];
  readonly y: number;
  readonly from: number;
  readonly end: number;
  readonly doneTo: number;
}

/** The whole picture; `turns` are where one partner hands on to the next, none where they go side by side. */
export interface StrandPicture {
  readonly lines: readonly StrandLine[];
  readonly turns: readonly { readonly x: number; readonly y: number }[];
  readonly join: { readonly x: number; readonly y: number };
  readonly approved: boolean;
}

const round = (n: number): number => Math.round(n * 10) / 10;

function stagesOf(lane: LaneView): readonly (readonly (StepView | null)[])[] {
  return lane.stages.length === 0 ? [[null]] : lane.stages;
}

/** Where a lane is drawn: its line from `from` to `end`, its steps within [first, last], and the room it has above and below together. */
interface Place {
  readonly path: string;
  readonly y: number;
  readonly from: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly room: number;
}

/** Steps of a lane spread evenly between two places; steps of one stage stand above each other, within the room their line has. */
function stageNodes(lane: LaneView, { first: from, last: to, y, room }: Place, node: number): StrandNode[][] {
  const stages = stagesOf(lane);
  const apart = (to - from) / stages.length;
  const most = Math.max(...stages.map((stage) => stage.length));
  const between = most < 2 ? 0 : Math.min(node * 3.4, (room * 0.8) / (most - 1));
  return stages.map((stage, s) =>
    stage.map((step, i) => ({
      x: round(from + apart * (s + 0.5)),
      y: round(y + (i - (stage.length - 1) / 2) * between),
      strand: lane.agency.strand,
      step,
    })),
  );
}

function tiesOf(stages: readonly (readonly StrandNode[])[]): StrandTie[] {
  return stages.flatMap((stage) => {
    const [first, last] = [stage[0], stage.at(-1)];
    return first === undefined || last === undefined || first === last ? [] : [{ x: first.x, from: first.y, to: last.y }];
  });
}

/** Where a lane's decided part ends: at its last signed step, the whole line when the lane decided. */
function doneTo(lane: LaneView, nodes: readonly StrandNode[], end: number): number {
  if (lane.state === 'decided') return end;
  const reached = nodes.filter((node) => node.step !== null && node.step.state !== 'todo' && node.step.state !== 'unreachable');
  return Math.max(0, ...reached.map((node) => node.x));
}

/** Share of the width the lead takes: by its number of stages, never so much that partners cannot be read. */
function leadShare(lead: LaneView | undefined, partners: readonly LaneView[]): number {
  if (partners.length === 0) return 1;
  const own = lead === undefined ? 1 : stagesOf(lead).length;
  const most = Math.max(...partners.map((lane) => stagesOf(lane).length));
  return Math.min(0.5, Math.max(0.34, own / (own + most + 2)));
}

/** Share of a partner among those that follow each other; one without steps yet keeps room for saying so. */
const weightOf = (lane: LaneView): number => (lane.stages.length === 0 ? 3 : lane.stages.length + 1);

/** The same where partners follow each other: every agency by its stages, the lead never less than one of them. */
function inTurnShare(lead: LaneView | undefined, partners: readonly LaneView[]): number {
  const own = lead === undefined ? 1 : stagesOf(lead).length + 1;
  const all = partners.reduce((sum, lane) => sum + weightOf(lane), own);
  return Math.min(0.5, Math.max(1 / (partners.length + 1), own / all));
}

/** A partner's line: leaves the lead's end, runs level, comes back at the join. */
function partnerPath(fork: number, middle: number, y: number, join: number, bend: number): string {
  if (Math.abs(y - middle) < 1) return `M${fork} ${middle}H${join}`;
  const [a, b] = [fork + bend, join - bend];
  return `M${fork} ${middle}C${round(fork + bend * 0.55)} ${middle} ${round(a - bend * 0.45)} ${y} ${a} ${y}H${b}C${round(b + bend * 0.45)} ${y} ${round(join - bend * 0.55)} ${middle} ${join} ${middle}`;
}

/** A lane drawn in its place. */
function lineOf(lane: LaneView, place: Place, node: number): StrandLine {
  const { path, y, from, end } = place;
  const stages = stageNodes(lane, place, node);
  return { lane, path, stages, ties: tiesOf(stages), y, from, end, doneTo: doneTo(lane, stages.flat(), end) };
}

/** Partners side by side: their lines part at the fork and meet at the join. */
function sideBySide(partners: readonly LaneView[], fork: number, join: number, size: StrandSize): StrandLine[] {
  const middle = size.height / 2;
  const bend = Math.min(36, Math.max(9, size.width / 16));
  const gap = partners.length < 2 ? 0 : Math.min(size.gap, (size.height - size.node * 4) / (partners.length - 1));
  return partners.map((lane, i) => {
    const y = round(middle + (i - (partners.length - 1) / 2) * gap);
    const path = partnerPath(fork, middle, y, join, bend);
    return lineOf(lane, { path, y, from: fork + bend, end: join, first: fork + bend * 0.8, last: join - bend * 0.8, room: gap || size.gap }, size.node);
  });
}

/** Partners one after the other: one level line, each its share by its stages. */
function oneByOne(partners: readonly LaneView[], fork: number, join: number, size: StrandSize): StrandLine[] {
  const y = size.height / 2;
  const weights = partners.map(weightOf);
  const all = weights.reduce((sum, one) => sum + one, 0);
  const places = [0, ...weights].map((_, i) => round(fork + ((join - fork) * weights.slice(0, i).reduce((sum, one) => sum + one, 0)) / all));
  return partners.map((lane, i) => {
    const [from, end] = [places[i] ?? fork, places[i + 1] ?? join];
    const pad = size.node * (i === partners.length - 1 ? 2.4 : 1.2);
    return lineOf(lane, { path: `M${from} ${y}H${end}`, y, from, end, first: from + size.node * 1.2, last: end - pad, room: size.gap }, size.node);
  });
}

/** Lays out lanes in a size. The lead comes first; partners part after it and join at 성립, or follow each other in their order. */
export function strandPicture(lanes: readonly LaneView[], size: StrandSize, order: PartnerOrder): StrandPicture {
  const y = size.height / 2;
  const join = { x: size.width - size.tail, y };
  const lead = lanes.find((lane) => lane.role === 'lead');
  const partners = lanes.filter((lane) => lane.role === 'partner');
  const from = size.node + 1;
  const inTurn = order === 'sequence' && partners.length > 1;
  const fork = partners.length === 0 ? join.x : round(from + (join.x - from) * (inTurn ? inTurnShare(lead, partners) : leadShare(lead, partners)));
  const last = partners.length === 0 ? fork - size.node * 3 : fork;
  const leadLine =
    lead === undefined ? [] : [lineOf(lead, { path: `M${from} ${y}H${fork}`, y, from, end: fork, first: from, last, room: size.gap }, size.node)];
  const partnerLines = inTurn ? oneByOne(partners, fork, join.x, size) : sideBySide(partners, fork, join.x, size);
  const turns = inTurn ? partnerLines.map((line) => ({ x: line.from, y })) : [];
  return { lines: [...leadLine, ...partnerLines], turns, join, approved: lanes.length > 0 && lanes.every((lane) => lane.state === 'decided') };
}

/** Radius of nodes: smaller where many steps stand close, so that none covers its neighbour. */
export function nodeRadius(lines: readonly StrandLine[], size: StrandSize): number {
  const places = lines.map(({ stages }) => stages.flatMap((stage) => stage[0]?.x ?? []));
  const apart = places.flatMap((xs) => xs.slice(1).map((x, i) => x - (xs[i] ?? 0)));
  return round(Math.max(1.6, Math.min(size.node, ...apart.map((n) => n * 0.32))));
}

const POSTS = ['장관', '차관', '정책관', '심의관', '담당관', '감사관', '실장', '국장', '과장', '단장', '팀장', '사무관', '주무관'] as const;

/** A post in short for a narrow place: `평생직업교육국장` → `국장`. */
export function shortPost(position: string): string {
  return POSTS.find((post) => position.endsWith(post)) ?? position;
}
