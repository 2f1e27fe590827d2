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
import { openSecrets, wipe } from '../../backend/keys/keyring.ts';
import { createPdf } from '../../backend/pdf/pdf.ts';
import { AUTHORITY_FILE, readAuthorityFile } from '../../backend/pki/authority-file.ts';
import type { Authority } from '../../backend/pki/certificate.ts';
import { listProfiles, type FoundProfile } from '../../backend/profile/profile.ts';
import { passphrase, someoneThere } from '../ask.ts';
import { DEFAULT_DATA } from '../data-folder.ts';
import { lineOver } from '../line-over.ts';
import { DESK_LOCK, waitForLock } from '../../backend/profile/process-lock.ts';
import { publishDirectory, startServer } from '../demo/server-process.ts';

/** Options every command at the desk has. */
export interface DeskOptions {
  readonly data?: string;
  readonly server?: string;
  readonly 'passphrase-file'?: string;
  readonly 'authority-passphrase-file'?: string;
  /** Number of the administrator, where several have their profile in the folder. */
  readonly as?: string;
}

const text = { type: 'string' } as const;

/** The same for `parseArgs`. */
export const DESK_ARGUMENTS = { data: text, server: text, 'passphrase-file': text, 'authority-passphrase-file': text, as: text } as const;

/** What the administrator works with. */
export interface Desk {
  readonly folder: string;
  readonly authority: Authority;
  /** Name and number of the administrator at work. */
  readonly administrator: { readonly id: string; readonly name: string };
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
  /** Certificates of this replica by digest (DER). */
  readonly certificates: () => ReadonlyMap<string, Uint8Array>;
  /** Signs the agency's record and publishes it with these certificates (DER); returns when this replica has it. PUBLISH_UNSURE: the server may have it. */
  readonly publish: (record: AgencyRecord, certificates: readonly Uint8Array[]) => Promise<Result<null>>;
}

/** How long the server may take before the command gives up (ms). */
const PATIENCE = 30_000;

/** Profiles of a data folder with an authority's key beside them. */
export async function administratorsIn(dataDir: string): Promise<readonly FoundProfile[]> {
  const here = async (found: FoundProfile): Promise<FoundProfile[]> =>
    access(join(found.folder, AUTHORITY_FILE)).then(
      () => [found],
      () => [],
    );
  return (await Promise.all((await listProfiles(dataDir)).map(here))).flat();
}

/** The administrator's profile of a data folder: the one with the authority's key beside it, or the one of this number. */
export async function findAdministrator({ data, as }: DeskOptions): Promise<Result<FoundProfile, 'NO_ADMINISTRATOR' | 'SEVERAL_ADMINISTRATORS'>> {
  const dataDir = resolve(data ?? DEFAULT_DATA);
  const all = await administratorsIn(dataDir);
  const [found, ...more] = as === undefined ? all : all.filter(({ profile }) => profile.personId === as);
  if (more.length > 0)
    return err(
      'SEVERAL_ADMINISTRATORS',
      `이 폴더에는 기관 관리자가 여럿입니다. 아무것도 하지 않았습니다. --as로 번호를 알려 주십시오: ${all.map(({ profile }) => profile.personId).join(', ')}`,
    );
  if (found !== undefined) return ok(found);
  return err('NO_ADMINISTRATOR', `이 폴더에는 기관 관리자의 프로필과 기관 인증기관 열쇠가 없습니다(${dataDir}). --data로 관리자의 폴더를 알려 주십시오.`);
}

const REFUSED = err(
  'LOGIN_REFUSED',
  '서버가 이 관리자의 인증서를 받지 않습니다(폐지되었거나 이 서버의 것이 아님). 서버에 올린 것은 없습니다. 다른 관리자에게 초대를 받으십시오. 관리자가 더 없으면 recover로 돌아올 수 있습니다.',
);

/** What an administrator can do about a device of their own that is shut: nobody above them is told of. */
function lockedHint(code: string): string {
  if (code !== 'DEVICE_CLONED' && code !== 'DEVICE_BLOCKED') return '';
  return ' 다른 관리자가 「기기와 로그인」에서 풀 수 있습니다. 관리자가 더 없으면 보관해 둔 최상위 열쇠로 recover를 하십시오.';
}

const DESK_BUSY = err('DESK_BUSY', '다른 명령이 이 관리자의 프로필로 일하고 있습니다. 서버에 올린 것은 없습니다. 그 일이 끝난 뒤 다시 하십시오.');

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
      else if (reason !== null && lineOver(reason))
        end(reason.code === 'LOGIN_REFUSED' ? REFUSED : err(reason.code, `${reason.message}${lockedHint(reason.code)}`));
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

const TAKEN_UNSEEN = err('PUBLISH_UNSURE', '서버는 바뀐 조직도를 받았는데, 이 PC로 돌려받기 전에 끊겼습니다. 다시 연결해 조직도를 확인하십시오.');

