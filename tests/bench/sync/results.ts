/** Figures of all rounds, and what is read off them. */

import { quantile, type Figures } from './client/measure.ts';
import type { Outcome } from './measure-one.ts';
import type { Peer } from './peers.ts';

/** Collected figures. Medians are over the rounds that gave one. */
export interface Results {
  add(scenario: string, peer: Peer, outcome: Outcome): void;
  disk(milliseconds: readonly number[]): void;
  median(scenario: string, peer: Peer, figure: string): number;
  /** Largest value over all rounds: for what must not happen once. */
  worst(scenario: string, peer: Peer, figure: string): number;
  /** Median over the rounds of this server's figure divided by the other's of the same round. */
  ratio(scenario: string, figure: string, of: Peer, to: Peer): number;
  names(scenario: string, peer: Peer): readonly string[];
  failures(scenario: string, peer: Peer): readonly string[];
  /** Median of all fdatasyncs of the run, in milliseconds. */
  fdatasync(): number;
  raw(): unknown;
}

/** An empty collection. */
export function createResults(): Results {
  const rounds = new Map<string, Outcome[]>();
  const disk: number[] = [];
  const of = (scenario: string, peer: Peer): Outcome[] => rounds.get(`${scenario} ${peer}`) ?? [];
  const figures = (scenario: string, peer: Peer): Figures[] => of(scenario, peer).flatMap((outcome) => (outcome.ok ? [outcome.figures] : []));
  const values = (scenario: string, peer: Peer, figure: string): number[] =>
    figures(scenario, peer).flatMap((round) => (Number.isFinite(round[figure]) ? [round[figure] ?? 0] : []));
  const middle = (numbers: readonly number[]): number => (quantile(numbers, 0.5) + quantile(numbers, 0.5 - 1e-9)) / 2;
  return {
    add: (scenario, peer, outcome) => void rounds.set(`${scenario} ${peer}`, [...of(scenario, peer), outcome]),
    disk: (milliseconds) => void disk.push(...milliseconds),
    median: (scenario, peer, figure) => middle(values(scenario, peer, figure)),
    worst: (scenario, peer, figure) => Math.max(...values(scenario, peer, figure)),
    ratio(scenario, figure, one, other) {
      const others = of(scenario, other);
      const ratios = of(scenario, one).flatMap((outcome, i) => {
        const against = others[i];
        if (!outcome.ok || against === undefined || !against.ok) return [];
        const ratio = (outcome.figures[figure] ?? Number.NaN) / (against.figures[figure] ?? Number.NaN);
        return Number.isFinite(ratio) ? [ratio] : [];
      });
      return middle(ratios);
    },
    names: (scenario, peer) => Object.keys(figures(scenario, peer)[0] ?? {}),
    failures: (scenario, peer) => of(scenario, peer).flatMap((outcome) => (outcome.ok ? [] : [outcome.message])),
    fdatasync: () => middle(disk),
    raw: () => ({ rounds: Object.fromEntries(rounds), fdatasync: middle(disk) }),
  };
}
