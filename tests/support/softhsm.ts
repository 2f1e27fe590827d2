/** A token in software (SoftHSM2) for tests: a folder of its own, one initialised slot. The module reads its settings from the environment when it is loaded first. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so'];

/** A token that can be used. */
export interface SoftToken {
  readonly module: string;
  readonly label: string;
  readonly pin: string;
  /** Setting a child process needs to see the same token. */
  readonly env: { readonly SOFTHSM2_CONF: string };
}

/** Makes a token. Only one folder of tokens can be used in one process. */
export function createSoftToken(folder: string, label: string): SoftToken {
  const module = MODULES.find((path) => existsSync(path));
  if (module === undefined) throw new Error('SoftHSM2 is missing (scripts/debian-packages.txt)');
  const conf = join(folder, 'softhsm2.conf');
  mkdirSync(join(folder, 'tokens'), { recursive: true });
  writeFileSync(conf, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n`);
  process.env['SOFTHSM2_CONF'] = conf;
  const pin = '742193';
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '98765432'], { stdio: 'pipe' });
  return { module, label, pin, env: { SOFTHSM2_CONF: conf } };
}
