/** One room: its text, its members, and the order check → apply → append → commit → broadcast → ack (DESIGN §7). */

import * as Y from 'yjs';
import { CLOSE } from '../shared/collab/protocol.ts';
import { diskCode } from '../shared/sync/disk.ts';
import type { CommitOutcome, Committer } from './committer.ts';
import type { Limits } from './limits.ts';
import { createLines, type Lines } from './lines.ts';
import { mergeTree, step1Frame, step2Frame, updateFrame } from './messages.ts';
import { createPresence, type Presence } from './presence.ts';
import type { RoomStorage } from './storage/storage.ts';
import { createText, type RoomText } from './text.ts';

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
  unload(): void;
}

/** Snapshots of an idle room are worth it from this many updates. */
const SNAPSHOT_ON_UNLOAD = 50;

/** Committed updates of one turn, in order. */
type Group = readonly { readonly member: Member; readonly integrated: readonly Uint8Array[] }[];

function groupFrame(group: Group): Uint8Array | null {
  const updates = group.flatMap((item) => item.integrated);
  return updates.length === 0 ? null : updateFrame(mergeTree(updates));
}

/** What each member is sent of a group: everything in one frame, without its own where one or two wrote, so that two alone need no merging. */
function framesOf(group: Group): (member: Member) => Uint8Array | null {
  const authors = new Set(group.map((item) => item.member));
  let whole: Uint8Array | null | undefined;
  return (member) => {
    if (authors.has(member) && authors.size <= 2) return authors.size === 1 ? null : groupFrame(group.filter((item) => item.member !== member));
    whole = whole === undefined ? groupFrame(group) : whole;
    return whole;
  };
}

/** Sends committed updates of one turn as one frame. */
function createBroadcast(lines: Lines, after: () => void): (member: Member, integrated: readonly Uint8Array[]) => void {
  let out: { member: Member; integrated: readonly Uint8Array[] }[] = [];
  function send(): void {
    const frameFor = framesOf(out);
    out = [];
    for (const member of lines.all.keys()) {
      const frame = frameFor(member);
      if (frame !== null) member.send(frame);
    }
    lines.release();
    after();
  }
  return (member, integrated) => {
    if (out.push({ member, integrated }) === 1) queueMicrotask(send);
  };
}

/** An update on its way: what came, whose ids it writes, what of it became text. */
interface Sent {
  readonly bytes: Uint8Array;
  readonly clients: readonly number[];
  readonly integrated: readonly Uint8Array[];
}

interface Append {
  push(member: Member, sent: Sent): void;
  refuse(member: Member, code: number, reason: string): void;
  setEpoch(epoch: number): void;
}

/** From memory into the log, and what follows from the answer. */
function createAppend(input: RoomInput, text: RoomText, lines: Lines): Append {
  const { name, committer, limits } = input;
  let epoch = input.storage.epochOf(name);
  let waiting = 0;
  const broadcast = createBroadcast(lines, () => waiting === 0 && text.snapshot(limits.snapshotEvery));

  function refuse(member: Member, code: number, reason: string): void {
    lines.all.delete(member);
    member.close(code, reason);
    committer.flush();
    try {
      text.reload();
    } catch (error) {
      if (diskCode(error) === null) throw error;
      input.onFailed();
    }
  }
  function settled(member: Member, sent: Sent, outcome: CommitOutcome): void {
    waiting--;
    const line = lines.all.get(member);
    if (line !== undefined) line.pending--;
    switch (outcome.type) {
      case 'kept':
        text.kept(outcome.seq, sent.clients, member.person);
        return broadcast(member, sent.integrated);
      case 'fenced':
        return refuse(member, CLOSE.frozen, 'frozen');
      case 'foreign':
        return refuse(member, CLOSE.foreignClient, 'foreign client id');
      case 'failed':
        return input.onFailed();
    }
  }
  function push(member: Member, sent: Sent): void {
    const { bytes, clients } = sent;
    waiting++;
    const row = { room: name, epoch, person: member.person, at: input.clock().toISOString(), bytes, clients };
    committer.push(row, (outcome) => settled(member, sent, outcome));
  }
  return { push, refuse, setEpoch: (next) => void (epoch = next) };
}

