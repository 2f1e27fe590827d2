/** State glyphs: a shape and a word for every state; colour is the last cue (screens `states`). */

import type { StepView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

/** What a glyph can say. */
export type GlyphState = StepView['state'] | 'ok' | 'warn' | 'stop' | 'late' | 'skipped' | 'acting' | 'held';

const CHECK = 'M6.4 10.2l2.5 2.5 4.8-5';

/** Colour of a lane, accent where no lane is meant. */
export function laneTone(strand: number | null): string {
  return strand === null ? 'var(--accent)' : `var(--lane-${strand})`;
}

function Filled({ tone }: { readonly tone: string }) {
  return (
    <>
      <circle cx="10" cy="10" r="8" fill={tone} />
      <path d={CHECK} fill="none" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </>
  );
}

function Triangle({ fill, line, mark }: { readonly fill: string; readonly line: string; readonly mark: string }) {
  return (
    <>
      <path d="M10 2.2 18 17H2z" fill={fill} stroke={line} strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M10 7.5v4.2M10 14.4h0" stroke={mark} strokeWidth="1.8" strokeLinecap="round" />
    </>
  );
}

function Shape({ state, tone }: { readonly state: GlyphState; readonly tone: string }) {
  switch (state) {
    case 'now':
      return (
        <>
          <circle cx="10" cy="10" r="8.2" fill="var(--surface)" stroke="var(--accent)" strokeWidth="2.2" />
          <circle cx="10" cy="10" r="4" fill="var(--accent)" />
        </>
      );
    case 'signed':
      return <Filled tone={tone} />;
    case 'ok':
      return <Filled tone="var(--ok)" />;
    case 'returned':
    case 'stop':
      return (
        <>
          <rect x="2.5" y="2.5" width="15" height="15" rx="3" fill="var(--bad)" />
          <path d="M7 7l6 6M13 7l-6 6" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
        </>
      );
    case 'unreachable':
      return (
        <>
          <circle cx="10" cy="10" r="7.6" fill="var(--surface)" stroke="var(--off)" strokeWidth="1.8" strokeDasharray="3.2 2.6" />
          <path d="M8.2 8a1.9 1.9 0 1 1 2.4 2.2c-.5.2-.6.5-.6 1M10 13.6h0" fill="none" stroke="var(--off)" strokeWidth="1.6" strokeLinecap="round" />
        </>
      );
    case 'skipped':
      return (
        <>
          <circle cx="10" cy="10" r="7.4" fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="1.6" />
          <path d="M5.6 14.4 14.4 5.6" stroke="var(--text-faint)" strokeWidth="1.6" />
        </>
      );
    case 'acting':
      return (
        <>
          <circle cx="10" cy="10" r="7.6" fill="var(--surface)" stroke={tone} strokeWidth="1.8" />
          <path d="M10 2.4a7.6 7.6 0 0 1 0 15.2z" fill={tone} />
        </>
      );
    case 'held':
      return (
        <>
          <circle cx="10" cy="10" r="7.6" fill="var(--surface)" stroke="var(--warn)" strokeWidth="1.8" />
          <path d="M8 7v6M12 7v6" stroke="var(--warn)" strokeWidth="1.8" strokeLinecap="round" />
        </>
      );
    case 'warn':
      return <Triangle fill="var(--warn-soft)" line="var(--warn)" mark="var(--warn)" />;
    case 'late':
      return <Triangle fill="var(--warn)" line="var(--warn)" mark="var(--surface)" />;
    case 'todo':
      return <circle cx="10" cy="10" r="7.4" fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="1.6" />;
    default:
      return state satisfies never;
  }
}

/** One glyph with its word; `strand` gives it the tone of an agency, `differs` the dot of a different opinion. */
export function Glyph({
  state,
  strand = null,
  differs = false,
  size = 20,
}: {
  readonly state: GlyphState;
  readonly strand?: number | null;
  readonly differs?: boolean;
  readonly size?: number;
}) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" role="img" aria-label={ko.states[state] + (differs ? `, ${ko.states.differs}` : '')}>
      <Shape state={state} tone={laneTone(strand)} />
      {differs && <circle cx="16" cy="4" r="4" fill="var(--warn)" stroke="var(--surface)" strokeWidth="1.2" />}
    </svg>
  );
}
