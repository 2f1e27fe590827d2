/** The configuration of a stage's server as files, for tests that start the real process or its tools. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../../sync-server/limits.ts';
import { ANY_DEVICE } from './sync-devices.ts';
import type { World } from './sync-world.ts';

/** Writes `config.json` with key and certificates into the folder. */
export function writeConfig(
  world: World,
  folder: string,
  { limits, ...more }: Readonly<Record<string, unknown>> & { readonly limits?: Readonly<Partial<Limits>> } = {},
): string {
  writeFileSync(join(folder, 'root.der'), world.root);
  writeFileSync(join(folder, 'log.der'), world.logKey.certificate);
  writeFileSync(join(folder, 'log.p8'), world.logKey.pkcs8);
  const file = join(folder, 'config.json');
  writeFileSync(
    file,
    JSON.stringify({ rootCertificate: 'root.der', logCertificate: 'log.der', logKey: 'log.p8', ...more, limits: { ...ANY_DEVICE, ...limits } }),
  );
  return file;
}
