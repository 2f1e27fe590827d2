/** From a Y.Doc to the disk: every update is stored when it happens; where the disk refuses, the whole text follows as soon as it can. */

import * as Y from 'yjs';
import { diskCode } from '../../../shared/sync/disk.ts';
import type { RoomStore } from './room-store.ts';

/** Origin of what was read from the disk. */
export const STORED = 'replica';

/** The journal of one room. */
export interface Journal {
  /** Tries again what the disk refused; false where it still does. */
  catchUp(): boolean;
  /** From now on edits belong to this stranded copy. */
  divert(stranded: number): void;
}

/** What it is made of. `edited` hears of local edits once they are on the disk, `failed` of a refusal. */
export interface JournalInput {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly store: RoomStore;
  readonly isRemote: (origin: unknown) => boolean;
  readonly edited: () => void;
  readonly failed: (code: string) => void;
}

/** Loads the document from the disk and keeps writing to it. */
export function createJournal(input: JournalInput): Journal {
  const { name, doc, store } = input;
  let stranded: number | null = null;
  let behind = false;
  doc.transact(() => store.load(name).forEach((bytes) => Y.applyUpdate(doc, bytes)), STORED);

  /** A full disk must not take the editor down: it is told, and kept for later. */
  function attempt(write: () => void): boolean {
    try {
      write();
      return true;
    } catch (error) {
      const code = diskCode(error);
      if (code === null) throw error;
      input.failed(code);
      return false;
    }
  }
  function keep(bytes: Uint8Array, local: boolean): boolean {
    const whole = behind ? Y.encodeStateAsUpdate(doc) : bytes;
    return attempt(() => void store.append(name, whole, local || behind));
  }
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin === STORED) return;
    const copy = stranded;
    if (copy !== null) return void attempt(() => store.extendStranded(copy, Y.encodeStateAsUpdate(doc), bytes));
    const local = !input.isRemote(origin);
    behind = !keep(bytes, local);
    if (local && !behind) input.edited();
  });
  return {
    catchUp() {
      if (behind) behind = !keep(new Uint8Array(0), true);
      return !behind;
    },
    divert: (id) => void (stranded = id),
  };
}
