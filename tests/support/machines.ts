/** People of a test stage at their own machines: whole backends on real profiles, over the stage's server. */

import type { Platform } from '../../electron/backend/platform.ts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createBackend, type Backend } from '../../electron/backend/backend.ts';
import { sealKeyFile } from '../../electron/backend/keys/key-file.ts';
import { createPdf } from '../../electron/backend/pdf/pdf.ts';
import { readProfile, writeProfile } from '../../electron/backend/profile/profile.ts';
import { createFolders, must, until, type Stage } from './sync.ts';
import type { Someone } from './sync-world.ts';

/** Passphrase of every profile made here. */
export const MACHINE_PASSPHRASE = '열 글자가 넘는 암호';

/** Backends that are closed together. */
export interface Machines {
  /** Opens somebody's machine and waits until it has `rev` entries of the directory. `seal` is a seal kept there (certificate and key, DER). */
  open(who: Someone, rev?: number, seal?: { readonly certificate: Uint8Array; readonly key: Uint8Array }): Promise<Backend>;
  /** Files that were saved, newest last. */
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[];
  close(): Promise<void>;
}

const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('base64');

/** Machines over a stage. */
export function createMachines(stage: Stage): Machines {
  const folders = createFolders();
  const pdf = createPdf();
  const backends: Backend[] = [];
  const saved: { name: string; bytes: Uint8Array }[] = [];
  return {
    saved,
    async open(who, rev = 2, seal) {
      const folder = join(folders.make(), 'profile');
      const { person, agency, unit, position } = who.actor;
      const sealKey = seal === undefined ? null : Uint8Array.from(seal.key);
      const keys = await sealKeyFile({ privateKey: Uint8Array.from(who.privateKey), databaseKey: randomBytes(32), sealKey }, MACHINE_PASSPHRASE);
      const { certificate, chain } = who.login;
      const sealed = seal === undefined ? null : base64(seal.certificate);
      const papers = { certificate: base64(certificate.der), issuer: base64(chain[0]), root: base64(stage.world.root), seal: sealed };
      const names = { agency: { code: agency, name: agency }, unit: unit === null ? null : { code: unit, name: unit } };
      await writeProfile(folder, { v: 1, personId: person, name: person, position, ...names, ...papers }, keys);
      const saveFile: Platform['saveFile'] = async (name, bytes, before) => {
        const done = await before?.();
        if (done?.ok === false) return done;
        saved.push({ name, bytes });
        return { ok: true as const, value: { path: `/${name}` } };
      };
      const found = must(await readProfile(folder));
      const { crypto } = stage.world;
      const platform = { vault: null, notify: null, saveFile };
      const input = { found, passphrase: MACHINE_PASSPHRASE, serverUrl: stage.url(), platform, pdf, crypto, now: () => new Date(), keyMinutes: 5 };
      const backend = must(await createBackend(input));
      backends.push(backend);
      backend.start();
      const { sync } = backend.context;
      await until('the directory', () => sync.status().connection === 'online' && sync.directory().rev >= rev);
      return backend;
    },
    async close() {
      for (const backend of backends.splice(0)) await backend.close();
      await pdf.close();
      folders.clean();
    },
  };
}
