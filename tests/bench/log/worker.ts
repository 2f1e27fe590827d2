/** One core of the benchmark: checks signatures of the vector's own statements, each parsed and hashed anew as an entry of a log is. */

import { webcrypto } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import { verifyStatement } from '../../../shared/trail/sign.ts';
import { entriesOfVector, keysOfVector } from './vector.ts';

const { count } = workerData as { count: number };
const AT_ONCE = 64;
const crypto = createWebCrypto(webcrypto.subtle);
const keys = keysOfVector();
const signed = entriesOfVector().flatMap((entry) => {
  const spki = entry.kind === 'statement' ? keys.get(entry.body.statement.actor.certificate) : undefined;
  return spki === undefined ? [] : [{ text: JSON.stringify(entry), spki }];
});

async function checkOne(at: number): Promise<boolean> {
  const one = signed[at % signed.length];
  if (one === undefined) return false;
  const entry = JSON.parse(one.text) as ReturnType<typeof entriesOfVector>[number];
  leafHash(entry);
  return entry.kind === 'statement' && (await verifyStatement(entry.body, one.spki, crypto)).ok;
}

async function run(): Promise<number> {
  let good = 0;
  for (let at = 0; at < count; at += AT_ONCE) {
    const some = await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, i) => checkOne(at + i)));
    good += some.filter(Boolean).length;
  }
  return good;
}

void run().then((good) => parentPort?.postMessage(good));
