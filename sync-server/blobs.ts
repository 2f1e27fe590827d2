/** Attachments and PDFs by SHA-256: on disk under their digest, readable for whoever may read a document that names them. */

import { readdirSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { err, type Result } from '../shared/lib/result.ts';
import { findPerson } from '../shared/org/delegation.ts';
import type { BlobFiles } from './blob-files.ts';
import { createParts, type Part, type PartCode, type Parts } from './blob-parts.ts';
import { createReaders, type Readers } from './blob-readers.ts';
import type { Limits } from './limits.ts';
import type { Rooms } from './rooms.ts';
import type { BlobRow, Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** Why an upload was refused. */
export type BlobCode = PartCode | 'QUOTA' | 'AGENCY_QUOTA' | 'ERASED';

/** What an upload has come to. */
export interface Uploaded {
  readonly offset: number;
  readonly whole: boolean;
}

/** A blob on its way out; or why there are no bytes any more. */
export type Outgoing = { readonly type: 'bytes'; readonly size: number; readonly stream: Readable } | { readonly type: 'erased'; readonly ground: string };

/** The blobs. */
export interface Blobs {
  /** How much of an upload the server has. */
  held(sha256: string, person: string): Promise<Uploaded>;
  /** Takes a part of an upload. */
  put(sha256: string, person: string, part: Part, body: Readable): Promise<Result<Uploaded, BlobCode>>;
  /** The bytes from a place on, or null where it is unknown or not for this person: the two look alike. */
  get(sha256: string, person: string, from?: number): Outgoing | null;
  /** Removes what nobody needs any more: how many blobs and uploads. Never what a record binds or a draft names. */
  collect(): Promise<number>;
}

/** What the blobs are made of. */
export interface BlobsInput {
  readonly folder: string;
  readonly files: BlobFiles;
  readonly storage: Storage;
  readonly trail: Trail;
  readonly rooms: Rooms;
  readonly limits: Pick<Limits, 'blobBytes' | 'unboundBytesPerPerson' | 'blobBytesPerAgency' | 'unboundMs' | 'partialMs'>;
  readonly clock: () => Date;
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2).toLocaleString('ko-KR')}MB`;

function erased({ erased: gone }: BlobRow): Result<never, BlobCode> | null {
  return gone === null ? null : err('ERASED', `법에 따라 지운 파일입니다(${gone.ground}). 다시 올릴 수 없습니다.`);
}

/** Whether the person and the agency have room for so many bytes more. */
function createQuota({ storage, trail, limits }: BlobsInput): (person: string, sha256: string, bytes: number) => Result<never, BlobCode> | null {
  const peopleOf = (person: string): string[] => {
    const directory = trail.directory();
    const agency = findPerson(directory, person)?.agency ?? '';
    return directory.agencies.get(agency)?.people.map(({ id }) => id) ?? [person];
  };
  return (person, sha256, bytes) => {
    const { blobBytes, unboundBytesPerPerson, blobBytesPerAgency } = limits;
    if (bytes > blobBytes) return err('TOO_LARGE', `파일이 너무 큽니다. ${megabytes(blobBytes)}까지 올릴 수 있습니다.`);
    if (storage.partial(sha256, person)?.total === bytes) return null;
    if (storage.blobUsage([person]).unbound + bytes > unboundBytesPerPerson)
      return err(
        'QUOTA',
        `아직 결재하지 않은 파일이 ${megabytes(unboundBytesPerPerson)}를 넘습니다. 파일은 이 PC에 남아 있습니다. 쓰지 않는 초안의 붙임을 빼십시오.`,
      );
    if (storage.blobUsage(peopleOf(person)).all + bytes > blobBytesPerAgency)
      return err('AGENCY_QUOTA', '기관에 주어진 저장 공간을 다 썼습니다. 파일은 이 PC에 남아 있습니다. 기관 관리자에게 알리십시오.');
    return null;
  };
}

/** The way in. */
function createIn(input: BlobsInput, parts: Parts): Pick<Blobs, 'held' | 'put'> {
  const { storage, clock } = input;
  const quota = createQuota(input);
  const now = (): number => clock().getTime();
  return {
    async held(sha256, person) {
      const known = storage.blob(sha256);
      if (known !== null && known.erased === null && known.owners.includes(person)) return { offset: known.size, whole: true };
      return { offset: await parts.held(sha256, person), whole: false };
    },
    async put(sha256, person, part, body) {
      const known = storage.blob(sha256);
      const refused = (known === null ? null : erased(known)) ?? quota(person, sha256, part.total);
      if (refused !== null) {
        body.resume();
        return refused;
      }
      storage.putPartial({ sha256, person, total: part.total, at: now() });
      const done = await parts.add(sha256, person, part, body);
      if (done.ok && !done.value.whole) return done;
      if (done.ok || done.code === 'DIGEST_MISMATCH' || done.code === 'TOO_LARGE') storage.dropPartial(sha256, person);
      if (done.ok) storage.putBlob(sha256, person, part.total, now());
      return done;
    },
  };
}

/** Parts left behind by a program that had no row for them yet. */
function forgotten(folder: string, before: number): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.part'));
  return files.map((name) => join(folder, name)).filter((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < before);
}

/** What nobody needs any more. */
function createCollect(input: BlobsInput, parts: Parts, readers: Readers, pathOf: (sha256: string) => string): Blobs['collect'] {
  const { storage, limits, clock, folder } = input;
  return async () => {
    const now = clock().getTime();
    let gone = 0;
    for (const { sha256, person } of storage.partialsBefore(now - limits.partialMs)) {
      await parts.drop(sha256, person);
      storage.dropPartial(sha256, person);
      gone += 1;
    }
    for (const file of forgotten(folder, now - limits.partialMs)) rmSync(file, { force: true });
    const before = now - limits.unboundMs;
    const unbound = storage.unboundBlobs(before);
    const named = unbound.length === 0 ? new Set<string>() : readers.named();
    for (const sha256 of unbound) {
      if (named.has(sha256) || !storage.removeBlob(sha256, before)) continue;
      await rm(pathOf(sha256), { force: true });
      gone += 1;
    }
    return gone;
  };
}

/** Blobs in a folder. */
export function createBlobs(input: BlobsInput): Blobs {
  const { folder, files, storage } = input;
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  const readers = createReaders(input);
  const parts = createParts(folder, pathOf, files);
  return {
    ...createIn(input, parts),
    get(sha256, person, from = 0) {
      const blob = storage.blob(sha256);
      if (blob === null || !readers.mayRead(sha256, person)) return null;
      if (blob.erased !== null) return { type: 'erased', ground: blob.erased.ground };
      return { type: 'bytes', size: blob.size, stream: files.read(pathOf(sha256), from) };
    },
    collect: createCollect(input, parts, readers, pathOf),
  };
}
