/** People of the demo at their own machines: each a profile, an encrypted replica and a connection of their own. */

import { webcrypto } from 'node:crypto';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { DocumentView } from '../../../shared/api/views.ts';
import { createBackend, type Backend } from '../../backend/backend.ts';
import type { Pdf } from '../../backend/pdf/pdf.ts';
import type { Platform } from '../../backend/platform.ts';
import { listProfiles, type FoundProfile } from '../../backend/profile/profile.ts';
import { DEMO_PASSPHRASE } from './seed.ts';

/** Stops the story with the sentence to show. */
export class StoryFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The value, or the end of the story. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new StoryFault(result.code, result.message);
}

/** The cast of a data folder. */
export interface Cast {
  /** Opens the machine of whoever holds this post (first match), once. */
  readonly at: (agency: string, position: string, unitRole?: string) => Promise<Backend>;
  /** Opens (again) with or without a line to the server. */
  readonly reopen: (agency: string, position: string, serverUrl: string | null) => Promise<Backend>;
  readonly everyone: () => Backend[];
  readonly close: () => Promise<void>;
}

const WAIT_MS = 20_000;

/** Waits until the check is true, looking again whenever the replica tells news. */
export function until(backend: Backend, what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(new StoryFault('TIMEOUT', `기다리던 일이 일어나지 않았습니다: ${what}`)), WAIT_MS);
    const stop = backend.onEvent(() => void look());
    const ticker = setInterval(() => void look(), 100);
    function finish(error: StoryFault | null): void {
      clearTimeout(timer);
      clearInterval(ticker);
      stop();
      if (error === null) resolve();
      else reject(error);
    }
    async function look(): Promise<void> {
      if (await check()) finish(null);
    }
    void look();
  });
}

/** The document as this person sees it once the check holds. */
export async function seen(backend: Backend, documentId: string, what: string, check: (view: DocumentView) => boolean): Promise<DocumentView> {
  let last: DocumentView | null = null;
  await until(backend, what, async () => {
    const got = await backend.handlers['documents.get']({ documentId });
    last = got.ok ? got.value : null;
    return got.ok && check(got.value);
  });
  if (last === null) throw new StoryFault('TIMEOUT', what);
  return last;
}

/** What the cast is made of. */
interface CastInput {
  readonly dataDir: string;
  readonly serverUrl: string;
  readonly platform: Platform;
  readonly pdf: Pdf;
}

/** Finds people by post and switches their machines on. */
function createMachines(input: CastInput, open: Map<string, Backend>) {
  const crypto = createWebCrypto(webcrypto.subtle);
  const find = async (agency: string, position: string, unit?: string): Promise<FoundProfile> => {
    const found = (await listProfiles(input.dataDir)).find(
      ({ profile }) => profile.agency.code === agency && profile.position === position && (unit === undefined || profile.unit?.name === unit),
    );
    if (found === undefined) throw new StoryFault('NOBODY', `그 직위에 사람이 없습니다: ${position}`);
    return found;
  };
  const start = async (found: FoundProfile, serverUrl: string | null): Promise<Backend> => {
    const backend = must(
      await createBackend({
        found,
        passphrase: DEMO_PASSPHRASE,
        serverUrl,
        platform: input.platform,
        pdf: input.pdf,
        crypto,
        now: () => new Date(),
        keyMinutes: 60,
      }),
    );
    open.set(found.profile.personId, backend);
    backend.start();
    if (serverUrl !== null)
      await until(backend, '서버 연결', () => backend.context.sync.status().connection === 'online' && backend.context.sync.directory().agencies.size > 0);
    return backend;
  };
  return { find, start };
}

/** Opens people's machines on demand. */
export function createCast(input: CastInput): Cast {
  const open = new Map<string, Backend>();
  const { find, start } = createMachines(input, open);
  return {
    async at(agency, position, unit) {
      const found = await find(agency, position, unit);
      return open.get(found.profile.personId) ?? start(found, input.serverUrl);
    },
    async reopen(agency, position, serverUrl) {
      const found = await find(agency, position);
      await open.get(found.profile.personId)?.close();
      return start(found, serverUrl);
    },
    everyone: () => [...open.values()],
    async close() {
      await Promise.all([...open.values()].map((backend) => backend.close()));
      open.clear();
    },
  };
}

/** A refusal as a story fault value. */
export function failed(code: string, message: string): Result<never> {
  return err(code, message);
}
