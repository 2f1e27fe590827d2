/** From a Y.Doc to the disk: every update is stored when it happens; where the disk refuses, the whole text follows as soon as it can. */

import * as Y from 'yjs';
import { diskCode, type DiskCode } from '../../../shared/sync/disk.ts';
import type { RoomStore } from './room-store.ts';

/** Origin of what was read from the disk. */
export const STORED = 'replica';

/** The journal of one room. */
export interface Journal {
  /** Tries again what the disk refused; false where it still does. */
  catchUp(): boolean;
  /** From now on edits belong to this stranded copy. */
  divert(stranded: number): void;
  stop(): void;
}

/** What it is made of. `edited` hears of local edits once they are on the disk, `failed` of a refusal. */
export interface JournalInput {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly store: RoomStore;
  readonly isRemote: (origin: unknown) => boolean;
  readonly edited: () => void;
  readonly failed: (code: DiskCode) => void;
}

/** What the disk refused is tried again after this, without anybody typing. */
const RETRY_MS = 1000;

/** Writes that the disk may refuse; what it refused is tried again by itself, as the whole text. */
function createKeeper({ name, doc, store, failed, edited }: JournalInput) {
  let behind = false;
  let again: NodeJS.Timeout | null = null;
  /** A full disk must not take the editor down: it is told, and kept for later. */
  function attempt(write: () => void): boolean {
    try {
      write();
      return true;
    } catch (error) {
      const code = diskCode(error);
      if (code === null) throw error;
      failed(code);
      return false;
    }
  }
  function later(): void {
    again ??= setTimeout(() => {
      again = null;
      catchUp();
    }, RETRY_MS).unref();
  }
  /** True once it is on the disk. */
  function keep(bytes: Uint8Array, local: boolean): boolean {
    const whole = behind ? Y.encodeStateAsUpdate(doc) : bytes;
    behind = !attempt(() => void store.append(name, whole, local || behind));
    if (behind) later();
    return !behind;
  }
  function catchUp(): boolean {
    if (!behind) return true;
    const done = keep(new Uint8Array(0), true);
    if (done) edited();
    return done;
  }
  return { attempt, keep, catchUp, stop: () => void (again !== null && clearTimeout(again)) };
}

/** Loads the document from the disk and keeps writing to it. */
export function createJournal(input: JournalInput): Journal {
  const { name, doc, store } = input;
  const { attempt, keep, catchUp, stop } = createKeeper(input);
  let stranded: number | null = null;
  doc.transact(() => store.load(name).forEach((bytes) => Y.applyUpdate(doc, bytes)), STORED);
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin === STORED) return;
    const copy = stranded;
    if (copy !== null) return void attempt(() => store.extendStranded(copy, Y.encodeStateAsUpdate(doc), bytes));
    const local = !input.isRemote(origin);
    if (keep(bytes, local) && local) input.edited();
  });
  return { catchUp, divert: (id) => void (stranded = id), stop };
}
