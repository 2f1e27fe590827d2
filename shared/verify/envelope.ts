/** Verify envelope ◆: what `--json` prints for any check of this product (DESIGN §3). */

/** One check that ran. `where` names the file or entry. */
export interface CheckResult {
  readonly code: string;
  readonly state: 'ok' | 'fault' | 'skipped';
  readonly title: string;
  readonly where: string;
  readonly message: string;
}

/** The first thing wrong, in the order of the checks. */
export interface Fault {
  readonly code: string;
  readonly where: string;
  readonly message: string;
}

/** Version 1 of the envelope. */
export interface Envelope {
  readonly v: 1;
  readonly command: string;
  readonly verdict: 'valid' | 'fault' | 'cannot';
  readonly firstFault?: Fault;
  readonly checks: readonly CheckResult[];
  readonly subject: Readonly<Record<string, unknown>>;
}

/** Collects checks in their order. */
export interface CheckLog {
  readonly pass: (code: string, title: string, where: string, message: string) => void;
  readonly fault: (code: string, title: string, where: string, message: string) => void;
  readonly skip: (code: string, title: string, where: string, message: string) => void;
  readonly results: () => readonly CheckResult[];
}

/** An empty log of checks. */
export function createCheckLog(): CheckLog {
  const results: CheckResult[] = [];
  const add = (state: CheckResult['state']) => (code: string, title: string, where: string, message: string) => {
    results.push({ code, state, title, where, message });
  };
  return { pass: add('ok'), fault: add('fault'), skip: add('skipped'), results: () => results };
}

/** The envelope over a finished log. */
export function envelopeOf(command: string, results: readonly CheckResult[], subject: Readonly<Record<string, unknown>>): Envelope {
  const first = results.find((result) => result.state === 'fault');
  const base = { v: 1, command, checks: results, subject } as const;
  return first === undefined
    ? { ...base, verdict: 'valid' }
    : { ...base, verdict: 'fault', firstFault: { code: first.code, where: first.where, message: first.message } };
}

/** The envelope of what was not judged check by check: it could not be done, or one thing was found that ended the look. */
export function refusalEnvelope(command: string, fault: Fault, verdict: 'fault' | 'cannot' = 'cannot'): Envelope {
  return { v: 1, command, verdict, firstFault: fault, checks: [], subject: {} };
}
