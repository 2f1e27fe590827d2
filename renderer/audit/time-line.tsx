/** The time axis of a story: a row for each agency and one for the log's server, a mark for each step, a line at the step that is shown. */

import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { AuditStory } from '../../shared/api/audit-view.ts';
import { ko } from '../i18n/ko.ts';
import { shortDay, shortTime } from '../ui/dates.ts';
import { laneTone } from '../ui/glyph.tsx';

const words = ko.audit.story;
const LEFT = 96;
const ROW = 26;
const TOP = 26;
/** Steps stand at least so far apart; a long story scrolls. */
const LEAST = 9;

type Step = AuditStory['steps'][number];

/** Width of the box, as it is now. */
function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(900);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const watch = new ResizeObserver(() => setWidth(current.clientWidth));
    watch.observe(current);
    return () => watch.disconnect();
  }, [box]);
  return width;
}

/** Places of the steps: apart by their order, with more room where a day ends. */
function placesOf(steps: readonly Step[], wide: number): number[] {
  const gaps = steps.map((step, i) => (i > 0 && shortDay(step.at) !== shortDay(steps[i - 1]?.at ?? null) ? 2.6 : 1));
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  const unit = Math.max(LEAST, (wide - LEFT - 40) / Math.max(1, whole));
  let x = LEFT + 8 - unit;
  return gaps.map((gap) => (x += gap * unit));
}

function Days({ steps, places, bottom }: { readonly steps: readonly Step[]; readonly places: readonly number[]; readonly bottom: number }) {
  let labelled = -100;
  return steps.flatMap((step, i) => {
    const day = shortDay(step.at);
    const x = (places[i] ?? 0) - 6;
    if (i > 0 && day === shortDay(steps[i - 1]?.at ?? null)) return [];
    const shown = x - labelled > 76;
    if (shown) labelled = x;
    return [
      <g key={step.seq}>
        <path d={`M${x} 16V${bottom}`} stroke="var(--line-faint)" />
        {shown && (
          <text x={x + 3} y={12} fontSize="12" className="tx-f">
            {day}
          </text>
        )}
      </g>,
    ];
  });
}

interface MarksProps {
  readonly steps: readonly Step[];
  readonly places: readonly number[];
  readonly tops: readonly number[];
  readonly evidence: ReadonlySet<number>;
  readonly shown: number;
  readonly onShow: (seq: number) => void;
}

/** A button over each mark. One of them is reached by Tab, the others from it by arrows, Home and End. */
function Marks({ steps, places, tops, evidence, shown, onShow }: MarksProps) {
  const marks = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent, to: number | undefined): void => {
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(steps.length - 1, to));
    onShow(next);
    marks.current?.querySelectorAll<HTMLButtonElement>('button')[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const ways: Readonly<Record<string, number>> = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: steps.length - 1 };
    go(event, ways[event.key]);
  };
  return (
    <div ref={marks} role="toolbar" aria-label={words.marks} onKeyDown={onKeyDown} tabIndex={-1}>
      {steps.map((step, i) => (
        <button
          key={step.seq}
          type="button"
          className="audit-mark"
          style={{ left: (places[i] ?? 0) - 6, top: tops[i], height: ROW }}
          tabIndex={i === shown ? 0 : -1}
          aria-label={words.mark(i + 1, `${shortTime(step.at)} ${step.what}`, evidence.has(step.seq))}
          aria-current={i === shown ? 'step' : undefined}
          onClick={() => onShow(i)}
        />
      ))}
    </div>
  );
}

/** The axis. `shown` is the place of the step that is shown; steps that show a finding have a ring. */
export function TimeLine({ story, shown, onShow }: { readonly story: AuditStory; readonly shown: number; readonly onShow: (seq: number) => void }) {
  const { steps, agencies, findings, title } = story;
  const box = useRef<HTMLDivElement>(null);
  const wide = useWidth(box);
  const places = placesOf(steps, wide);
  const evidence = new Set(findings.flatMap((finding) => finding.steps));
  const rowOf = (step: Step): number => {
    const at = agencies.findIndex(({ code }) => code === step.agency?.code);
    return step.kind === 'serverFact' || at < 0 ? agencies.length : at;
  };
  const bottom = TOP + (agencies.length + 1) * ROW;
  const width = Math.max(wide, (places.at(-1) ?? 0) + 40);
  const now = steps[shown];
  const x = places[shown] ?? LEFT;
  const label = now === undefined ? '' : `${shortTime(now.at)} ${now.what}`;
  const labelWidth = Math.max(90, label.length * 10.5);
  const labelX = Math.min(width - labelWidth - 2, Math.max(2, x - labelWidth / 2));
  return (
    <div className="audit-line" ref={box}>
      <svg width={width} height={bottom + 26} viewBox={`0 0 ${width} ${bottom + 26}`} role="img" aria-label={words.picture(title, label)} fill="none">
        <Days steps={steps} places={places} bottom={bottom} />
        {[...agencies, null].map((agency, i) => (
          <g key={agency?.code ?? 'server'}>
            <text x="0" y={TOP + (i + 0.5) * ROW + 4} fontSize="12" className="tx-s">
              {(agency?.name ?? words.server).slice(0, 8)}
            </text>
            <path
              d={`M${LEFT} ${TOP + (i + 0.5) * ROW}H${width - 20}`}
              stroke={agency === null ? 'var(--line-strong)' : laneTone(agency.strand)}
              opacity="0.3"
              strokeWidth="2"
            />
          </g>
        ))}
        {steps.map((step, i) => {
          const y = TOP + (rowOf(step) + 0.5) * ROW;
          const tone = step.kind === 'serverFact' ? 'var(--text-subtle)' : laneTone(step.agency?.strand ?? 5);
          const past = i <= shown;
          return (
            <g key={step.seq}>
              {evidence.has(step.seq) && <circle cx={places[i]} cy={y} r="8" stroke="var(--bad)" strokeWidth="1.6" />}
              <circle cx={places[i]} cy={y} r={step.reading ? 2.6 : 4.6} fill={past ? tone : 'var(--surface)'} stroke={tone} strokeWidth="1.4" />
            </g>
          );
        })}
        <path d={`M${x} 16V${bottom}`} stroke="var(--accent)" strokeWidth="2" />
        <rect x={labelX} y={bottom + 2} width={labelWidth} height="20" rx="4" fill="var(--accent-fill)" />
        <text x={labelX + labelWidth / 2} y={bottom + 16} fontSize="12" fontWeight="700" textAnchor="middle" className="tx-on">
          {label}
        </text>
      </svg>
      <Marks steps={steps} places={places} tops={steps.map((step) => TOP + rowOf(step) * ROW)} evidence={evidence} shown={shown} onShow={onShow} />
    </div>
  );
}
