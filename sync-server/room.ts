/** One room: its members and cursors, and the working part that is loaded while somebody writes or reads and let go while nobody does. */

import type * as Y from 'yjs';
import { CLOSE } from '../shared/collab/protocol.ts';
import type { Committer } from './committer.ts';
import type { Limits } from './limits.ts';
import { createLines } from './lines.ts';
import { step1Frame, step2Frame } from './messages.ts';
import { createPresence, type Presence } from './presence.ts';
import { createCore, type Core } from './room-core.ts';
import type { RoomStorage } from './storage/storage.ts';

/** One connection in a room. */
export interface Member {
  readonly person: string;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
}

/** What a room is made of. */
export interface RoomInput {
  readonly name: string;
  readonly storage: RoomStorage;
  readonly committer: Committer;
  readonly limits: Limits;
  readonly clock: () => Date;
  /** The disk refused: the room cannot go on. */
  readonly onFailed: () => void;
}

/** A loaded room. */
export interface Room {
  readonly name: string;
  readonly presence: Presence;
  join(member: Member): void;
  leave(member: Member): void;
  update(member: Member, bytes: Uint8Array): void;
  step1(member: Member, stateVector: Uint8Array): void;
  ask(member: Member): void;
  barrier(member: Member, seq: number): void;
  /** Everything received is committed: the document and the number of its last update. */
  committed(): { doc: Y.Doc; seq: number };
  /** Takes what the text lacks of a state given back after a restore. Who wrote it is not known any more, so no id is claimed. */
  restore(person: string, bytes: Uint8Array): boolean;
  setEpoch(epoch: number): void;
  /** Called now and then: what nobody touched since the last time is let go until somebody does. */
  rest(): void;
  /** The text is in memory. */
  working(): boolean;
  unload(): void;
}

const NOBODY: ReadonlyMap<number, string> = new Map();

/** The working part, made when it is needed. */
function createResting(input: RoomInput, make: () => Core) {
  let core: Core | null = null;
  let claims = NOBODY;
  let touched = false;
  function close(): void {
    core?.close();
    core = null;
  }
  return {
    need(): Core {
      touched = true;
      return (core ??= make());
    },
    ownerOf: (client: number) => (core?.text.claims() ?? claims).get(client),
    rest(): void {
      if (core === null) return;
      if (!touched && core.atRest()) {
        claims = core.text.claims().size > 0 ? core.text.claims() : NOBODY;
        close();
      }
      touched = false;
    },
    working: () => core !== null,
    unload(): void {
      input.committer.flush();
      close();
    },
  };
}

/** Loads a room. */
export function createRoom(input: RoomInput): Room {
  const { name, storage, committer, limits } = input;
  let epoch = storage.epochOf(name);
  const lines = createLines((reach) => resting.need().text.lacks(reach));
  const resting = createResting(input, () => createCore(input, { lines, epoch: () => epoch, ownerOf: (client) => presence.ownerOf(client) }));
  const { awarenessPerSecond: perSecond, awarenessBytes: maxBytes } = limits;
  const presence = createPresence({ members: () => lines.all.keys(), ownerOf: resting.ownerOf, perSecond, maxBytes });
  resting.need();
  return {
    name,
    presence,
    join: (member) => void lines.all.set(member, { pending: 0, gaps: [], barriers: [] }),
    leave(member) {
      lines.all.delete(member);
      presence.leave(member);
    },
    update: (member, bytes) => resting.need().update(member, bytes),
    restore: (person, bytes) => resting.need().restore(person, bytes),
    setEpoch: (next) => void (epoch = next),
    step1(member, stateVector) {
      committer.flush();
      const lacking = resting.need().text.diff(stateVector);
      if (lacking === null) member.close(CLOSE.malformed, 'malformed state vector');
      else member.send(step2Frame(lacking));
    },
    ask: (member) => member.send(step1Frame(resting.need().text.doc())),
    barrier: (member, seq) => lines.barrier(member, seq),
    committed() {
      committer.flush();
      const { text } = resting.need();
      return { doc: text.doc(), seq: text.seq() };
    },
    rest: resting.rest,
    working: resting.working,
    unload() {
      resting.unload();
      presence.close();
    },
  };
}