async function publish(backend: Backend, url: string, record: AgencyRecord, rev: number, certificates: readonly Uint8Array[]): Promise<Result<null>> {
  const { sync, actor, keyring } = backend.context;
  const signed = await signDirectory({ actor, signer: keyring, at: new Date(), rev }, 'directory.put', { agency: record });
  if (!signed.ok) return signed;
  const published = await publishDirectory(url, { certificates: certificates.map(toBase64), directory: [signed.value] });
  if (!published.ok) return published;
  const seen = await reached(backend, () => sync.directory().rev > rev);
  return seen.ok ? seen : TAKEN_UNSEEN;
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

/** What opens a desk: the administrator's passphrase, and that of the agency's key where it is another one. */
export interface DeskSecrets {
  readonly own: string;
  readonly authority: Authority;
}

/** The agency's key with the administrator's passphrase, else with one of its own: a copy put back may have kept the one of then. */
export async function openAgencyKey(folder: string, own: string, file: string | undefined): Promise<Result<Authority>> {
  const path = join(folder, AUTHORITY_FILE);
  const opened = file === undefined ? await readAuthorityFile(path, own) : null;
  if (opened !== null && (opened.ok || opened.code !== 'WRONG_PASSPHRASE')) return opened;
  // A mistyped passphrase of their own is told as that, and no second one is asked for.
  const secrets = await openSecrets(folder, own, { now: () => new Date(), vault: null });
  if (!secrets.ok) return secrets;
  wipe(secrets.value.secrets);
  if (opened !== null && !someoneThere()) return opened;
  const other = await passphrase(file, '기관 인증기관 열쇠의 암호', '--authority-passphrase-file');
  return other.ok ? readAuthorityFile(path, other.value) : other;
}

/** Opens the desk of a profile at a server's address and does the work there. The authority's key is overwritten afterwards. */
export async function openDesk<T>(found: FoundProfile, secrets: DeskSecrets, url: string, work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> {
  const { own, authority } = secrets;
  const platform = { vault: null, notify: null, saveFile: async () => ok({ path: null }) };
  const pdf = createPdf();
  const crypto = createWebCrypto(webcrypto.subtle);
  const lock = await waitForLock(found.folder, DESK_LOCK, PATIENCE);
  if (lock === null) {
    authority.privateKey.fill(0);
    return DESK_BUSY;
  }
  const input = { found, passphrase: own, serverUrl: url, platform, pdf, crypto, now: () => new Date(), keyMinutes: 10, isCommand: true } as const;
  const made = await createBackend(input);
  try {
    if (!made.ok) return made;
    const backend = made.value;
    backend.start();
    const current = await atServer(backend);
    return current.ok ? await work(deskOf(backend, found, authority, url)) : current;
  } finally {
    authority.privateKey.fill(0);
    if (made.ok) await made.value.close();
    await pdf.close();
    lock.release();
  }
}

function deskOf(backend: Backend, { folder, profile }: FoundProfile, authority: Authority, url: string): Desk {
  const { sync, actor } = backend.context;
  // What is published rests on the record that was read: another administrator's change meanwhile is never undone.
  let rev = 0;
  return {
    ...{ folder, authority, administrator: { id: profile.personId, name: profile.name } },
    own: actor.certificate,
    root: profile.root,
    now: new Date(),
    directory: sync.directory,
    entries: () => sync.directoryEntries().map(({ entry }) => entry),
    certificate: sync.certificate,
    certificates: sync.certificates,
    record() {
      rev = sync.directory().rev;
      return sync.directory().agencies.get(profile.agency.code) ?? null;
    },
    publish: (record, certificates) => publish(backend, url, record, rev, certificates),
  };
}

/** Does something at the address of a running server (`--server`) or of the resting one of the data folder, which is ended afterwards. */
export async function atServerOf<T>(options: Pick<DeskOptions, 'data' | 'server'>, work: (url: string) => Promise<Result<T>>): Promise<Result<T>> {
  if (options.server !== undefined) return work(options.server.replace(/\/+$/, ''));
  const server = await startServer(resolve(options.data ?? DEFAULT_DATA), 0);
  if (!server.ok) return err(server.code, `${server.message} 서버가 돌고 있으면 --server로 그 주소를 알려 주십시오.`);
  try {
    return await work(server.value.url);
  } finally {
    await server.value.stop();
  }
}

/** Opens the desk over a running server (`--server`) or the resting one of the data folder, does the work, closes everything. */
export async function atDesk<T>(options: DeskOptions, work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> {
  const found = await findAdministrator(options);
  if (!found.ok) return found;
  const own = await passphrase(options['passphrase-file'], '기관 관리자의 인증서 암호', '--passphrase-file');
  if (!own.ok) return own;
  const authority = await openAgencyKey(found.value.folder, own.value, options['authority-passphrase-file']);
  if (!authority.ok) return authority;
  return atServerOf(options, (url) => openDesk(found.value, { own: own.value, authority: authority.value }, url, work));
}

/** The record of the desk's agency. */
export function ownRecord(desk: Desk): Result<AgencyRecord, 'AGENCY_UNKNOWN'> {
  const record = desk.record();
  return record === null ? err('AGENCY_UNKNOWN', '서버의 조직도에 이 기관이 없습니다. 아무것도 바꾸지 않았습니다. 서버 주소를 확인하십시오.') : ok(record);
}
