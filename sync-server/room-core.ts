/** What a room has in memory while somebody works in it: the text, and the way of an update, check → apply → append → commit → broadcast → ack (DESIGN §7). */

import * as Y from 'yjs';
import { CLOSE } from '../shared/collab/protocol.ts';
import type { CommitOutcome, Committer } from './committer.ts';
import type { Lines } from './lines.ts';
import { mergeTree, step1Frame, updateFrame } from './messages.ts';
import type { Member, RoomInput } from './room.ts';
import { createText, type LoadedText, type RoomText } from './text.ts';
import { isPlausible, type Reach } from './text-check.ts';

/** Committed updates of one turn, in order. */
type Group = readonly { readonly member: Member; readonly integrated: readonly Uint8Array[] }[];

function groupFrame(group: Group): Uint8Array | null {
  const [only] = group;
  const updates = only !== undefined && group.length === 1 ? only.integrated : group.flatMap((item) => item.integrated);
  return updates.length === 0 ? null : updateFrame(mergeTree(updates));
}

/** What each member is sent of a group: everything in one frame, without its own where one or two wrote, so that two alone need no merging. */
function framesOf(group: Group): (member: Member) => Uint8Array | null {
  const [only] = group;
  if (only !== undefined && group.length === 1) {
    const frame = groupFrame(group);
    return (member) => (member === only.member ? null : frame);
  }
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

/** What the core is made of besides the room's input. */
interface CoreParts {
  readonly text: RoomText;
  readonly lines: Lines;
  /** The epoch the room is held under now. */
  readonly epoch: () => number;
  /** Lets this part go as it is; the next touch begins again from the log. */
  readonly discard: () => void;
  /** Who announced a client id with a cursor. */
  readonly ownerOf: (client: number) => string | undefined;
}

interface Append {
  push(member: Member, sent: Sent): void;
  refuse(member: Member, code: number, reason: string): void;
  /** Nothing is on its way to the log. */
  quiet(): boolean;
}

/** The time as it is logged; what comes within a millisecond shares its words. */
function createStamp(clock: () => Date): () => string {
  let last = Number.NaN;
  let words = '';
  return () => {
    const now = clock();
    if (now.getTime() !== last) words = now.toISOString();
    last = now.getTime();
    return words;
  };
}

/** From memory into the log, and what follows from the answer. */
function createAppend(input: RoomInput, { text, lines, epoch, discard }: Omit<CoreParts, 'ownerOf'>): Append {
  const { name, committer, limits } = input;
  const stamp = createStamp(input.clock);
  let waiting = 0;
  const broadcast = createBroadcast(lines, () => waiting === 0 && text.snapshotWhenGrown(limits.snapshotEvery));

  function refuse(member: Member, code: number, reason: string): void {
    lines.all.delete(member);
    member.close(code, reason);
    committer.flush();
    // Memory may hold what the log refused: begin again from the log.
    discard();
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
    const row = { room: name, epoch: epoch(), person: member.person, at: stamp(), bytes, clients };
    committer.push(row, (outcome) => settled(member, sent, outcome));
  }
  return { push, refuse, quiet: () => waiting === 0 };
}

/** Whether the room holds so much more. What was deleted counts only until the next snapshot, so before the room says no it makes one. */
function fits(text: RoomText, committer: Committer, bytes: Uint8Array): boolean {
  if (text.fits(bytes)) return true;
  committer.flush();
  text.fold();
  return text.fits(bytes);
}

const NONE: readonly number[] = [];

/** Ids of an update nobody owns yet: only a writer's first brings any. */
function unclaimed(text: RoomText, reach: Reach): readonly number[] {
  let clients = NONE;
  for (const client of reach.keys()) if (text.ownerOf(client) === undefined) clients = [...clients, client];
  return clients;
}

interface UpdateParts extends Pick<CoreParts, 'text' | 'lines' | 'ownerOf'> {
  readonly append: Append;
  readonly committer: Committer;
}

/** The way of an update: judged, applied, and on to the log. */
function createUpdate({ text, lines, ownerOf, append, committer }: UpdateParts): Core['update'] {
  return (member, bytes) => {
    const line = lines.all.get(member);
    if (line === undefined) return;
    if (!fits(text, committer, bytes)) return member.close(CLOSE.tooLarge, 'room is full');
    const checked = text.check(bytes, member.person, ownerOf);
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
    append.push(member, { bytes, clients: unclaimed(text, checked.reach), integrated: applied.integrated });
  };
}

/** A state given back: what the text lacks of it is applied and logged under the name of who gave it. */
function createRestore({ text, append, committer }: UpdateParts): Core['restore'] {
  return (person, bytes) => {
    const member: Member = { person, send: () => undefined, close: () => undefined };
    try {
      const lacking = Y.diffUpdate(bytes, Y.encodeStateVector(text.doc()));
      if (!isPlausible(lacking) || !fits(text, committer, lacking)) return false;
      const applied = text.apply(lacking);
      if (applied.changed) append.push(member, { bytes: lacking, clients: [], integrated: applied.integrated });
      return true;
    } catch {
      append.refuse(member, CLOSE.malformed, 'malformed update');
      return false;
    }
  };
}

/** The working part of a room. It can be let go whenever it is at rest, and made again from the log. */
export interface Core {
  readonly text: RoomText;
  update(member: Member, bytes: Uint8Array): void;
  /** Takes what the text lacks of a state given back after a restore. Who wrote it is not known any more, so no id is claimed. */
  restore(person: string, bytes: Uint8Array): boolean;
  /** Nothing is on its way, and the log has all there is. */
  atRest(): boolean;
  /** Writes a snapshot where it is worth it, and lets go. */
  close(): void;
  /** Lets go as it is. */
  drop(): void;
}

/** Snapshots on leaving are worth it from this many updates. */
const SNAPSHOT_ON_LEAVING = 50;

/** The working part of a room over its text. */
export function createCore(input: RoomInput, rest: Omit<CoreParts, 'text'>, loaded: LoadedText): Core {
  const { name, storage, preparer, committer, limits } = input;
  const text = createText({ name, storage, preparer, maxBytes: limits.roomBytes, largeBytes: limits.largeBytes }, loaded);
  const append = createAppend(input, { ...rest, text });
  const parts = { ...rest, text, append, committer };
  return {
    text,
    update: createUpdate(parts),
    restore: createRestore(parts),
    atRest: () => append.quiet() && text.whole(),
    close() {
      text.snapshot(SNAPSHOT_ON_LEAVING);
      text.close();
    },
    drop: text.close,
  };
}
