/** Tests that need something of the machine: where it is missing they are skipped by name, and the test command tells why in its last lines. */

import { it, type TestOptions } from 'vitest';

/** `it` where the machine has what is needed; else a skipped test whose title ends with what is missing. */
export function needs(there: boolean, missing: string): (title: string, options: TestOptions, run: () => Promise<void>) => void {
  return (title, options, run) => it.skipIf(!there)(there ? title : `${title} [skipped: ${missing}]`, options, run);
}
