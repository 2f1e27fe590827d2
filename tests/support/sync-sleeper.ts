/**
 * A client process that may be stopped like a machine that sleeps: a whole backend over a profile on disk, whose person types all the time. It says
 * `local n` once a letter is on its own disk, `acked n` once it is on the server's, and `status …` whenever that changes. It hears `lock`, `unlock`.
 */

import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createBackend, type Backend } from '../../electron/backend/backend.ts';
import { createPdf } from '../../electron/backend/pdf/pdf.ts';
import { readProfile } from '../../electron/backend/profile/profile.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { NO_PLATFORM } from './machine.ts';

/** What the parent writes for it. */
export interface SleeperOrders {
  readonly url: string;
  readonly profile: string;
  readonly passphrase: string;
  readonly room: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const TYPING_MS = 10;

function type(backend: Backend, name: string): void {
  const { sync } = backend.context;
  const room = sync.openRoom(name);
  let n = 0;
  setInterval(() => {
    n += 1;
    room.doc.getMap('m').set(`kim:${n}`, n);
    say(`local ${n}`);
    const typed = n;
    void room.saved().then(() => say(`acked ${typed}`));
  }, TYPING_MS);
  // What a colleague wrote shows here.
  room.doc.on('update', () => room.doc.getMap('m').has('lee') && say('heard lee'));
}

async function obey(backend: Backend, passphrase: string): Promise<void> {
  const { handlers } = backend;
  for await (const order of createInterface({ input: process.stdin })) {
    if (order === 'lock') await handlers['key.lock']({});
    if (order === 'unlock') await handlers['key.unlock']({ passphrase });
    say(`done ${order}`);
  }
}

async function run({ url, profile, passphrase, room }: SleeperOrders): Promise<void> {
  const found = await readProfile(profile);
  if (!found.ok) throw new Error(found.code);
  const pdf = createPdf();
  const crypto = createWebCrypto(webcrypto.subtle);
  const made = await createBackend({
    found: found.value,
    passphrase,
    serverUrl: url,
    platform: NO_PLATFORM,
    pdf,
    crypto,
    now: () => new Date(),
    keyMinutes: 60,
  });
  if (!made.ok) throw new Error(made.code);
  const backend = made.value;
  const { sync } = backend.context;
  sync.onChange(() => say(`status ${sync.status().connection} ${sync.reason()?.code ?? '-'} ${sync.stranded().length} ${sync.status().unsavedUpdates}`));
  backend.start();
  type(backend, room);
  await obey(backend, passphrase);
}

const file = process.argv[2];
if (file !== undefined && process.argv[1]?.endsWith('sync-sleeper.ts') === true) await run(JSON.parse(readFileSync(file, 'utf8')) as SleeperOrders);
