/** Witnesses of a server's log with what vouches for them, for whoever writes a trust file. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex, type CryptoProvider } from '../shared/crypto/crypto.ts';
import { fromBase64, fromBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { claimBytes, type WitnessRecord } from '../shared/sync/witness.ts';
import { verifierKey } from '../shared/verify/checkpoint.ts';
import { witnessVerifierKey } from '../shared/verify/signed-note.ts';
import { trustedKey, type TrustContext } from '../shared/verify/trail.ts';
import type { ConfigFile } from './config.ts';
import { defaultOrigin } from './log.ts';
import { openStore, type StoreKeyCode } from './storage/store-key.ts';
import { openSqliteStorage } from './storage/sqlite.ts';
import type { Storage } from './storage/storage.ts';
import { logSpki } from './witnesses.ts';

/** A witness as a trust file names it; `newest` is how long the log was that it cosigned last. */
export interface WitnessLine {
  readonly agency: string;
  readonly person: string;
  readonly key: string;
  readonly newest: number;
}

/** The log's own key, its root (DER, base64) and its witnesses, by agency. */
export interface WitnessReport {
  readonly log: string;
  readonly root: string;
  readonly witnesses: readonly WitnessLine[];
}

/** Whether the person named in the claim signed it, under a certificate that leads to the root. */
async function vouched({ claim, signature }: WitnessRecord, trust: TrustContext, at: string): Promise<boolean> {
  const bytes = fromBase64Url(signature);
  for (const kind of ['person', 'admin'] as const) {
    const key = await trustedKey(trust, claim.certificate, kind, at);
    if ('code' in key || key.holder.agency !== claim.agency) continue;
    return bytes !== null && trust.crypto.verify(claim.alg, key.spki, bytes, claimBytes(claim));
  }
  return false;
}

async function linesOf(storage: Storage, trust: TrustContext, at: string): Promise<WitnessLine[]> {
  const newest = new Map(storage.cosignatures(0).map(({ witness, size }) => [witness, size]));
  const lines: WitnessLine[] = [];
  for (const { record } of storage.witnesses()) {
    const read = JSON.parse(record) as WitnessRecord;
    const key = fromBase64(read.claim.key);
    if (key === null || !(await vouched(read, trust, at))) continue;
    const { agency, person, name } = read.claim;
    lines.push({ agency, person, key: witnessVerifierKey({ name, key }), newest: newest.get(name) ?? 0 });
  }
  return lines;
}

/** Reads the witnesses of a server's folder; who is vouched for by nobody is left out. */
export async function readWitnesses(
  { dataDir, config, crypto }: { readonly dataDir: string; readonly config: ConfigFile; readonly crypto: CryptoProvider },
  now: Date,
): Promise<Result<WitnessReport, StoreKeyCode | 'NO_DATABASE' | 'DISK'>> {
  if (!existsSync(join(dataDir, 'server.db')))
    return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${dataDir}). --data로 서버의 자료 폴더를 알려 주십시오.`);
  const keys = openStore(dataDir, config.secret);
  if (!keys.ok) return keys;
  const storage = openSqliteStorage(join(dataDir, 'server.db'), keys.value?.database ?? null);
  if (!storage.ok) return err('DISK', storage.message);
  try {
    const certificates = new Map(storage.value.certificates().map((der) => [sha256Hex(der), der]));
    const trust = { certificates, anchors: [config.rootCertificate], crypto };
    const { certificate } = config.logKey;
    const log = verifierKey(config.origin ?? defaultOrigin(certificate), logSpki(certificate));
    return ok({ log, root: Buffer.from(config.rootCertificate).toString('base64'), witnesses: await linesOf(storage.value, trust, now.toISOString()) });
  } finally {
    storage.value.close();
  }
}
