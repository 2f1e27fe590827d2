/** Attachments and PDFs by SHA-256: on disk under their digest, readable for whoever may read a document that names them. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as Y from 'yjs';
import { mainRoom } from '../shared/collab/protocol.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { findPerson } from '../shared/org/delegation.ts';
import { DIRECTORY_TRAIL } from '../shared/trail/entry.ts';
import type { Rooms } from './rooms.ts';
import type { Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** Why an upload was refused. */
export type BlobCode = 'TOO_LARGE' | 'DIGEST_MISMATCH' | 'DISK_FULL';

/** The blobs. */
export interface Blobs {
  put(sha256: string, person: string, body: Readable): Promise<Result<{ size: number }, BlobCode>>;
  /** A stream of the bytes, or null where it is unknown or not for this person: the two look alike. */
  get(sha256: string, person: string): { size: number; stream: Readable } | null;
}

/** What the blobs are made of. */
export interface BlobsInput {
  readonly folder: string;
  readonly storage: Storage;
  readonly trail: Trail;
  readonly rooms: Rooms;
  readonly maxBytes: number;
}

class TooLarge extends Error {}

/** Counts and hashes what passes. */
function createMeter(maxBytes: number): { stream: Transform; size(): number; digest(): string } {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size > maxBytes) done(new TooLarge('blob too large'));
      else done(null, chunk);
    },
  });
  return { stream, size: () => size, digest: () => hash.digest('hex') };
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether a document names the digest: by a binding made when it was frozen or signed, or in the draft's own text now. */
function createReaders(input: BlobsInput): (sha256: string, person: string) => boolean {
  const { storage, trail, rooms } = input;
  const draftNames = (documentId: string, version: number, sha256: string): boolean =>
    Buffer.from(Y.encodeStateAsUpdate(rooms.read(mainRoom(documentId, version)).doc)).includes(sha256);
  return (sha256, person) => {
    const blob = storage.blob(sha256);
    if (blob === null) return false;
    if (blob.owners.includes(person) || blob.documents.some((documentId) => trail.readable(documentId, person))) return true;
    const agency = findPerson(trail.directory(), person)?.agency;
    if (agency !== undefined && trail.directory().agencies.get(agency)?.seal?.image === sha256) return true;
    const drafts = Object.keys(trail.heads(person)).filter((documentId) => documentId !== DIRECTORY_TRAIL && trail.state(documentId).status === 'drafting');
    return drafts.some((documentId) => draftNames(documentId, trail.state(documentId).version, sha256));
  };
}

/** Blobs in a folder. */
export function createBlobs(input: BlobsInput): Blobs {
  const { folder, storage, maxBytes } = input;
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  const readable = createReaders(input);
  let next = 0;

  async function receive(body: Readable, sha256: string, temporary: string): Promise<Result<{ size: number }, BlobCode>> {
    const meter = createMeter(maxBytes);
    await pipeline(body, meter.stream, createWriteStream(temporary));
    if (meter.digest() !== sha256) return err('DIGEST_MISMATCH', '올린 파일이 알려 준 내용과 다릅니다. 다시 올리십시오.');
    await syncPath(temporary);
    await rename(temporary, pathOf(sha256));
    await syncPath(dirname(pathOf(sha256)));
    return ok({ size: meter.size() });
  }

  return {
    async put(sha256, person, body) {
      mkdirSync(dirname(pathOf(sha256)), { recursive: true });
      const temporary = join(folder, `.${process.pid}-${(next += 1)}.part`);
      try {
        const done = await receive(body, sha256, temporary);
        if (done.ok) storage.putBlob(sha256, person, done.value.size);
        return done;
      } catch (error) {
        if (error instanceof TooLarge) return err('TOO_LARGE', `파일이 너무 큽니다. ${Math.floor(maxBytes / 1048576)}MB까지 올릴 수 있습니다.`);
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
          return err('DISK_FULL', '서버 디스크가 가득 찼습니다. 파일은 이 PC에 남아 있습니다.');
        throw error;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    get(sha256, person) {
      const blob = storage.blob(sha256);
      return blob !== null && readable(sha256, person) ? { size: blob.size, stream: createReadStream(pathOf(sha256)) } : null;
    },
  };
}
