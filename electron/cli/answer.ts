/** What every command answers: words for whoever reads, with `--json` one envelope ◆ on stdout; and the exit code (DESIGN §3). */

import type { Result } from '../../shared/lib/result.ts';
import { envelopeOf, refusalEnvelope, type CheckResult, type Envelope } from '../../shared/verify/envelope.ts';

/** How the answer of one command is told. */
export interface Telling<T> {
  readonly words: (value: T) => string;
  /** What was checked on the way; a faulty check is exit 1. */
  readonly checks?: (value: T) => readonly CheckResult[];
  /** Refusals that say a fault was found, not that nothing could be done. */
  readonly faults?: ReadonlySet<string>;
  /** File or folder a refusal speaks of. */
  readonly where?: string;
}

/** Exit code of a verdict (DESIGN §3). */
export const EXIT = { valid: 0, fault: 1, cannot: 2 } as const;

/** One line of JSON on stdout; the exit code of its verdict. */
export function printEnvelope(envelope: Envelope): number {
  process.stdout.write(`${JSON.stringify(envelope)}\n`);
  return EXIT[envelope.verdict];
}

/** Refuses: the sentence on stderr, or the envelope on stdout; exit 2. */
export function refuse(command: string, { code, message }: { readonly code: string; readonly message: string }, json: boolean, where = ''): number {
  if (json) return printEnvelope(refusalEnvelope(command, { code, where, message }));
  process.stderr.write(`${message}\n`);
  return EXIT.cannot;
}

/** Tells a result; 0 good, 1 a fault found, 2 cannot do it. */
export function answer<T extends object>(command: string, done: Result<T>, json: boolean, { words, checks, faults, where = '' }: Telling<T>): number {
  if (!done.ok) {
    const found = faults?.has(done.code) === true;
    if (!found) return refuse(command, done, json, where);
    if (json) return printEnvelope(refusalEnvelope(command, { code: done.code, where, message: done.message }, 'fault'));
    process.stderr.write(`${done.message}\n`);
    return EXIT.fault;
  }
  const envelope = envelopeOf(command, checks?.(done.value) ?? [], Object.fromEntries(Object.entries(done.value)));
  if (json) return printEnvelope(envelope);
  process.stdout.write(words(done.value));
  return EXIT[envelope.verdict];
}
