/** Rows of the benchmark of keys: a time of ours, the time it is held against, and how many times as long ours is. */

/** One figure. Times in ms for one operation; `base` null where the row is only told. */
export interface Row {
  readonly what: string;
  readonly ms: number;
  readonly against: string;
  readonly base: number | null;
}

/** Median of some times. */
export function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median time of one of `count` operations, measured `rounds` times after one that warms up. */
export async function timed(rounds: number, count: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) await work();
    if (round >= 0) times.push((performance.now() - start) / count);
  }
  return median(times);
}

const digits = (ms: number): string => (ms >= 10 ? ms.toFixed(1) : ms.toPrecision(3));

/** A table in Markdown. */
export function rowsOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, ms, against, base }) =>
      `| ${what} | ${digits(ms)} | ${against} | ${base === null ? '' : digits(base)} | ${base === null ? '' : (ms / base).toFixed(2)} |`,
  );
  return ['| 하는 일 | ms | 견준 것 | ms | 몇 배 걸리나 |', '| --- | --- | --- | --- | --- |', ...lines, ''].join('\n');
}
