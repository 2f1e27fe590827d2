/** One room: a Y.Doc, its members, and the order check → apply → append → commit → broadcast → ack (DESIGN §7). */

import * as Y from 'yjs';
import { CLOSE } from '../shared/collab/protocol.ts';
import type { CommitOutcome, Committer } from './committer.ts';
import type { Limits } from './limits.ts';
import { barrierFrame, mergeTree, step1Frame, step2Frame, updateFrame } from './messages.ts';
import { createPresence, type Presence } from './presence.ts';
import type { RoomStorage, StoredRoom } from './storage/storage.ts';

/** One connection in a room. */
export interface Member {
  readonly person: string;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
}

interface Line { pending: number; gap: boolean; barriers: number[] }

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
  members(): Member[];
  update(member: Member, bytes: Uint8Array): void;
  step1(member: Member, stateVector: Uint8Array): void;
  ask(member: Member): void;
  barrier(member: Member, seq: number): void;
  /** Everything received is committed: the document and the number of its last update. */
  committed(): { doc: Y.Doc; seq: number };
  setEpoch(epoch: number): void;
  unload(): void;
}

type Check = { readonly type: 'good'; readonly clients: number[] } | { readonly type: 'malformed' } | { readonly type: 'foreign' };

/** A Y.Doc of what is stored. */
export function loadDoc(stored: StoredRoom): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot);
    for (const update of stored.updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** Whether the update is well-formed and writes only for client ids of this person (recipes/sync.md §3: an 11-byte struct can swallow a colleague). */
function check(doc: Y.Doc, bytes: Uint8Array, person: string, ownerOf: (client: number) => string | undefined): Check {
  try {
    Y.decodeUpdate(bytes);
    const clients: number[] = [];
    for (const [client, to] of Y.parseUpdateMeta(bytes).to) {
      if (to <= Y.getState(doc.store, client)) continue;
      const owner = ownerOf(client);
      if (owner !== undefined && owner !== person) return { type: 'foreign' };
      clients.push(client);
    }
    return { type: 'good', clients };
  } catch {
    return { type: 'malformed' };
  }
}

/** Applies and says whether anything changed; throws where Yjs does. */
function applyChanged(doc: Y.Doc, bytes: Uint8Array): boolean {
  const before = [doc.store.pendingStructs, doc.store.pendingDs];
  let changed = false;
  const note = (): void => void (changed = true);
  doc.on('update', note);
  try {
    Y.applyUpdate(doc, bytes);
  } finally {
    doc.off('update', note);
  }
  return changed || doc.store.pendingStructs !== before[0] || doc.store.pendingDs !== before[1];
}

/** Loads a room. */
export function createRoom(input: RoomInput): Room {
  const { name, storage, committer, limits } = input;
  const lines = new Map<Member, Line>();
  let stored = storage.load(name);
  let doc = loadDoc(stored);
  let claims = new Map(stored.claims);
  let seq = stored.seq;
  let snapshotSeq = stored.snapshotSeq;
  let epoch = storage.epochOf(name);
  let bytesHeld = size(stored);
  let waiting = 0;
  let out: { member: Member; bytes: Uint8Array }[] = [];
  const ownerOf = (client: number): string | undefined => claims.get(client) ?? presence.ownerOf(client);
  const presence = createPresence({ members: () => lines.keys(), ownerOf: (client) => claims.get(client), perSecond: limits.awarenessPerSecond });

  function size(of: StoredRoom): number {
    return of.updates.reduce((sum, update) => sum + update.length, of.snapshot?.length ?? 0);
  }

  /** Memory may hold what the log refused: begin again from the log. */
  function reload(): void {
    doc.destroy();
    stored = storage.load(name);
    doc = loadDoc(stored);
    claims = new Map(stored.claims);
    seq = stored.seq;
    snapshotSeq = stored.snapshotSeq;
    bytesHeld = size(stored);
  }

  function release(member: Member, line: Line): void {
    if (doc.store.pendingStructs === null) line.gap = false;
    if (line.pending > 0 || line.gap) return;
    for (const barrier of line.barriers.splice(0)) member.send(barrierFrame(barrier));
  }

  function broadcast(): void {
    const group = out;
    out = [];
    const [first] = group;
    if (first === undefined) return;
    const sole = group.every((item) => item.member === first.member) ? first.member : null;
    const frame = updateFrame(mergeTree(group.map((item) => item.bytes)));
    for (const member of lines.keys()) if (member !== sole) member.send(frame);
    for (const [member, line] of lines) release(member, line);
    if (waiting === 0 && seq - snapshotSeq >= limits.snapshotEvery) snapshot();
  }

  function snapshot(): void {
    if (doc.store.pendingStructs !== null) return;
    const state = Y.encodeStateAsUpdate(doc);
    storage.compact(name, seq, state);
    snapshotSeq = seq;
    bytesHeld = state.length;
  }

  function settled(member: Member, bytes: Uint8Array, clients: readonly number[], outcome: CommitOutcome): void {
    waiting--;
    const line = lines.get(member);
    if (line !== undefined) line.pending--;
    switch (outcome.type) {
      case 'kept':
        seq = outcome.seq;
        for (const client of clients) claims.set(client, member.person);
        if (out.push({ member, bytes }) === 1) queueMicrotask(broadcast);
        return;
      case 'fenced':
        refuse(member, CLOSE.frozen, 'frozen');
        return;
      case 'foreign':
        refuse(member, CLOSE.foreignClient, 'foreign client id');
        return;
      case 'failed':
        input.onFailed();
        return;
    }
  }

  function refuse(member: Member, code: number, reason: string): void {
    lines.delete(member);
    member.close(code, reason);
    committer.flush();
    reload();
  }

  function update(member: Member, bytes: Uint8Array): void {
    const line = lines.get(member);
    if (line === undefined) return;
    if (bytesHeld + bytes.length > limits.roomBytes) return member.close(CLOSE.tooLarge, 'room is full');
    const checked = check(doc, bytes, member.person, ownerOf);
    if (checked.type === 'malformed') return member.close(CLOSE.malformed, 'malformed update');
    if (checked.type === 'foreign') return member.close(CLOSE.foreignClient, 'foreign client id');
    try {
      if (!applyChanged(doc, bytes)) return;
    } catch {
      return refuse(member, CLOSE.malformed, 'malformed update');
    }
    line.pending++;
    waiting++;
    bytesHeld += bytes.length;
    if (doc.store.pendingStructs !== null) {
      line.gap = true;
      member.send(step1Frame(doc));
    }
    const at = input.clock().toISOString();
    committer.push({ room: name, epoch, person: member.person, at, bytes, clients: checked.clients }, (outcome) => settled(member, bytes, checked.clients, outcome));
  }

  return {
    name,
    presence,
    join: (member) => void lines.set(member, { pending: 0, gap: false, barriers: [] }),
    leave(member) {
      lines.delete(member);
      presence.leave(member);
    },
    members: () => [...lines.keys()],
    update,
    step1(member, stateVector) {
      committer.flush();
      member.send(step2Frame(doc, stateVector));
    },
    ask: (member) => member.send(step1Frame(doc)),
    barrier(member, barrier) {
      const line = lines.get(member);
      if (line === undefined) return;
      line.barriers.push(barrier);
      release(member, line);
    },
    committed() {
      committer.flush();
      return { doc, seq };
    },
    setEpoch: (next) => void (epoch = next),
    unload() {
      committer.flush();
      if (seq - snapshotSeq >= 50) snapshot();
      presence.close();
      doc.destroy();
    },
  };
}
