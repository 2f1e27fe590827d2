/** Steps of a long command on one line of the terminal that is written over; nothing where nobody looks. */

/** Says steps; `end` takes the line away. */
export interface ProgressLine {
  readonly say: (what: string, done: number, all: number) => void;
  readonly end: () => void;
}

/** A line on stderr; with `--json`, or where stderr is no terminal, nothing is said. */
export function createProgress(json: boolean): ProgressLine {
  const shown = !json && process.stderr.isTTY;
  let last = 0;
  return {
    say(what, done, all) {
      if (!shown || (Date.now() - last < 100 && done > 0)) return;
      last = Date.now();
      process.stderr.write(`\r\u001b[K${what}${all > 1 ? ` ${done}/${all}` : ''}`);
    },
    end: () => void (shown && process.stderr.write('\r\u001b[K')),
  };
}
