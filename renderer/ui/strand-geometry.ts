/** Geometry of the strand picture: where lines part and join and where steps stand. Pure; drawn by `strand.tsx`. */

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

/** Measures for these lanes: a picture with labels grows where more than two partners would not have room for theirs. */
export function measuresOf(name: StrandName, lanes: readonly LaneView[]): StrandSize {
  const size: StrandSize = SIZES[name];
  const partners = lanes.filter((lane) => lane.role === 'partner').length;
  if (name === 'row' || partners < 3) return size;
  return { ...size, gap: LABELLED, height: size.height - size.gap + (partners - 1) * LABELLED };
}

/** One step in the picture; `step` is null where the partner has not said yet who it will be. */
export interface StrandNode {
  readonly x: number;
  readonly y: number;
  readonly strand: number;
  readonly step: StepView | null;
}

/** One lane: its line from fork to join, its steps, and how far it is done. */
export interface StrandLine {
  readonly lane: LaneView;
  readonly path: string;
  readonly nodes: readonly StrandNode[];
  readonly y: number;
  readonly from: number;
  readonly doneTo: number;
}

/** The whole picture. */
export interface StrandPicture {
  readonly lines: readonly StrandLine[];
  readonly join: { readonly x: number; readonly y: number };
  readonly approved: boolean;
}

const round = (n: number): number => Math.round(n * 10) / 10;

function stagesOf(lane: LaneView): readonly (readonly (StepView | null)[])[] {
  return lane.stages.length === 0 ? [[null]] : lane.stages;
}

/** Steps of a lane spread evenly between two places; steps of one stage stand above each other. */
function nodesOf(lane: LaneView, from: number, to: number, y: number, size: StrandSize): StrandNode[] {
  const stages = stagesOf(lane);
  const apart = (to - from) / stages.length;
  return stages.flatMap((stage, s) =>
    stage.map((step, i) => ({
      x: round(from + apart * (s + 0.5)),
      y: round(y + (i - (stage.length - 1) / 2) * size.node * 2.7),
      strand: lane.agency.strand,
      step,
    })),
  );
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

/** A partner's line: leaves the lead's end, runs level, comes back at the join. */
function partnerPath(fork: number, middle: number, y: number, join: number, bend: number): string {
  if (Math.abs(y - middle) < 1) return `M${fork} ${middle}H${join}`;
  const [a, b] = [fork + bend, join - bend];
  return `M${fork} ${middle}C${round(fork + bend * 0.55)} ${middle} ${round(a - bend * 0.45)} ${y} ${a} ${y}H${b}C${round(b + bend * 0.45)} ${y} ${round(join - bend * 0.55)} ${middle} ${join} ${middle}`;
}

/** Lays out lanes in a size. The lead comes first; partners part after it and join at 성립. */
export function strandPicture(lanes: readonly LaneView[], size: StrandSize): StrandPicture {
  const middle = size.height / 2;
  const join = { x: size.width - size.tail, y: middle };
  const lead = lanes.find((lane) => lane.role === 'lead');
  const partners = lanes.filter((lane) => lane.role === 'partner');
  const start = size.node + 1;
  const fork = partners.length === 0 ? join.x : round(start + (join.x - start) * leadShare(lead, partners));
  const bend = Math.min(36, Math.max(9, size.width / 16));
  const gap = partners.length < 2 ? 0 : Math.min(size.gap, (size.height - size.node * 4) / (partners.length - 1));
  const leadNodes = lead === undefined ? [] : nodesOf(lead, start, partners.length === 0 ? fork - size.node * 3 : fork, middle, size);
  const leadLine =
    lead === undefined
      ? []
      : [{ lane: lead, path: `M${start} ${middle}H${fork}`, nodes: leadNodes, y: middle, from: start, doneTo: doneTo(lead, leadNodes, fork) }];
  const partnerLines = partners.map((lane, i): StrandLine => {
    const y = round(middle + (i - (partners.length - 1) / 2) * gap);
    const nodes = nodesOf(lane, fork + bend * 0.8, join.x - bend * 0.8, y, size);
    return { lane, path: partnerPath(fork, middle, y, join.x, bend), nodes, y, from: fork + bend, doneTo: doneTo(lane, nodes, join.x) };
  });
  return { lines: [...leadLine, ...partnerLines], join, approved: lanes.length > 0 && lanes.every((lane) => lane.state === 'decided') };
}

/** Radius of nodes: smaller where many steps stand close, so that none covers its neighbour. */
export function nodeRadius(lines: readonly StrandLine[], size: StrandSize): number {
  const apart = lines.flatMap(({ nodes }) => nodes.slice(1).flatMap((node, i) => (node.x === nodes[i]?.x ? [] : [node.x - (nodes[i]?.x ?? 0)])));
  return round(Math.max(1.6, Math.min(size.node, ...apart.map((n) => n * 0.32))));
}

const POSTS = ['장관', '차관', '정책관', '심의관', '담당관', '감사관', '실장', '국장', '과장', '단장', '팀장', '사무관', '주무관'] as const;

/** A post in short for a narrow place: `평생직업교육국장` → `국장`. */
export function shortPost(position: string): string {
  return POSTS.find((post) => position.endsWith(post)) ?? position;
}
