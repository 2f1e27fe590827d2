/**
 * A client process for the kill tests: writes and signs as fast as it can. It says `local n` and `signed digest` after its own disk,
 * `acked n` and `accepted digest` after the server's.
 */

import { createPrivateKey, randomUUID, sign as signBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openDatabase } from '../../electron/backend/db/open.ts';
import { createSync, type Sync } from '../../electron/backend/sync/sync.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { digestOf } from '../../shared/trail/hash.ts';
import type { Actor, SignedStatement } from '../../shared/trail/statement.ts';
import { createRandom } from './sync-random.ts';
import { signStatement, type Sign } from './sync-world.ts';

/** What the parent writes for a child. Bytes as base64. */
export interface ChildOrders {
  readonly url: string;
  readonly database: string;
  readonly databaseKey: string;
  readonly actor: Actor;
  readonly certificate: { readonly digest: string; readonly der: string };
  readonly chain: readonly string[];
  readonly privateKey: string;
  readonly root: string;
  readonly room: string;
  /** The document whose rights this person sets over and over, or null: then it makes documents. */
  readonly owns: string | null;
  readonly seed: number;
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Text in front, so that folding the room takes the server some time. */
const BULK = 60_000;

async function writeText(sync: Sync, { room: name, actor, seed }: ChildOrders): Promise<void> {
  const room = sync.openRoom(name);
  const random = createRandom(seed);
  if (seed % 2 === 1) room.doc.getText('bulk').insert(0, Buffer.from(random.bytes(BULK / 2)).toString('hex'));
  for (let n = 1; ; n++) {
    room.doc.getMap('m').set(`${actor.person}:${n}`, n);
    say(`local ${n}`);
    await pause(random.int(4));
    // Only who pauses learns that everything so far is saved.
    if (!random.chance(0.15)) continue;
    await room.saved();
    say(`acked ${n}`);
  }
}

function nextStatement(actor: Actor, owns: string | null, sign: Sign, odd: boolean): SignedStatement {
  if (owns === null) return signStatement(actor, sign, 'document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: randomUUID() });
  const grants = odd ? [{ agency: 'A', unit: 'U2', person: null, right: 'view' } as const] : [];
  return signStatement(actor, sign, 'rights.set', { grants }, { documentId: owns });
}

async function signOn(sync: Sync, { actor, owns, seed }: ChildOrders, sign: Sign): Promise<void> {
  const random = createRandom(seed + 1);
  for (let n = 1; ; n++) {
    const signed = nextStatement(actor, owns, sign, n % 2 === 1);
    const digest = digestOf(signed.statement);
    const settled = sync.submit({ signed });
    say(`signed ${digest}`);
    const reply = await settled.then((now) => (now.state === 'waiting' ? sync.whenSettled(digest) : now));
    say(`${reply.state} ${digest}`);
    await pause(random.int(25));
  }
}

function run(orders: ChildOrders): void {
  const opened = openDatabase(orders.database, bytes(orders.databaseKey));
  if (!opened.ok) throw new Error(opened.code);
  const key = createPrivateKey({ key: Buffer.from(orders.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const sign: Sign = (data) => new Uint8Array(signBytes('sha256', data, { key, dsaEncoding: 'ieee-p1363' }));
  const { digest, der } = orders.certificate;
  const sync = createSync({
    db: opened.value,
    url: orders.url,
    login: {
      person: orders.actor.person,
      certificate: { digest, der: bytes(der) },
      chain: orders.chain.map(bytes),
      alg: 'ES256',
      sign: async (data) => sign(data),
    },
    rootCertificate: bytes(orders.root),
    crypto: createWebCrypto(webcrypto.subtle),
    clock: () => new Date(),
  });
  sync.start();
  void writeText(sync, orders);
  void signOn(sync, orders, sign);
}

const file = process.argv[2];
if (file !== undefined && process.argv[1]?.endsWith('sync-child.ts') === true) run(JSON.parse(readFileSync(file, 'utf8')) as ChildOrders);
