/** Reading off a measurement: the window between two moments, the server's share of it, and percentiles. */

import type { Usage } from '../servers/control.ts';

/** What the client process may ask of the one that started it. */
export interface Ask {
  usage(): Promise<Usage>;
  /** After a full collection. */
  collect(): Promise<Usage>;
}

/** Figures by name; NaN where there is nothing to tell. */
export type Figures = Readonly<Record<string, number>>;

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Waits for a time; the only waiting for time there is, and it is what is measured. */
export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Lets everything that waits have its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Waits until it holds, at most so long; whether it did. */
export async function within(ms: number, holds: () => boolean): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await pass(2);
  return holds();
}

/** Runs the work and tells its length in milliseconds and how much CPU the server and this client took for it. */
export async function timed(ask: Ask, work: () => Promise<void>): Promise<{ ms: number; serverCpuMs: number; clientCpuMs: number }> {
  const before = await ask.usage();
  const own = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const used = process.cpuUsage(own);
  const after = await ask.usage();
  return { ms, serverCpuMs: after.cpuMs - before.cpuMs, clientCpuMs: (used.user + used.system) / 1000 };
}
