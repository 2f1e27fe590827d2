/** One room: its members and cursors, and the working part that is loaded while somebody writes or reads and let go while nobody does. */

import type * as Y from 'yjs';
import { CLOSE } from '../shared/collab/protocol.ts';
import type { Committer } from './committer.ts';
import type { Limits } from './limits.ts';
import { createLines } from './lines.ts';
import { step1Frame, step2Frame, updateFrame } from './messages.ts';
import { createPresence, type Presence } from './presence.ts';
import {
  abandonCore,
  beginCore,
  claimedBy,
  createResting,
  discardCore,
  inTurn,
  needCore,
  restCore,
  settleCore,
  unloadCore,
  whenReady,
  type Resting,
} from './resting.ts';
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
  /** Names of the rooms in which work waits for a text. */
  readonly waits: Set<string>;
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

/** What this state vector lacks, sent in as many frames as it is at hand in. */
function answerStep1(rest: Resting, member: Member, stateVector: Uint8Array): void {
  // A refusal in here lets the text go.
  rest.input.committer.flush();
  const lacking = needCore(rest).text.diff(stateVector);
  if (lacking === null) return member.close(CLOSE.malformed, 'malformed state vector');
  const [first, ...later] = lacking;
  member.send(step2Frame(first));
  for (const update of later) member.send(updateFrame(update));
}

function readCommitted(rest: Resting): ReturnType<Room['committed']> {
  settleCore(rest);
  rest.input.committer.flush();
  const { text } = needCore(rest);
  return { doc: text.doc(), seq: text.seq() };
}

/** Loads a room. */
export function createRoom(input: RoomInput): Room {
  const { name, storage, limits } = input;
  let epoch = storage.epochOf(name);
  const lines = createLines((reach) => needCore(rest).text.lacks(reach));
  const ownerOf = (client: number): string | undefined => presence.ownerOf(client);
  const parts = { lines, epoch: () => epoch, ownerOf, discard: () => discardCore(rest) };
  const rest = createResting(input, (loaded) => createCore(input, parts, loaded));
  const { awarenessPerSecond: perSecond, awarenessBytes: maxBytes } = limits;
  const presence = createPresence({ members: () => lines.all.keys(), ownerOf: (client) => claimedBy(rest, client), perSecond, maxBytes });
  beginCore(rest);
  return {
    name,
    presence,
    join: (member) => void lines.all.set(member, { pending: 0, gaps: [], barriers: [] }),
    leave(member) {
      // Behind what it sent and what waits for the text.
      inTurn(rest, () => void lines.all.delete(member));
      presence.leave(member);
    },
    update: (member, bytes) => whenReady(rest, (core) => core.update(member, bytes)),
    step1: (member, stateVector) => whenReady(rest, () => answerStep1(rest, member, stateVector)),
    ask: (member) => whenReady(rest, ({ text }) => member.send(step1Frame(text.doc()))),
    barrier: (member, seq) => inTurn(rest, () => lines.barrier(member, seq)),
    committed: () => readCommitted(rest),
    restore: (person, bytes) => needCore(rest).restore(person, bytes),
    setEpoch: (next) => void (epoch = next),
    settle: () => settleCore(rest),
    rest: () => restCore(rest),
    working: () => rest.core !== null,
    unload() {
      unloadCore(rest);
      presence.close();
    },
    abandon() {
      abandonCore(rest);
      presence.close();
    },
  };
}
