/** The administrator at their desk: profile and authority opened, the server reached, the directory as new as the server's. */

import { webcrypto } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { toBase64 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord, Directory } from '../../../shared/org/directory.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import { createBackend, type Backend } from '../../backend/backend.ts';
import { signDirectory } from '../../backend/directory/sign.ts';
import { createPdf } from '../../backend/pdf/pdf.ts';
import { AUTHORITY_FILE, readAuthorityFile } from '../../backend/pki/authority-file.ts';
import type { Authority } from '../../backend/pki/certificate.ts';
import { listProfiles, type FoundProfile } from '../../backend/profile/profile.ts';
import { passphrase } from '../ask.ts';
import { DEFAULT_DATA } from '../data-folder.ts';
import { publishDirectory, startServer } from '../demo/server-process.ts';

/** Options every command at the desk has. */
export interface DeskOptions {
  readonly data?: string;
  readonly server?: string;
  readonly 'passphrase-file'?: string;
}

/** What the administrator works with. */
export interface Desk {
  readonly folder: string;
  readonly authority: Authority;
  /** Digest (SHA-256 hex) of the administrator's certificate in use. */
  readonly own: string;
  /** Root certificate, DER in base64. */
  readonly root: string;
  readonly now: Date;
  readonly directory: () => Directory;
  readonly record: () => AgencyRecord | null;
  /** Every entry of the directory, oldest first. */
  readonly entries: () => readonly Entry[];
  /** A certificate by its digest (DER), checked; from the server where it is not here. */
  readonly certificate: (digest: string) => Promise<Result<Uint8Array>>;
  /** Signs the agency's record and publishes it with these certificates (DER); returns when this replica has it. */
  readonly publish: (record: AgencyRecord, certificates: readonly Uint8Array[]) => Promise<Result<null>>;
}

/** How long the server may take before the command gives up (ms). */
const PATIENCE = 30_000;

/** The administrator's profile of a data folder: the one with the authority's key beside it. */
export async function findAdministrator(data: string | undefined): Promise<Result<FoundProfile, 'NO_ADMINISTRATOR'>> {
  const dataDir = resolve(data ?? DEFAULT_DATA);
  for (const found of await listProfiles(dataDir)) {
    const here = await access(join(found.folder, AUTHORITY_FILE)).then(
      () => true,
      () => false,
    );
    if (here) return ok(found);
  }
  return err('NO_ADMINISTRATOR', `이 폴더에는 기관 관리자의 프로필과 기관 인증기관 열쇠가 없습니다(${dataDir}). --data로 관리자의 폴더를 알려 주십시오.`);
}

/** Waits until the replica is as its server says, or for so long. */
async function reached(backend: Backend, holds: () => boolean): Promise<Result<null>> {
  const { sync } = backend.context;
  return new Promise((settle) => {
    const stops: (() => void)[] = [];
    const end = (result: Result<null>): void => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      settle(result);
    };
    const look = (): void => {
      const reason = sync.reason();
      if (holds()) end(ok(null));
      else if (reason?.halted === true) end(err(reason.code, reason.message));
    };
    const late = err('SERVER_UNREACHED', '서버에 로그인하거나 조직도를 받지 못했습니다. 서버에 올린 것은 없습니다. 서버 주소와 연결을 확인하십시오.');
    const givenUp = (): void => {
      const reason = sync.reason();
      end(reason === null ? late : err(reason.code, reason.message));
    };
    const timer = setTimeout(givenUp, PATIENCE);
    stops.push(sync.onChange(look), sync.onEntries(look));
    look();
  });
}

/** The replica has every directory entry the server has. */
async function upToDate(backend: Backend): Promise<Result<null>> {
  const { sync } = backend.context;
  const online = await reached(backend, () => sync.status().connection === 'online');
  if (!online.ok) return online;
  const heads = await sync.ask<Readonly<Record<string, number>>>('GET', '/documents');
  if (!heads.ok) return heads;
  return reached(backend, () => sync.directory().rev >= (heads.value[DIRECTORY_TRAIL] ?? 0));
}

