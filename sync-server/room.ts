/** One room: its members and cursors, and the working part that is loaded while somebody writes or reads and let go while nobody does. */

import type * as Y from 'yjs';
import { CLOSE } from '../shared/collab/protocol.ts';
import type { Committer } from './committer.ts';
import type { Limits } from './limits.ts';
import { createLines } from './lines.ts';
import { step1Frame, step2Frame, updateFrame } from './messages.ts';
import { createPresence, type Presence } from './presence.ts';
import { createResting, type Resting } from './resting.ts';
import { createCore } from './room-core.ts';
import type { Preparer } from './large/preparer.ts';
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
  readonly preparer: Preparer;
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
  /** Takes in what waits for a text that is being loaded: what came before an entry must not be judged by it. */
  settle(): void;
  /** Called now and then: what nobody touched since the last time is let go until somebody does. */
  rest(): void;
  /** The text is in memory. */
  working(): boolean;
  unload(): void;
  /** Lets go as it is: the disk refused. */
  abandon(): void;
}

/** What the text in memory answers, once it is there. */
function createAnswers({ committer }: RoomInput, resting: Resting): Pick<Room, 'step1' | 'ask' | 'committed'> {
  return {
    step1: (member, stateVector) =>
      resting.ready(() => {
        // A refusal in here lets the text go.
        committer.flush();
        const lacking = resting.need().text.diff(stateVector);
        if (lacking === null) return member.close(CLOSE.malformed, 'malformed state vector');
        const [first, ...later] = lacking;
        member.send(step2Frame(first));
        for (const update of later) member.send(updateFrame(update));
      }),
    ask: (member) => resting.ready(({ text }) => member.send(step1Frame(text.doc()))),
    committed() {
      resting.settle();
      committer.flush();
      const { text } = resting.need();
      return { doc: text.doc(), seq: text.seq() };
    },
  };
}

/** Loads a room. */
export function createRoom(input: RoomInput): Room {
  const { name, storage, limits } = input;
  let epoch = storage.epochOf(name);
  const lines = createLines((reach) => resting.need().text.lacks(reach));
  const parts = { lines, epoch: () => epoch, ownerOf: (client: number) => presence.ownerOf(client), discard: () => resting.discard() };
  const resting = createResting(input, (loaded) => createCore(input, parts, loaded));
  const { awarenessPerSecond: perSecond, awarenessBytes: maxBytes } = limits;
  const presence = createPresence({ members: () => lines.all.keys(), ownerOf: resting.ownerOf, perSecond, maxBytes });
  resting.begin();
  return {
    name,
    presence,
    ...createAnswers(input, resting),
    join: (member) => void lines.all.set(member, { pending: 0, gaps: [], barriers: [] }),
    leave(member) {
      // Behind what it sent and what waits for the text.
      resting.inTurn(() => void lines.all.delete(member));
      presence.leave(member);
    },
    update: (member, bytes) => resting.ready((core) => core.update(member, bytes)),
    restore: (person, bytes) => resting.need().restore(person, bytes),
    setEpoch: (next) => void (epoch = next),
    barrier: (member, seq) => resting.inTurn(() => lines.barrier(member, seq)),
    settle: resting.settle,
    rest: resting.rest,
    working: resting.working,
    unload() {
      resting.unload();
      presence.close();
    },
    abandon() {
      resting.abandon();
      presence.close();
    },
  };
}
