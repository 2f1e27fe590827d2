/** Keys a closed profile takes of its server, written with its passphrase: at joining and at the command line. */

import { join } from 'node:path';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { openDatabase } from '../db/open.ts';
import { openSecrets, wipe } from '../keys/keyring.ts';
import type { Vault } from '../platform.ts';
import { readPins, writePins } from '../sync/pin.ts';
import { createMeta } from '../sync/store.ts';

/** Replaces them and returns those of before; an empty list ends the pinning. Wrong passphrases count as everywhere. */
export async function setPins(
  folder: string,
  passphrase: string,
  pins: readonly string[],
  { now, vault }: { readonly now: () => Date; readonly vault: Vault | null },
): Promise<Result<readonly string[]>> {
  const opened = await openSecrets(folder, passphrase, { now, vault });
  if (!opened.ok) return opened;
  const db = openDatabase(join(folder, 'replica.db'), opened.value.secrets.databaseKey);
  wipe(opened.value.secrets);
  if (!db.ok) return db;
  const meta = createMeta(db.value);
  const before = readPins(meta);
  writePins(meta, pins);
  db.value.close();
  return ok(before);
}
