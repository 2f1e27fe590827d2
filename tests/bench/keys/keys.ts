/** Opening, signing and checking, against node:crypto doing the bare operation. */

import { createPrivateKey, createPublicKey, scryptSync, sign, verify, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyFile, sealKeyFile } from '../../../electron/backend/keys/key-file.ts';
import { createSigner } from '../../../electron/backend/keys/signer.ts';
import { makeTokenKey, openToken } from '../../../electron/backend/keys/token/token.ts';
import { generateKey } from '../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { createSoftToken } from '../../support/softhsm.ts';
import { timed, type Row } from './rows.ts';

const PASSPHRASE = '견주는 데 쓰는 암호';
const DATA = new Uint8Array(1500).fill(7);
const crypto = createWebCrypto(webcrypto.subtle);

async function unlock(rounds: number): Promise<Row> {
  const secrets = { privateKey: generateKey('P-256').privateKey, databaseKey: new Uint8Array(32), sealKey: null };
  const file = await sealKeyFile(secrets, PASSPHRASE);
  const ms = await timed(rounds, 5, () => openKeyFile(file, PASSPHRASE));
  const base = await timed(rounds, 5, () => scryptSync(PASSPHRASE, 'salt', 32, { N: 1 << 15, r: 8, p: 1, maxmem: 96 << 20 }));
  return { what: '인증서 열기(keys.json)', ms, against: 'node scrypt N=2^15', base };
}

async function signing(rounds: number, type: 'P-256' | 'RSA-2048'): Promise<Row[]> {
  const { privateKey, spki } = generateKey(type);
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const signer = createSigner({ privateKey: Uint8Array.from(privateKey), minutes: 60, now: () => new Date() });
  const signed = await signer.sign(DATA);
  if (!signed.ok) throw new Error(signed.message);
  const encoding = { dsaEncoding: 'ieee-p1363' } as const;
  const count = 500;
  return [
    {
      what: `서명 ${signer.alg}`,
      ms: await timed(rounds, count, () => signer.sign(DATA)),
      against: 'node crypto.sign',
      base: await timed(rounds, count, () => sign('sha256', DATA, { key, ...encoding })),
    },
    {
      what: `서명 확인 ${signer.alg}`,
      ms: await timed(rounds, count, () => crypto.verify(signer.alg, spki, signed.value, DATA)),
      against: 'node crypto.verify',
      base: await timed(rounds, count, () => verify('sha256', DATA, { key: publicKey, ...encoding }, signed.value)),
    },
  ];
}

async function inToken(rounds: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bench-'));
  try {
    const { module, label, pin } = createSoftToken(folder, 'bench');
    const ref = await makeTokenKey({ module, label, pin, name: 'bench' });
    const token = ref.ok ? await openToken(ref.value, pin) : ref;
    if (!token.ok) throw new Error(token.message);
    const key = createPrivateKey({ key: Buffer.from(generateKey('P-256').privateKey), format: 'der', type: 'pkcs8' });
    const ms = await timed(rounds, 200, () => token.value.sign(DATA));
    const base = await timed(rounds, 200, () => sign('sha256', DATA, key));
    token.value.close();
    return { what: '서명 ES256, 토큰(SoftHSM2)', ms, against: 'node crypto.sign', base };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All of it. */
export async function measureKeys(quick: boolean): Promise<Row[]> {
  const rounds = quick ? 1 : 7;
  return [await unlock(rounds), ...(await signing(rounds, 'P-256')), ...(await signing(rounds, 'RSA-2048')), await inToken(rounds)];
}
