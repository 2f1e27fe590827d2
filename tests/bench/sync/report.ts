/** The figures as tables, each server's against ours, and the targets. */

import type { PeerName } from './peers/peer.ts';

/** Figures of one scenario by server. */
export type Figures = ReadonlyMap<PeerName, Readonly<Record<string, number>>>;

/** Scenario, what is compared, the value, and where it must lie. */
export type Targets = readonly (readonly [string, string, (of: (peer: PeerName, key: string) => number) => number, '>=' | '<=', number])[];

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

function table(name: string, figures: Figures): string {
  const keys = Object.keys(figures.get('ongyeol') ?? {});
  const head = `\n### ${name}\n\n| 서버 | ${keys.join(' | ')} |\n|---|${keys.map(() => '---:|').join('')}\n`;
  const rows = [...figures].map(([peer, row]) => `| ${peer} | ${keys.map((key) => short(row[key] ?? Number.NaN)).join(' | ')} |\n`);
  return head + rows.join('');
}

/** The whole report as Markdown. */
export function report(results: ReadonlyMap<string, Figures>, targets: Targets): string {
  const tables = [...results].map(([name, figures]) => table(name, figures)).join('');
  const lines = targets.flatMap(([scenario, what, value, sense, limit]) => {
    const figures = results.get(scenario);
    if (figures === undefined) return [];
    const got = value((peer, key) => figures.get(peer)?.[key] ?? Number.NaN);
    const met = sense === '>=' ? got >= limit : got <= limit;
    return [`| ${scenario} | ${what} | ${got.toFixed(2)} | ${sense === '>=' ? '이상' : '이하'} ${limit} | ${met ? '달성' : '미달'} |\n`];
  });
  return `${tables}\n### 목표\n\n| 시험 | 무엇 | 값 | 목표 | |\n|---|---|---:|---|---|\n${lines.join('')}`;
}
