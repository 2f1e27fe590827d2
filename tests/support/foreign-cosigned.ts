/** Cosignatures judged by openssl and the shell alone (`cosigned.sh`), which know nothing of this product. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** When the witness of this verifier key cosigned the note, in seconds, by openssl; null where it did not. */
export function cosignedByShell(note: string, vkey: string): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-note-'));
  try {
    writeFileSync(join(folder, 'note'), note);
    const { status, stdout } = spawnSync('bash', [join(import.meta.dirname, 'cosigned.sh'), join(folder, 'note'), vkey], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