/** Whether the room holds so much more. What was deleted counts only until the next snapshot, so before the room says no it makes one. */
function fits(text: RoomText, committer: Committer, bytes: Uint8Array): boolean {
  if (text.fits(bytes)) return true;
  committer.flush();
  text.snapshot(1);
  return text.fits(bytes);
}

interface UpdateParts {
  readonly text: RoomText;
  readonly lines: Lines;
  readonly presence: Presence;
  readonly append: Append;
  readonly committer: Committer;
}

/** The way of an update: judged, applied, and on to the log. */
function createUpdate({ text, lines, presence, append, committer }: UpdateParts): Room['update'] {
  return (member, bytes) => {
    const line = lines.all.get(member);
    if (line === undefined) return;
    if (!fits(text, committer, bytes)) return member.close(CLOSE.tooLarge, 'room is full');
    const checked = text.check(bytes, member.person, presence.ownerOf);
    if (checked.type === 'malformed') return member.close(CLOSE.malformed, 'malformed update');
    if (checked.type === 'foreign') return member.close(CLOSE.foreignClient, 'foreign client id');
    let applied: ReturnType<RoomText['apply']>;
    try {
      applied = text.apply(bytes);
    } catch {
      return append.refuse(member, CLOSE.malformed, 'malformed update');
    }
    if (text.lacks(checked.reach)) {
      line.gaps.push(checked.reach);
      member.send(step1Frame(text.doc()));
    }
    if (!applied.changed) return;
    line.pending++;
    const unclaimed = [...checked.reach.keys()].filter((client) => text.ownerOf(client) === undefined);
    append.push(member, { bytes, clients: unclaimed, integrated: applied.integrated });
  };
}

/** A state given back: what the text lacks of it is applied and logged under the name of who gave it. */
function createRestore({ text, append, committer }: UpdateParts): Room['restore'] {
  return (person, bytes) => {
    const member: Member = { person, send: () => undefined, close: () => undefined };
    try {
      const lacking = Y.diffUpdate(bytes, Y.encodeStateVector(text.doc()));
      if (!fits(text, committer, lacking)) return false;
      const applied = text.apply(lacking);
      if (applied.changed) append.push(member, { bytes: lacking, clients: [], integrated: applied.integrated });
      return true;
    } catch {
      append.refuse(member, CLOSE.malformed, 'malformed update');
      return false;
    }
  };
}

/** Loads a room. */
export function createRoom(input: RoomInput): Room {
  const { name, storage, committer, limits } = input;
  const text = createText(name, storage, limits.roomBytes);
  const lines = createLines(text);
  const { awarenessPerSecond: perSecond, awarenessBytes: maxBytes } = limits;
  const presence = createPresence({ members: () => lines.all.keys(), ownerOf: text.ownerOf, perSecond, maxBytes });
  const append = createAppend(input, text, lines);
  const parts = { text, lines, presence, append, committer };
  return {
    name,
    presence,
    join: (member) => void lines.all.set(member, { pending: 0, gaps: [], barriers: [] }),
    leave(member) {
      lines.all.delete(member);
      presence.leave(member);
    },
    update: createUpdate(parts),
    restore: createRestore(parts),
    setEpoch: append.setEpoch,
    step1(member, stateVector) {
      committer.flush();
      const lacking = text.diff(stateVector);
      if (lacking === null) member.close(CLOSE.malformed, 'malformed state vector');
      else member.send(step2Frame(lacking));
    },
    ask: (member) => member.send(step1Frame(text.doc())),
    barrier: (member, seq) => lines.barrier(member, seq),
    committed() {
      committer.flush();
      return { doc: text.doc(), seq: text.seq() };
    },
    unload() {
      committer.flush();
      text.snapshot(SNAPSHOT_ON_UNLOAD);
      presence.close();
      text.doc().destroy();
    },
  };
}
