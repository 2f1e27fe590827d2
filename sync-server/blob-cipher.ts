/**
 * Files encrypted at rest. A whole file: magic, 32 bytes of salt, then chunks of 256 KiB under AES-256-GCM with a key of its own (HKDF over the salt); the
 * nonce counts the chunks and says which is the last, so that none can be moved, dropped or cut off (the STREAM construction), and a download begins at any
 * chunk. A part still coming in: 16 bytes of counter, then AES-256-CTR, so that it grows by any number of bytes; its digest is checked when it is whole.
 */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, type CipherGCM } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { corrupt } from './storage/open.ts';

const MAGIC = Buffer.from('OGB1');
const SALT = 32;
const HEAD = MAGIC.length + SALT;
const CHUNK = 256 * 1024;
const TAG = 16;

/** Bytes before the first of a part's own. */
export const PART_HEAD = 16;

const fileKey = (key: Uint8Array, salt: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, salt, 'ongyeol-blob-v1', 32));
const partKey = (key: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), 'ongyeol-part-v1', 32));

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(last ? 1 : 0, 0);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

/** Plain bytes in, a sealed file out. */
export function createSeal(key: Uint8Array): Transform {
  const salt = randomBytes(SALT);
  const own = fileKey(key, salt);
  let held: Buffer = Buffer.alloc(0);
  let index = 0;
  const seal = (plain: Buffer, last: boolean): Buffer[] => {
    const cipher: CipherGCM = createCipheriv('aes-256-gcm', own, nonceOf(index, last));
    index += 1;
    return [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  };
  return new Transform({
    construct(done) {
      this.push(Buffer.concat([MAGIC, salt]));
      done();
    },
    transform(chunk: Buffer, _encoding, done) {
      held = Buffer.concat([held, chunk]);
      // The last chunk is known only at the end: a full one is held back until more comes.
      while (held.length > CHUNK) {
        for (const bytes of seal(held.subarray(0, CHUNK), false)) this.push(bytes);
        held = held.subarray(CHUNK);
      }
      done();
    },
    flush(done) {
      for (const bytes of seal(held, true)) this.push(bytes);
      done();
    },
  });
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead !== length) throw corrupt('a sealed file');
  return bytes;
}

/** The plain bytes of a sealed file from a place on; throws CORRUPT where a chunk is not what was written. */
export async function* unseal(path: string, key: Uint8Array, from: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const head = await readExactly(file, 0, HEAD);
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw corrupt('a sealed file');
    const own = fileKey(key, head.subarray(MAGIC.length));
    const body = (await file.stat()).size - HEAD;
    const chunks = Math.ceil(body / (CHUNK + TAG));
    for (let index = Math.floor(from / CHUNK); index < chunks; index++) {
      const at = index * (CHUNK + TAG);
      const sealed = await readExactly(file, HEAD + at, Math.min(CHUNK + TAG, body - at));
      const plain = openChunk(own, sealed, index, index === chunks - 1);
      yield plain.subarray(Math.max(0, from - index * CHUNK));
    }
  } finally {
    await file.close();
  }
}

function openChunk(key: Buffer, sealed: Buffer, index: number, last: boolean): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, last), { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
    decipher.final();
    return plain;
  } catch {
    throw corrupt('a sealed file');
  }
}

/** A new part's first bytes. */
export function newPartHead(): Buffer {
  return randomBytes(PART_HEAD);
}

/** The counter of AES-CTR, so many blocks on. */
function counterAt(head: Buffer, blocks: number): Buffer {
  const counter = (BigInt(`0x${head.toString('hex')}`) + BigInt(blocks)) & ((1n << 128n) - 1n);
  return Buffer.from(counter.toString(16).padStart(32, '0'), 'hex');
}

/** Turns plain bytes of a part into stored ones, or back, from an offset on. */
export function partCipher(key: Uint8Array, head: Buffer, offset: number): Transform {
  const cipher = createCipheriv('aes-256-ctr', partKey(key), counterAt(head, Math.floor(offset / 16)));
  cipher.update(Buffer.alloc(offset % 16));
  return cipher;
}
