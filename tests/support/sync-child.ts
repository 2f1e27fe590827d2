/** A client process for the kill tests: writes as fast as it can, says `local n` after its own disk and `acked n` after the server's. */

import { createPrivateKey, sign as signBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openDatabase } from '../../electron/backend/db/open.ts';
import { createSync } from '../../electron/backend/sync/sync.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';

/** What the parent writes for a child. Bytes as base64. */
export interface ChildOrders {
  readonly url: string;
  readonly database: string;
  readonly databaseKey: string;
  readonly person: string;
  readonly certificate: { readonly digest: string; readonly der: string };
  readonly chain: readonly string[];
  readonly privateKey: string;
  readonly root: string;
  readonly room: string;
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

function run(orders: ChildOrders): void {
  const opened = openDatabase(orders.database, bytes(orders.databaseKey));
  if (!opened.ok) throw new Error(opened.code);
  const key = createPrivateKey({ key: Buffer.from(orders.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const { digest, der } = orders.certificate;
  const sync = createSync({
    db: opened.value,
    url: orders.url,
    login: {
      person: orders.person,
      certificate: { digest, der: bytes(der) },
      chain: orders.chain.map(bytes),
      alg: 'ES256',
      sign: async (data) => new Uint8Array(signBytes('sha256', data, { key, dsaEncoding: 'ieee-p1363' })),
    },
    rootCertificate: bytes(orders.root),
    crypto: createWebCrypto(webcrypto.subtle),
    clock: () => new Date(),
  });
  sync.start();
  const room = sync.openRoom(orders.room);
  let n = 0;
  const write = (): void => {
    n += 1;
    room.doc.getMap('m').set(`${orders.person}:${n}`, n);
    process.stdout.write(`local ${n}\n`);
    setTimeout(write, Math.random() * 6);
  };
  const save = async (): Promise<void> => {
    const upTo = n;
    await room.saved();
    process.stdout.write(`acked ${upTo}\n`);
    setTimeout(() => void save(), 5);
  };
  write();
  void save();
}

const file = process.argv[2];
if (file !== undefined && process.argv[1]?.endsWith('sync-child.ts') === true) run(JSON.parse(readFileSync(file, 'utf8')) as ChildOrders);
