/** How the figures of the benchmark are told. */

/** A row of the table. */
export function say(what: string, value: string): void {
  process.stdout.write(`| ${what} | ${value} |\n`);
}

/** Seconds since. */
export const seconds = (from: number): number => (performance.now() - from) / 1000;

/** A number as people write it. */
export const told = (count: number): string => Math.round(count).toLocaleString('ko-KR');
