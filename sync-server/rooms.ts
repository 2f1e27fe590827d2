/** All rooms: loading, unloading, and rights that follow the trail onto every live socket. */

import type * as Y from 'yjs';
import { diskCode } from '../shared/sync/disk.ts';
import { CLOSE, parseRoom } from '../shared/collab/protocol.ts';
import { rightInRoom, versionExists, writtenVersion } from '../shared/policy/access.ts';
import type { Right } from '../shared/policy/rights.ts';
import type { Committer } from './committer.ts';
import { createHeldRooms, type HeldRooms } from './held-rooms.ts';
import { createPreparer } from './large/preparer.ts';
import type { Limits } from './limits.ts';
import { createRoom, type Member, type Room } from './room.ts';
import type { Storage } from './storage/storage.ts';
import { readRoom } from './text.ts';
import type { Trail } from './trail.ts';

/** What a person may do in a room now. */
export interface Access {
  readonly right: Right;
  readonly frozen: boolean;
  readonly mayWrite: boolean;
}

/** A member that can be told its rights changed. */
export interface Guest extends Member {
  /** Trail or directory moved: look again. */
  recheck(): void;
}

/** The registry. */
export interface Rooms {
  /** Why the room cannot be entered, or what the person may do in it. */
  access(name: string, person: string): { readonly type: 'refused'; readonly code: number } | { readonly type: 'allowed'; readonly access: Access };
  enter(name: string, guest: Guest): Room;
  leave(name: string, guest: Guest): void;
  /** Committed text of a room, loaded or not. */
  read(name: string): { doc: Y.Doc; seq: number };
  recheck(documentId: string | null): void;
  /** Commits what is on its way: what came before an entry must not be judged by it. */
  settle(): void;
  /** Text a client gives back after a restore: taken without claiming anybody's ids; false where it is no text. */
  restore(name: string, person: string, bytes: Uint8Array): boolean;
  /** The disk refused in the middle of something: everybody out, the next guest loads what the log holds. */
  failed(name: string): void;
  count(): number;
  /** Rooms that have their text in memory. */
  working(): number;
  close(): void;
}

const PLAIN = /^plain\/[\w-]{1,64}$/;

/** What the policy says, without any socket. */
export function roomAccess(trail: Trail, limits: Limits, name: string, person: string): ReturnType<Rooms['access']> {
  const parsed = parseRoom(name);
  if (parsed === null) {
    const open = limits.plainRooms && PLAIN.test(name);
    return open ? { type: 'allowed', access: { right: 'edit', frozen: false, mayWrite: true } } : { type: 'refused', code: CLOSE.unknownRoom };
  }
  const state = trail.state(parsed.documentId);
  if (!versionExists(state, parsed.version)) return { type: 'refused', code: CLOSE.unknownRoom };
  const right = rightInRoom(state, trail.directory(), person, parsed, trail.today());
  if (right === 'none') return { type: 'refused', code: CLOSE.forbidden };
  const frozen = parsed.part !== 'comments' && parsed.version !== writtenVersion(state);
  const mayWrite = !frozen && (right === 'edit' || (parsed.part === 'comments' && right === 'comment'));
  return { type: 'allowed', access: { right, frozen, mayWrite } };
}

interface Held {
  readonly room: Room;
  readonly guests: Set<Guest>;
  idle: NodeJS.Timeout | null;
}

/** What the registry is made of. */
export interface RoomsInput {
  readonly storage: Storage;
  readonly committer: Committer;
  readonly trail: Trail;
  readonly limits: Limits;
  readonly clock: () => Date;
}

interface Loaded {
  readonly all: HeldRooms<Held>;
  /** Names of the rooms in which work waits for a text. */
  readonly waits: Set<string>;
  need(name: string): Held;
  release(name: string, held: Held): void;
  drop(name: string): void;
  /** Does the work; where the disk refuses, the room is put out. */
  orDrop(name: string, work: () => void): void;
  close(): void;
}

/** It is not unloaded by itself any more. */
function stay(held: Held): Held {
  if (held.idle !== null) clearTimeout(held.idle);
  held.idle = null;
  return held;
}

