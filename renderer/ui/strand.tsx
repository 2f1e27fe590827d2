/** The strand: the lead's line, partners parting after it and joining at 성립. Information every time, never decoration (screens §1). */

import type { LaneView, StepView } from '../../shared/api/views.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly step: StepView | null;
}

const WORD = { todo: '아직', now: '지금 차례', signed: '마침', returned: '반려', unreachable: '확인 못함' } as const;

/** One sentence that says what the picture shows. */
export function strandSentence(lanes: readonly LaneView[]): string {
  if (lanes.length === 0) return '결재경로 없음';
  return lanes
    .map(
      (lane) =>
        `${lane.agency.name}: ${
          lane.stages
            .flat()
            .map((step) => `${step.position} ${WORD[step.state]}`)
            .join(', ') || '결재경로 짜기 전'
        }`,
    )
    .join('. ');
}

/** Where each lane's steps stand in a picture of this size. */
export function strandLayout(lanes: readonly LaneView[], width: number, height: number): { lane: LaneView; points: Point[] }[] {
  const lead = lanes.find((lane) => lane.role === 'lead');
  const partners = lanes.filter((lane) => lane.role === 'partner');
  const split = partners.length === 0 ? width - 24 : width * 0.42;
  const place = (lane: LaneView, from: number, to: number, y: number) => {
    const stages = lane.stages.length === 0 ? [null] : lane.stages.map((stage) => stage[0] ?? null);
    return {
      lane,
      points: stages.map((step, i): Point => ({ x: stages.length === 1 ? (from + to) / 2 : from + ((to - from) * i) / (stages.length - 1), y, step })),
    };
  };
  const gap = Math.min(height * 0.6, (height - 10) / Math.max(1, partners.length - 1));
  const top = height / 2 - (gap * (partners.length - 1)) / 2;
  return [
    ...(lead === undefined ? [] : [place(lead, 6, split - 16, height / 2)]),
    ...partners.map((lane, i) => place(lane, split + 18, width - 40, partners.length === 1 ? height / 2 : top + gap * i)),
  ];
}

function dash(strand: number): string | undefined {
  return strand === 3 ? '4 3' : strand === 4 ? '2 2' : strand >= 5 ? '6 2 2 2' : undefined;
}

function Node({ point, tone, big }: { readonly point: Point; readonly tone: string; readonly big: boolean }) {
  const r = big ? 5 : 3;
  const state = point.step?.state ?? 'todo';
  if (state === 'now')
    return (
      <>
        <circle cx={point.x} cy={point.y} r={r + 2} fill="var(--surface)" stroke="var(--accent)" strokeWidth="2" />
        <circle cx={point.x} cy={point.y} r={r - 0.5} fill="var(--accent)" />
      </>
    );
  if (state === 'returned')
    return <path d={`M${point.x - r} ${point.y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`} stroke="var(--bad)" strokeWidth="2" />;
  return <circle cx={point.x} cy={point.y} r={r} fill={state === 'signed' ? tone : 'var(--surface)'} stroke={tone} strokeWidth="1.5" />;
}

/** The picture; `labels` writes the posts under their steps. */
export function Strand({
  lanes,
  width = 136,
  height = 34,
  labels = false,
}: {
  readonly lanes: readonly LaneView[];
  readonly width?: number;
  readonly height?: number;
  readonly labels?: boolean;
}) {
  const rows = strandLayout(lanes, width, height);
  const joined = lanes.length > 0 && lanes.every((lane) => lane.state === 'decided');
  const end = { x: width - 12, y: height / 2 };
  const lead = rows.find((row) => row.lane.role === 'lead');
  const fork = lead?.points.at(-1) ?? { x: 6, y: height / 2 };
  return (
    <svg className="strand" role="img" aria-label={strandSentence(lanes)} width={width} height={height} viewBox={`0 0 ${width} ${height}`} fill="none">
      {rows.map(({ lane, points }) => {
        const tone = `var(--lane-${lane.agency.strand})`;
        const first = points[0] ?? end;
        const last = points.at(-1) ?? end;
        const before =
          lane.role === 'partner' ? `M${fork.x} ${fork.y}C${fork.x + 14} ${fork.y} ${first.x - 16} ${first.y} ${first.x} ${first.y}` : `M${first.x} ${first.y}`;
        const after = lane.role === 'partner' || rows.length === 1 ? `C${last.x + 16} ${last.y} ${end.x - 16} ${end.y} ${end.x - 5} ${end.y}` : '';
        const path = `${before}L${last.x} ${last.y}${after}`;
        return (
          <g key={lane.agency.code} opacity={lane.state === 'waiting' ? 0.55 : 1}>
            <path d={path} stroke={tone} strokeWidth={lane.agency.strand === 2 ? 4 : 2} strokeDasharray={dash(lane.agency.strand)} />
            {lane.agency.strand === 2 && <path d={path} stroke="var(--surface)" strokeWidth="1.6" />}
            {points.map((point) => (
              <Node key={`${point.x}`} point={point} tone={tone} big={labels} />
            ))}
            {labels &&
              points.map(
                (point, i) =>
                  point.step !== null &&
                  (point.step.state === 'now' || Math.abs((points[i === 0 ? 1 : i - 1]?.x ?? Infinity) - point.x) > 64) && (
                    <text
                      key={`t${point.x}`}
                      x={point.x}
                      y={point.y + 20}
                      textAnchor="middle"
                      fontSize="11"
                      className={point.step.state === 'now' ? 'tx-now' : 'tx-s'}
                    >
                      {point.step.position}
                    </text>
                  ),
              )}
            {labels && (
              <text x={lane.role === 'lead' ? first.x - 4 : first.x - 10} y={first.y - 13} fontSize="12" fontWeight="700">
                {lane.agency.name}
              </text>
            )}
          </g>
        );
      })}
      <circle cx={end.x} cy={end.y} r={labels ? 8 : 5.5} fill="var(--surface)" stroke="var(--text-subtle)" strokeWidth="1.5" />
      <circle cx={end.x} cy={end.y} r={labels ? 4 : 2.5} fill={joined ? 'var(--text-subtle)' : 'none'} stroke="var(--text-subtle)" />
      {labels && (
        <text x={end.x} y={end.y + 24} textAnchor="middle" fontSize="12" fontWeight="700">
          성립
        </text>
      )}
    </svg>
  );
}