async function publish(backend: Backend, url: string, record: AgencyRecord, rev: number, certificates: readonly Uint8Array[]): Promise<Result<null>> {
  const { sync, actor, keyring } = backend.context;
  const signed = await signDirectory({ actor, signer: keyring, at: new Date(), rev }, 'directory.put', { agency: record });
  if (!signed.ok) return signed;
  const published = await publishDirectory(url, { certificates: certificates.map(toBase64), directory: [signed.value] });
  return published.ok ? reached(backend, () => sync.directory().rev > rev) : published;
}

/** Where the policy asks for the agency's account: the address goes to the terminal, and the command goes on once a browser of this PC was there. */
async function signedIn(backend: Backend): Promise<Result<null>> {
  const begun = await backend.handlers['signIn.start']({});
  if (!begun.ok) return begun;
  process.stderr.write(`기관 계정으로도 로그인해야 합니다. 이 PC의 브라우저에서 이 주소를 여십시오:\n${begun.value.url ?? ''}\n`);
  const { signIn, sync } = backend.context;
  const said = await new Promise<string | null>((settle) => {
    const stop = backend.onEvent(() => {
      const view = signIn.view();
      if (view?.open === true) return;
      stop();
      settle(view?.said ?? null);
    });
  });
  if (said !== null) return err('SIGN_IN_DENIED', said);
  return reached(backend, () => sync.status().connection === 'online');
}

/** The line stands and the directory is new; a sign-in is asked for where the server wants one. */
async function atServer(backend: Backend): Promise<Result<null>> {
  const current = await upToDate(backend);
  if (current.ok || current.code !== 'SIGN_IN_NEEDED') return current;
  const signed = await signedIn(backend);
  return signed.ok ? upToDate(backend) : signed;
}

async function openDesk<T>(found: FoundProfile, secret: string, url: string, work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> {
  const authority = await readAuthorityFile(join(found.folder, AUTHORITY_FILE), secret);
  if (!authority.ok) return authority;
  const platform = { vault: null, notify: null, saveFile: async () => ok({ path: null }) };
  const pdf = createPdf();
  const crypto = createWebCrypto(webcrypto.subtle);
  const made = await createBackend({ found, passphrase: secret, serverUrl: url, platform, pdf, crypto, now: () => new Date(), keyMinutes: 10 });
  if (!made.ok) return made;
  const backend = made.value;
  try {
    backend.start();
    const current = await atServer(backend);
    if (!current.ok) return current;
    const { sync } = backend.context;
    // What is published rests on the record that was read: another administrator's change meanwhile is never undone.
    let rev = 0;
    return await work({
      folder: found.folder,
      authority: authority.value,
      own: backend.context.actor.certificate,
      root: found.profile.root,
      now: new Date(),
      directory: sync.directory,
      entries: () => sync.directoryEntries().map(({ entry }) => entry),
      certificate: sync.certificate,
      record() {
        rev = sync.directory().rev;
        return sync.directory().agencies.get(found.profile.agency.code) ?? null;
      },
      publish: (record, certificates) => publish(backend, url, record, rev, certificates),
    });
  } finally {
    authority.value.privateKey.fill(0);
    await backend.close();
    await pdf.close();
  }
}

/** Opens the desk over a running server (`--server`) or the resting one of the data folder, does the work, closes everything. */
export async function atDesk<T>(options: DeskOptions, work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> {
  const found = await findAdministrator(options.data);
  if (!found.ok) return found;
  const secret = await passphrase(options['passphrase-file'], '기관 관리자의 인증서 암호', '--passphrase-file');
  if (!secret.ok) return secret;
  if (options.server !== undefined) return openDesk(found.value, secret.value, options.server.replace(/\/+$/, ''), work);
  const server = await startServer(resolve(options.data ?? DEFAULT_DATA), 0);
  if (!server.ok) return err(server.code, `${server.message} 서버가 돌고 있으면 --server로 그 주소를 알려 주십시오.`);
  try {
    return await openDesk(found.value, secret.value, server.value.url, work);
  } finally {
    await server.value.stop();
  }
}

/** The record of the desk's agency. */
export function ownRecord(desk: Desk): Result<AgencyRecord, 'AGENCY_UNKNOWN'> {
  const record = desk.record();
  return record === null ? err('AGENCY_UNKNOWN', '서버의 조직도에 이 기관이 없습니다. 아무것도 바꾸지 않았습니다. 서버 주소를 확인하십시오.') : ok(record);
}
