/** The strand: agencies' lines part after the lead and join at 성립. Information every time, never decoration (screens §1). */

import { useId } from 'react';
import type { LaneView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { shortDay } from './dates.ts';
import { laneTone } from './glyph.tsx';
import { countSteps, countWords } from './step-count.ts';
import { measuresOf, nodeRadius, strandPicture, type PartnerOrder, type StrandLine, type StrandName, type StrandNode } from './strand-geometry.ts';
import { isTight, Labels } from './strand-labels.tsx';

/** One sentence that says what the picture shows. */
export function strandSentence(lanes: readonly LaneView[], order: PartnerOrder): string {
  const words = lanes.map((lane) => {
    const steps = lane.stages.flat();
    if (steps.length === 0)
      return `${lane.agency.name} ${lane.role === 'partner' ? ko.document.route.ownChoice : ko.document.route.notDesigned.replace(/\.$/, '')}`;
    const now = steps.filter((step) => step.state === 'now' || step.state === 'returned');
    const where = lane.state === 'decided' ? ko.document.route.laneState.decided : now.map((step) => `${step.position} ${ko.states[step.state]}`).join(', ');
    return `${lane.agency.name} ${countWords(countSteps(steps))} ${where}`.trim();
  });
  const together = lanes.length > 2 ? [ko.document.route.sequence[order]] : [];
  return `${ko.preview.route}: ${[...together, ...words].join('. ')}`;
}

const DASH: Readonly<Record<number, string>> = { 3: '5 2.6', 4: '1.6 3', 5: '7 3 1.6 3', 6: '10 4' };

/** A line in its agency's pattern: solid, double, dashed, dotted, dash-dot, long dash. */
function Line({ path, strand, thin, opacity }: { readonly path: string; readonly strand: number; readonly thin: boolean; readonly opacity: number }) {
  const width = thin ? 2.1 : 2.6;
  const dash = DASH[strand];
  if (strand === 2) {
    return (
      <g opacity={opacity}>
        <path d={path} stroke={laneTone(2)} strokeWidth={width * 2.05} />
        <path d={path} stroke="var(--strand-bg, var(--surface))" strokeWidth={width * 0.92} />
      </g>
    );
  }
  return <path d={path} stroke={laneTone(strand)} strokeWidth={width} opacity={opacity} {...(dash === undefined ? {} : { strokeDasharray: dash })} />;
}

function Node({ node, r }: { readonly node: StrandNode; readonly r: number }) {
  const { x, y, step } = node;
  const tone = laneTone(node.strand);
  const ground = 'var(--surface)';
  switch (step?.state) {
    case undefined:
      return <circle cx={x} cy={y} r={r * 0.9} fill={ground} stroke={tone} strokeWidth="1.3" strokeDasharray="2 1.6" />;
    case 'now':
      return (
        <>
          <circle cx={x} cy={y} r={r * 1.5 + 0.6} fill={ground} stroke="var(--accent)" strokeWidth="2" />
          <circle cx={x} cy={y} r={r * 0.8} fill="var(--accent)" />
        </>
      );
    case 'signed':
      return (
        <>
          <circle cx={x} cy={y} r={r} fill={tone} />
          {step?.differs === true && <circle cx={x + r} cy={y - r} r={r * 0.7} fill="var(--warn)" stroke={ground} strokeWidth="1.2" />}
        </>
      );
    case 'returned':
      return (
        <>
          <rect x={x - r * 1.2} y={y - r * 1.2} width={r * 2.4} height={r * 2.4} rx="1.5" fill="var(--bad)" />
          <path d={`M${x - r / 2} ${y - r / 2}l${r} ${r}M${x + r / 2} ${y - r / 2}l${-r} ${r}`} stroke={ground} strokeWidth="1.4" />
        </>
      );
    case 'unreachable':
      return <circle cx={x} cy={y} r={r * 1.2} fill={ground} stroke="var(--off)" strokeWidth="1.5" strokeDasharray="2 1.6" />;
    case 'skipped':
      return (
        <>
          <circle cx={x} cy={y} r={r * 1.1} fill={ground} stroke="var(--text-faint)" strokeWidth="1.3" />
          <path d={`M${x - r * 0.7} ${y + r * 0.7}L${x + r * 0.7} ${y - r * 0.7}`} stroke="var(--text-faint)" strokeWidth="1.3" />
        </>
      );
    case 'todo':
      return <circle cx={x} cy={y} r={r * 0.92} fill={ground} stroke={tone} strokeWidth="1.3" />;
    default:
      return null;
  }
}

/** The ring where all lanes meet: closed once every agency decided. */
function Join({ x, y, r, approved }: { readonly x: number; readonly y: number; readonly r: number; readonly approved: boolean }) {
  return (
    <>
      <circle cx={x} cy={y} r={r} fill={approved ? 'var(--ok)' : 'var(--surface)'} stroke={approved ? 'var(--ok)' : 'var(--text-faint)'} strokeWidth="1.5" />
      {approved ? (
        <path
          d={`M${x - r * 0.45} ${y}l${r * 0.32} ${r * 0.32} ${r * 0.6} ${-r * 0.64}`}
          stroke="var(--surface)"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : (
        <circle cx={x} cy={y} r={r * 0.4} stroke="var(--text-faint)" strokeWidth="1.1" />
      )}
    </>
  );
}

function Lines({ lines, thin, split }: { readonly lines: readonly StrandLine[]; readonly thin: boolean; readonly split: boolean }) {
  const id = useId();
  return lines.map((line) => (
    <g key={line.lane.agency.code}>
      <Line path={line.path} strand={line.lane.agency.strand} thin={thin} opacity={split ? 0.36 : 0.92} />
      {split && (
        <>
          <clipPath id={`${id}${line.lane.agency.code}`}>
            <rect className="strand-done" x="0" y="0" height="400" width={line.doneTo} />
          </clipPath>
          <g clipPath={`url(#${id}${line.lane.agency.code})`}>
            <Line path={line.path} strand={line.lane.agency.strand} thin={thin} opacity={1} />
          </g>
        </>
      )}
      {line.ties.map(({ x, from, to }) => (
        <path key={x} d={`M${x} ${from}V${to}`} stroke={laneTone(line.lane.agency.strand)} strokeWidth={thin ? 1.4 : 2} />
      ))}
    </g>
  ));
}

/** Where one partner hands on to the next: a chevron on the line, so that the order is read without colour. */
function Turn({ x, y, r }: { readonly x: number; readonly y: number; readonly r: number }) {
  return (
    <>
      <path d={`M${x - r * 1.1} ${y}H${x + r * 1.1}`} stroke="var(--strand-bg, var(--surface))" strokeWidth={r * 2.4} />
      <path
        d={`M${x - r * 0.5} ${y - r}L${x + r * 0.5} ${y}L${x - r * 0.5} ${y + r}`}
        stroke="var(--text-subtle)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  );
}

/** What follows 성립 in the wide picture. */
export interface TailStep {
  readonly label: string;
  readonly at: string | null;
  readonly done: boolean;
}

function Tail({ from, y, width, steps }: { readonly from: number; readonly y: number; readonly width: number; readonly steps: readonly TailStep[] }) {
  const apart = (width - from - 24) / steps.length;
  return (
    <>
      <path
        d={`M${from + 9} ${y - 2.4}H${width - 14}M${from + 9} ${y}H${width - 14}M${from + 9} ${y + 2.4}H${width - 14}`}
        stroke="var(--line-strong)"
        strokeDasharray="2 3"
      />
      {steps.map((step, i) => (
        <g key={step.label}>
          <circle
            cx={from + apart * (i + 1)}
            cy={y}
            r="5"
            fill={step.done ? 'var(--text-subtle)' : 'var(--surface)'}
            stroke="var(--text-faint)"
            strokeWidth="1.5"
          />
          <text x={from + apart * (i + 1)} y={y + 25} fontSize="12" textAnchor="middle" className="tx-s">
            {step.label}
          </text>
          {step.at !== null && (
            <text x={from + apart * (i + 1)} y={y + 40} fontSize="11" textAnchor="middle" className="tx-f">
              {shortDay(step.at)}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** The picture in one of its sizes; `tail` adds what follows 성립. */
export function Strand({
  lanes,
  order,
  size = 'row',
  tail = [],
}: {
  readonly lanes: readonly LaneView[];
  readonly order: PartnerOrder;
  readonly size?: StrandName;
  readonly tail?: readonly TailStep[];
}) {
  const measures = measuresOf(size, lanes, order);
  const { lines, turns, join, approved } = strandPicture(lanes, measures, order);
  const r = nodeRadius(lines, measures);
  const ring = size === 'row' ? 5.2 : 8;
  const { width, height } = measures;
  return (
    <svg
      className={`strand strand-${size}`}
      role="img"
      aria-label={strandSentence(lanes, order)}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
    >
      <Lines lines={lines} thin={size === 'row'} split={size !== 'row'} />
      {tail.length > 0 && <Tail from={join.x} y={join.y} width={width} steps={tail} />}
      {turns.map(({ x, y }) => (
        <Turn key={x} x={x} y={y} r={size === 'row' ? 2.4 : 4} />
      ))}
      {lines.flatMap((line) => line.stages.flat().map((node, i) => <Node key={`${line.lane.agency.code}${node.step?.id ?? i}`} node={node} r={r} />))}
      <Join x={join.x} y={join.y} r={ring} approved={approved} />
      {size !== 'row' &&
        lines.map((line, i) => <Labels key={line.lane.agency.code} line={line} size={measures} lift={turns.length > 0 && isTight(lines) && i % 2 === 1} />)}
      {size !== 'row' && (
        <text
          x={tail.length > 0 ? join.x : join.x + 14}
          y={tail.length > 0 ? join.y + 25 : join.y + 4}
          fontSize="12"
          fontWeight="700"
          textAnchor={tail.length > 0 ? 'middle' : 'start'}
        >
          {ko.document.route.tail.approved}
        </text>
      )}
    </svg>
  );
}

/** The closed strand of an empty list. */
export function ClosedStrand() {
  return (
    <svg width="150" height="40" viewBox="0 0 150 40" fill="none" aria-hidden="true">
      <path d="M4 8C50 8 60 20 108 20" stroke="var(--lane-1)" strokeWidth="2.6" />
      <path d="M4 20H108" stroke="var(--lane-2)" strokeWidth="5.4" />
      <path d="M4 20H108" stroke="var(--strand-bg, var(--surface))" strokeWidth="2.4" />
      <path d="M4 32C50 32 60 20 108 20" stroke="var(--lane-3)" strokeWidth="2.6" strokeDasharray="5 2.6" />
      <circle cx="122" cy="20" r="9" fill="var(--surface)" stroke="var(--text-subtle)" strokeWidth="1.6" />
      <path d="M118 20.5l3 3 5.5-6" stroke="var(--text-subtle)" strokeWidth="1.6" />
    </svg>
  );
}
