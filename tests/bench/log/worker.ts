/** One core of the benchmark: signatures of the vector's own statements, each parsed and hashed anew as an entry of a log is; or the bare call of Node, again and again. */

import { createPublicKey, verify } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { createThreadCrypto } from '../../../electron/backend/pki/node-crypto.ts';
import { rawToDer } from '../../../shared/crypto/crypto.ts';
import { fromBase64Url } from '../../../shared/lib/bytes.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { entryText } from '../../../shared/trail/hash.ts';
import { statementBytes, verifyStatement } from '../../../shared/trail/sign.ts';
import { entriesOfVector, keysOfVector } from './vector.ts';

const { count, bare } = workerData as { count: number; bare: boolean };
const crypto = createThreadCrypto();
const keys = keysOfVector();
const signed = entriesOfVector().flatMap((entry) => {
  const spki = entry.kind === 'statement' ? keys.get(entry.body.statement.actor.certificate) : undefined;
  if (spki === undefined || entry.kind !== 'statement') return [];
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const { statement, signature } = entry.body;
  return [{ text: canonical(entry), spki, key, data: statementBytes(statement), der: rawToDer(fromBase64Url(signature) ?? new Uint8Array(64)) }];
});
type Signed = (typeof signed)[number];

async function checkOne({ text, spki }: Signed): Promise<boolean> {
  const entry = JSON.parse(text) as Entry;
  const texts = entryText(entry, crypto.text);
  return entry.kind === 'statement' && texts.statement !== null && (await verifyStatement(entry.body, spki, crypto, texts.statement)).ok;
}

/** What a core says: signatures that held, and seconds it computed. */
export interface Counted {
  readonly good: number;
  readonly cpu: number;
}

const atStart = process.threadCpuUsage();
const begun = atStart.user + atStart.system;

async function run(): Promise<number> {
  let good = 0;
  for (let at = 0; at < count; at += 1) {
    const one = signed[at % signed.length];
    if (one !== undefined && (bare ? verify('sha256', one.data, one.key, one.der) : await checkOne(one))) good += 1;
  }
  return good;
}

void run().then((good) => {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ good, cpu: (user + system - begun) / 1e6 } satisfies Counted);
});
