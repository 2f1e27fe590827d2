/**
 * What a PKCS#12 password opens (RFC 7292): keys from it by Appendix B or PBES2 (RFC 8018), then 3DES, RC2 or AES. Every algorithm that
 * OpenSSL, Windows, Java and the certificate programs of Korean authorities wrote files with, but SEED.
 */

import { createDecipheriv, hash as digest, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { Sequence } from 'asn1js';
import { numberOf, octets, oidOf, parts, type Item } from './asn1.ts';
import { decryptRc2Cbc } from './rc2.ts';

/** An algorithm of a file that is not read here: its OID. */
export class UnknownCipher extends Error {
  readonly oid: string;
  constructor(oid: string) {
    super(oid);
    this.oid = oid;
  }
}

/** Highest work factor that is done for a file: a foreign file must not cost minutes. */
const MOST_ROUNDS = 2_000_000;
const MOST_ROUNDS_OLD = 200_000;

/** What RFC 7292 B.3 tells keys, vectors and MAC keys apart by. */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

const BLOCK: Readonly<Record<string, number>> = { sha1: 64, sha224: 64, sha256: 64, sha384: 128, sha512: 128 };

/** The password as Appendix B wants it: UTF-16, big-endian, ended with two zero bytes. */
export function bmpPassword(password: string): Uint8Array {
  return Uint8Array.from(Buffer.from(`${password}\0`, 'utf16le').swap16());
}

function repeatTo(bytes: Uint8Array, block: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / block) * block);
  return out.map((_, i) => bytes[i % bytes.length] ?? 0);
}

/** Adds `b + 1` to a block in place (B.2 step 6c). */
function addBlock(block: Uint8Array, b: Uint8Array): void {
  let carry = 1;
  for (let i = block.length - 1; i >= 0; i--) {
    carry += (block[i] ?? 0) + (b[i] ?? 0);
    block[i] = carry & 255;
    carry >>= 8;
  }
}

/** Key derivation of RFC 7292 Appendix B.2. */
export function deriveOld(hash: string, password: string, salt: Uint8Array, rounds: number, purpose: number, length: number): Uint8Array {
  const v = BLOCK[hash];
  if (v === undefined || rounds < 1 || rounds > MOST_ROUNDS_OLD || salt.length === 0) throw new RangeError('not worked');
  const input = Buffer.concat([repeatTo(salt, v), repeatTo(bmpPassword(password), v)]);
  const out: Uint8Array[] = [];
  for (let have = 0; have < length;) {
    let a: Uint8Array = digest(hash, Buffer.concat([new Uint8Array(v).fill(purpose), input]), 'buffer');
    for (let i = 1; i < rounds; i++) a = digest(hash, a, 'buffer');
    out.push(a);
    have += a.length;
    const b = repeatTo(a, v).subarray(0, v);
    for (let at = 0; at < input.length; at += v) addBlock(input.subarray(at, at + v), b);
  }
  return new Uint8Array(Buffer.concat(out).subarray(0, length));
}

/** Takes PKCS#7 padding off; a wrong password shows here. Null where it is none. */
function unpad(bytes: Uint8Array, block: number): Uint8Array | null {
  const n = bytes.at(-1) ?? 0;
  const tail = bytes.subarray(bytes.length - n);
  return n >= 1 && n <= block && bytes.length >= n && tail.every((byte) => byte === n) ? bytes.subarray(0, bytes.length - n) : null;
}

function decipher(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | null {
  try {
    const opened = createDecipheriv(cipher, key, iv);
    return new Uint8Array(Buffer.concat([opened.update(data), opened.final()]));
  } catch {
    return null;
  }
}

interface OldScheme {
  readonly length: number;
  readonly open: (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array | null;
}

const desEde3 = (key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | null => decipher('des-ede3-cbc', key, iv, data);
const rc2 = (key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | null => unpad(decryptRc2Cbc(key, iv, data), 8);

/** Appendix C of RFC 7292. Two-key 3DES is three-key with the first one again. */
const OLD: Readonly<Record<string, OldScheme>> = {
  '1.2.840.113549.1.12.1.3': { length: 24, open: desEde3 },
  '1.2.840.113549.1.12.1.4': { length: 16, open: (key, iv, data) => desEde3(Buffer.concat([key, key.subarray(0, 8)]), iv, data) },
  '1.2.840.113549.1.12.1.5': { length: 16, open: rc2 },
  '1.2.840.113549.1.12.1.6': { length: 5, open: rc2 },
};

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

const PRF: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const SCHEMES: Readonly<Record<string, { readonly cipher: string; readonly length: number }>> = {
  '2.16.840.1.101.3.4.1.2': { cipher: 'aes-128-cbc', length: 16 },
  '2.16.840.1.101.3.4.1.22': { cipher: 'aes-192-cbc', length: 24 },
  '2.16.840.1.101.3.4.1.42': { cipher: 'aes-256-cbc', length: 32 },
  '1.2.840.113549.3.7': { cipher: 'des-ede3-cbc', length: 24 },
};

const stretch = promisify(pbkdf2);

async function openPbes2(params: Item | undefined, password: string, data: Uint8Array): Promise<Uint8Array | null> {
  const [derivation, scheme] = parts(params);
  const [kdf, kdfParams] = parts(derivation);
  if (oidOf(kdf) !== PBKDF2) throw new UnknownCipher(oidOf(kdf));
  const [salt, rounds, ...rest] = parts(kdfParams);
  const prf = rest.find((one) => one instanceof Sequence);
  const prfOid = prf === undefined ? '1.2.840.113549.2.7' : oidOf(parts(prf)[0]);
  const [cipher, iv] = parts(scheme);
  const [hash, known] = [PRF[prfOid], SCHEMES[oidOf(cipher)]];
  if (hash === undefined) throw new UnknownCipher(prfOid);
  if (known === undefined) throw new UnknownCipher(oidOf(cipher));
  const n = numberOf(rounds);
  if (n < 1 || n > MOST_ROUNDS) throw new RangeError('not worked');
  const key = await stretch(Buffer.from(password, 'utf8'), octets(salt), n, known.length, hash);
  const opened = decipher(known.cipher, key, octets(iv), data);
  key.fill(0);
  return opened;
}

/** Opens bytes under the algorithm of the file; null where the password cannot be right. Throws for what is no such file. */
export async function openWith(oid: string, params: Item | undefined, password: string, data: Uint8Array): Promise<Uint8Array | null> {
  if (oid === PBES2) return openPbes2(params, password, data);
  const old = OLD[oid];
  if (old === undefined) throw new UnknownCipher(oid);
  const [salt, rounds] = parts(params);
  const derive = (purpose: number, length: number): Uint8Array => deriveOld('sha1', password, octets(salt), numberOf(rounds), purpose, length);
  const key = derive(PURPOSE.key, old.length);
  const opened = old.open(key, derive(PURPOSE.iv, 8), data);
  key.fill(0);
  return opened;
}
