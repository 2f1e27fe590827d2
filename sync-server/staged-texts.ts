/** Texts of rooms clients give back after a restore. One that may not be written yet waits for the entries that open it to its giver. */

import { parseRoom } from '../shared/collab/protocol.ts';
import type { Committer } from './committer.ts';
import type { Rooms } from './rooms.ts';

/** The texts that wait. */
export interface StagedTexts {
  take(person: string, room: string, bytes: Uint8Array): 'kept' | 'waits' | 'full' | 'malformed';
  /** Entries came: takes in what may be written now. */
  apply(): void;
}

interface Waiting {
  readonly person: string;
  readonly room: string;
  readonly bytes: Uint8Array;
}

const MAX_BYTES = 64 << 20;

/** Texts over one registry of rooms. */
export function createStagedTexts({ rooms, committer }: { readonly rooms: Rooms; readonly committer: Committer }): StagedTexts {
  let waiting: Waiting[] = [];

  const mayWrite = ({ room, person }: Waiting): boolean => {
    const allowed = rooms.access(room, person);
    return allowed.type === 'allowed' && allowed.access.mayWrite;
  };
  function write({ room, person, bytes }: Waiting): boolean {
    const done = rooms.restore(room, person, bytes);
    committer.flush();
    return done;
  }
  return {
    take(person, room, bytes) {
      const given = { person, room, bytes };
      if (parseRoom(room) === null) return 'malformed';
      if (mayWrite(given)) return write(given) ? 'kept' : 'malformed';
      const others = waiting.filter((item) => item.person !== person || item.room !== room);
      if (others.reduce((sum, item) => sum + item.bytes.length, bytes.length) > MAX_BYTES) return 'full';
      waiting = [...others, given];
      return 'waits';
    },
    apply() {
      const now = waiting.filter(mayWrite);
      if (now.length === 0) return;
      waiting = waiting.filter((item) => !now.includes(item));
      for (const item of now) write(item);
    },
  };
}