/** Does the work; a refusal of the disk is `refused`, anything else a bug. */
function orRefused(work: () => void, refused: () => void): void {
  try {
    work();
  } catch (error) {
    if (diskCode(error) === null) throw error;
    refused();
  }
}

/** Loaded rooms: in on the first guest, out some time after the last. */
function createLoaded(input: RoomsInput): Loaded {
  const { storage, committer, limits, clock } = input;
  const all = createHeldRooms<Held>();
  const waits = new Set<string>();
  const preparer = createPreparer();
  function drop(name: string): void {
    const held = all.get(name);
    if (held === undefined) return;
    all.delete(name);
    stay(held);
    for (const guest of held.guests) guest.close(CLOSE.storage, 'storage refused');
    held.room.abandon();
  }
  return {
    all,
    waits,
    drop,
    orDrop: (name, work) => orRefused(work, () => drop(name)),
    need(name) {
      const known = all.get(name);
      if (known !== undefined) return stay(known);
      committer.flush();
      const room = createRoom({ name, storage, preparer, committer, limits, clock, waits, onFailed: () => drop(name) });
      const held: Held = { room, guests: new Set(), idle: null };
      all.set(name, held);
      return held;
    },
    release(name, held) {
      held.idle = setTimeout(() => {
        all.delete(name);
        held.room.unload();
      }, limits.idleMs).unref();
    },
    close() {
      for (const held of all.values()) stay(held).room.unload();
      all.clear();
      preparer.close();
    },
  };
}

/** In and out: guests, and texts given back. */
function createDoors({ all, need, release }: ReturnType<typeof createLoaded>): Pick<Rooms, 'enter' | 'leave' | 'restore'> {
  return {
    enter(name, guest) {
      const held = need(name);
      held.guests.add(guest);
      held.room.join(guest);
      return held.room;
    },
    leave(name, guest) {
      const held = all.get(name);
      if (held === undefined || !held.guests.delete(guest)) return;
      held.room.leave(guest);
      if (held.guests.size === 0) release(name, held);
    },
    restore(name, person, bytes) {
      const held = need(name);
      const done = held.room.restore(person, bytes);
      if (held.guests.size === 0) release(name, held);
      return done;
    },
  };
}

/** Lets texts rest that nobody touches, and stops. */
function startResting(all: HeldRooms<Held>, restMs: number): () => void {
  const timer = setInterval(() => {
    for (const { room } of all.values()) room.rest();
  }, restMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Rooms over one storage. */
export function createRooms(input: RoomsInput): Rooms {
  const { storage, committer, trail, limits } = input;
  const loaded = createLoaded(input);
  const { all } = loaded;
  const stopResting = startResting(all, limits.restMs);
  /** What was appended stays appended: a room that cannot be fenced now is put out, and fenced when it is loaded again. */
  const recheckOne = (name: string, held: Held): void =>
    loaded.orDrop(name, () => {
      held.room.setEpoch(storage.epochOf(name));
      for (const guest of Array.from(held.guests)) guest.recheck();
    });
  return {
    ...createDoors(loaded),
    access: (name, person) => roomAccess(trail, limits, name, person),
    read(name) {
      // What waits is committed before the room is looked up: where the disk refuses it, the room is gone and only the log counts.
      committer.flush();
      const held = all.get(name);
      if (held !== undefined) return held.room.committed();
      const { doc, stored } = readRoom(storage, name, storage.load(name));
      return { doc, seq: stored.seq };
    },
    recheck(documentId) {
      for (const [name, held] of documentId === null ? all.entries() : all.ofDocument(documentId)) recheckOne(name, held);
    },
    settle() {
      for (const name of Array.from(loaded.waits)) loaded.orDrop(name, () => all.get(name)?.room.settle());
      committer.flush();
    },
    failed: loaded.drop,
    count: () => all.size(),
    working: () => [...all.values()].filter(({ room }) => room.working()).length,
    close() {
      stopResting();
      loaded.close();
    },
  };
}
