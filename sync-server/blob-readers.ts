/** Who may read a blob, and which blobs somebody still needs: what documents bind, what drafts name, the images of seals. */

import * as Y from 'yjs';
import { mainRoom } from '../shared/collab/protocol.ts';
import { findPerson } from '../shared/org/delegation.ts';
import { DIRECTORY_TRAIL } from '../shared/trail/entry.ts';
import type { Rooms } from './rooms.ts';
import type { Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What is asked. */
export interface Readers {
  mayRead(sha256: string, person: string): boolean;
  /** Digests that the newest version of any document not yet issued, or a seal, names now. */
  named(): ReadonlySet<string>;
}

interface ReadersInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly rooms: Rooms;
}

const DIGEST = /[0-9a-f]{64}/g;

/** Readers over the trail and the rooms. */
export function createReaders({ storage, trail, rooms }: ReadersInput): Readers {
  const fieldsOf = (documentId: string): string =>
    Buffer.from(Y.encodeStateAsUpdate(rooms.read(mainRoom(documentId, trail.state(documentId).version)).doc)).toString('latin1');
  const sealOf = (agency: string | undefined): string | undefined =>
    agency === undefined ? undefined : (trail.directory().agencies.get(agency)?.seal?.image ?? undefined);
  return {
    mayRead(sha256, person) {
      const blob = storage.blob(sha256);
      if (blob === null) return false;
      if (blob.owners.includes(person) || blob.documents.some((documentId) => trail.readable(documentId, person))) return true;
      if (sealOf(findPerson(trail.directory(), person)?.agency) === sha256) return true;
      const drafts = Object.keys(trail.heads(person)).filter((documentId) => documentId !== DIRECTORY_TRAIL && trail.state(documentId).status === 'drafting');
      return drafts.some((documentId) => fieldsOf(documentId).includes(sha256));
    },
    named() {
      const found = new Set<string>();
      for (const agency of trail.directory().agencies.values()) if (agency.seal?.image !== undefined) found.add(agency.seal.image);
      for (const { documentId } of storage.documents()) {
        const open = documentId !== DIRECTORY_TRAIL && trail.state(documentId).status !== 'issued';
        if (open) for (const [sha256] of fieldsOf(documentId).matchAll(DIGEST)) found.add(sha256);
      }
      return found;
    },
  };
}
