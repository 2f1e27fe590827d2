/** A real start for tests: `init` run as a user runs it, and people opened at their own machines. */

import { webcrypto } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBackend, type Backend } from '../../electron/backend/backend.ts';
import { createPdf } from '../../electron/backend/pdf/pdf.ts';
import { listProfiles } from '../../electron/backend/profile/profile.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import type { Result } from '../../shared/lib/result.ts';
import { ongyeol, type Ran } from './cli.ts';
import { until } from './sync.ts';

/** Passphrases of the tests' starts. */
export const PASSPHRASE = { admin: '관리자-암호-2026', root: '최상위-암호-2026', person: '사람-암호-2026' } as const;

/** Options that name files with the passphrases, written into a folder. */
export function passphraseFiles(folder: string): { admin: string; root: string; person: string } {
  const write = (name: keyof typeof PASSPHRASE): string => {
    const file = join(folder, `${name}.txt`);
    writeFileSync(file, `${PASSPHRASE[name]}\n`);
    return file;
  };
  return { admin: write('admin'), root: write('root'), person: write('person') };
}

/** Agencies the tests begin with. */
export const AGENCIES = {
  mois: ['--code', '1741000', '--agency', '행정안전부', '--head', '행정안전부장관', '--name', '홍길동'],
  moel: ['--code', '1492000', '--agency', '고용노동부', '--head', '고용노동부장관', '--name', '성춘향'],
} as const;

/** Arguments of `ongyeol init` for 행정안전부. `folder` keeps the passphrase files. */
export function initArgs(data: string, folder: string): string[] {
  const files = passphraseFiles(folder);
  return ['--data', data, '--port', '0', ...AGENCIES.mois, '--passphrase-file', files.admin, '--root-passphrase-file', files.root];
}

/** `ongyeol init` for 행정안전부. `folder` keeps the passphrase files. */
export function init(data: string, folder: string, ...more: string[]): Promise<Ran> {
  return ongyeol('init', ...initArgs(data, folder), ...more);
}

/** The clock of a profile, and the PIN of its token where it has one. */
export interface OpenOptions {
  readonly now?: () => Date;
  readonly pin?: string;
}

/** Opens the profile of a data folder as the app does, and starts it. */
export async function openPerson(
  data: string,
  id: string,
  passphrase: string,
  serverUrl: string | null,
  { now = () => new Date(), pin }: OpenOptions = {},
): Promise<Result<Backend>> {
  const found = (await listProfiles(data)).find(({ profile }) => profile.personId === id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  const platform = { vault: null, notify: null, saveFile: async () => ({ ok: true, value: { path: null } }) as const };
  const crypto = createWebCrypto(webcrypto.subtle);
  const made = await createBackend({ found, passphrase, serverUrl, platform, pdf: createPdf(), crypto, now, keyMinutes: 30 });
  if (!made.ok) return made;
  made.value.start();
  if (pin !== undefined) {
    const opened = await made.value.handlers['key.unlock']({ passphrase: pin });
    if (!opened.ok) return opened;
  }
  if (serverUrl !== null) await until(`${id} online`, () => made.value.context.sync.status().connection === 'online');
  return made;
}
