/** The configuration of a stage's server as files, for tests that start the real process or its tools. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './sync-world.ts';

/** Writes `config.json` with key and certificates into the folder. */
export function writeConfig(world: World, folder: string, more: Readonly<Record<string, unknown>> = {}): string {
  writeFileSync(join(folder, 'root.der'), world.root);
  writeFileSync(join(folder, 'log.der'), world.logKey.certificate);
  writeFileSync(join(folder, 'log.p8'), world.logKey.pkcs8);
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ rootCertificate: 'root.der', logCertificate: 'log.der', logKey: 'log.p8', ...more }));
  return file;
}
