/** Pictures of an audit: each has the same facts as a table behind `T` (screens §10). */

import { useState, type ReactNode } from 'react';
import type { AuditOverview } from '../../shared/api/audit-view.ts';
import { ko } from '../i18n/ko.ts';
import { laneTone } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';

const words = ko.audit;

/** Rows of a table, the first column its heads. */
export interface Facts {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function FactTable({ name, head, rows }: Facts & { readonly name: string }) {
  return (
    <table className="tb audit-facts" aria-label={name}>
      <thead>
        <tr>
          {head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.slice(0, 2).join(' ')}>
            {row.map((cell, at) => (
              <td key={head[at]} className="num">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A card with a picture, or its facts as a table. */
export function ChartCard({
  title,
  note,
  facts,
  table,
  none,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly facts: Facts;
  readonly table: boolean;
  readonly none: string;
  readonly children: ReactNode;
}) {
  const [own, setOwn] = useState(false);
  const asTable = table !== own;
  return (
    <section className="card audit-card" aria-label={title}>
      <h3>
        {title}
        <span className="cap muted">{note}</span>
        <span className="sp" />
        <button type="button" className="btn sm quiet" aria-pressed={asTable} onClick={() => setOwn(!own)}>
          <Icon name="table" size={14} />
          {asTable ? words.asPicture : words.asTable}
        </button>
      </h3>
      {facts.rows.length === 0 ? <p className="muted">{none}</p> : asTable ? <FactTable name={title} {...facts} /> : children}
    </section>
  );
}

type Delay = AuditOverview['delays'][number];

const ROW = 17;
const AXIS = { left: 158, right: 492, top: 22 } as const;
const DASH: Readonly<Record<number, string>> = { 3: '5 2.6', 4: '1.6 3', 5: '7 3 1.6 3', 6: '10 4' };

function DelayLine({
  delay,
  strand,
  y,
  x,
  standard,
}: {
  readonly delay: Delay;
  readonly strand: number;
  readonly y: number;
  readonly x: (days: number) => number;
  readonly standard: number;
}) {
  const tone = laneTone(strand);
  const over = delay.ninth > standard;
  const dash = DASH[strand];
  return (
    <>
      <text x={AXIS.left - 8} y={y + 4} fontSize="12" textAnchor="end" className="tx-f">
        {delay.stage}
      </text>
      <path
        d={`M${AXIS.left} ${y}H${x(delay.ninth)}`}
        stroke={tone}
        strokeWidth={strand === 2 ? 4.6 : 2.1}
        {...(dash === undefined ? {} : { strokeDasharray: dash })}
      />
      {strand === 2 && <path d={`M${AXIS.left} ${y}H${x(delay.ninth)}`} stroke="var(--surface)" strokeWidth="2" />}
      <path d={`M${x(delay.ninth)} ${y - 4}v8`} stroke={tone} strokeWidth="1.6" />
      <circle cx={x(delay.median)} cy={y} r="4.2" fill="var(--surface)" stroke={tone} strokeWidth="2" />
      {over && (
        <text x={x(delay.ninth) + 6} y={y + 4} fontSize="12" fontWeight="700" className="tx-bad">
          {words.days(delay.ninth)}
        </text>
      )}
    </>
  );
}

function DelayAgency({ agency, y }: { readonly agency: AuditOverview['agencies'][number]; readonly y: number }) {
  return (
    <>
      <rect x="0" y={y - 9} width="18" height="18" rx="4" fill={laneTone(agency.strand)} />
      <text x="9" y={y + 4} fontSize="11" fontWeight="700" textAnchor="middle" className="tx-on">
        {agency.badge}
      </text>
      <text x="24" y={y + 4} fontSize="12" className="tx-s">
        {agency.name.length > 8 ? `${agency.name.slice(0, 7)}…` : agency.name}
      </text>
    </>
  );
}

/** Steps by agency and stage on one axis of working days. */
export function DelayChart({ overview }: { readonly overview: AuditOverview }) {
  const { delays, agencies, standardDays } = overview;
  const most = Math.max(standardDays * 2, Math.ceil(Math.max(...delays.map(({ ninth }) => ninth)) * 1.1));
  const x = (days: number): number => AXIS.left + (Math.min(days, most) / most) * (AXIS.right - AXIS.left);
  const told = agencies.map((agency) => ({ agency, all: delays.filter((one) => one.agency === agency.code) })).filter(({ all }) => all.length > 0);
  const lines = told.flatMap(({ agency, all }) => all.map((one) => words.chart.delay(agency.name, one.stage, words.days(one.median), words.days(one.ninth))));
  const gap = 6;
  const places = told.map((_, i) => AXIS.top + told.slice(0, i).reduce((sum, { all }) => sum + all.length * ROW + gap, 0));
  const bottom = AXIS.top + told.reduce((sum, { all }) => sum + all.length * ROW + gap, 0);
  const ticks = Array.from({ length: 5 }, (_, i) => (most / 4) * i);
  return (
    <svg className="audit-delays" role="img" aria-label={words.chart.delays(lines)} viewBox={`0 0 540 ${bottom + 18}`} fill="none">
      {ticks.map((days) => (
        <g key={days}>
          <path d={`M${x(days)} ${AXIS.top - 6}V${bottom}`} stroke="var(--line-faint)" />
          <text x={x(days)} y={bottom + 14} fontSize="12" textAnchor="middle" className="tx-f">
            {Number.isInteger(days) ? `${days}일` : words.days(days)}
          </text>
        </g>
      ))}
      <path d={`M${x(standardDays)} ${AXIS.top - 10}V${bottom}`} stroke="var(--bad)" strokeDasharray="3 2" strokeWidth="1.4" />
      <text x={x(standardDays) + 4} y={AXIS.top - 8} fontSize="12" className="tx-bad">
        {words.standard(standardDays)}
      </text>
      {told.map(({ agency, all }, i) => (
        <g key={agency.code}>
          <DelayAgency agency={agency} y={(places[i] ?? 0) + (all.length * ROW) / 2} />
          {all.map((delay, at) => (
            <DelayLine key={delay.stage} delay={delay} strand={agency.strand} standard={standardDays} x={x} y={(places[i] ?? 0) + ROW * (at + 0.5)} />
          ))}
        </g>
      ))}
    </svg>
  );
}

const BAR = { width: 18, height: 92, top: 14 } as const;

/** Openings by hour: what was opened on days off is hatched, the night has a ground. */
export function HourChart({ hours }: { readonly hours: AuditOverview['hours'] }) {
  const most = Math.max(1, ...hours.map(({ working, off }) => working + off));
  const total = hours.reduce((sum, { working, off }) => sum + working + off, 0);
  const top = hours.reduce((best, one) => (one.working + one.off > best.working + best.off ? one : best), { hour: 0, working: 0, off: 0 });
  const scale = (count: number): number => (count / most) * BAR.height;
  const base = BAR.top + BAR.height;
  return (
    <svg
      className="audit-hours"
      role="img"
      aria-label={words.chart.hours(total, words.hour(top.hour))}
      viewBox={`0 0 ${24 * BAR.width} ${base + 20}`}
      fill="none"
    >
      <defs>
        <pattern id="audit-off" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--surface)" />
          <path d="M1 0v4" stroke="var(--accent)" strokeWidth="1.6" />
        </pattern>
      </defs>
      <rect x="0" y={BAR.top} width={6 * BAR.width} height={BAR.height} fill="var(--surface-sunken)" />
      <rect x={22 * BAR.width} y={BAR.top} width={2 * BAR.width} height={BAR.height} fill="var(--surface-sunken)" />
      {hours.map(({ hour, working, off }) => (
        <g key={hour}>
          <rect x={hour * BAR.width + 3} y={base - scale(working)} width={BAR.width - 6} height={scale(working)} fill="var(--accent)" />
          {off > 0 && (
            <rect
              x={hour * BAR.width + 3}
              y={base - scale(working + off)}
              width={BAR.width - 6}
              height={scale(off)}
              fill="url(#audit-off)"
              stroke="var(--accent)"
            />
          )}
          {hour === top.hour && (
            <text x={(hour + 0.5) * BAR.width} y={base - scale(working + off) - 3} fontSize="12" textAnchor="middle" className="tx-s">
              {working + off}
            </text>
          )}
          {hour % 6 === 0 && (
            <text x={(hour + 0.5) * BAR.width} y={base + 14} fontSize="12" textAnchor="middle" className="tx-f">
              {words.hour(hour)}
            </text>
          )}
        </g>
      ))}
      <path d={`M0 ${base}H${24 * BAR.width}`} stroke="var(--line)" />
    </svg>
  );
}
