/** All rooms: loading, unloading, and rights that follow the trail onto every live socket. */

import * as Y from 'yjs';
import { CLOSE, parseRoom } from '../shared/collab/protocol.ts';
import { roomRight } from '../shared/policy/access.ts';
import type { Right } from '../shared/policy/rights.ts';
import type { Committer } from './committer.ts';
import type { Limits } from './limits.ts';
import { createRoom, loadDoc, type Member, type Room } from './room.ts';
import type { Storage } from './storage/storage.ts';
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
  count(): number;
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
  if (state.status === 'none' || parsed.version > state.version) return { type: 'refused', code: CLOSE.unknownRoom };
  const right = roomRight(state, trail.directory(), person, parsed.part);
  if (right === 'none') return { type: 'refused', code: CLOSE.forbidden };
  const frozen = parsed.part !== 'comments' && (state.status !== 'drafting' || parsed.version < state.version);
  const mayWrite = !frozen && (right === 'edit' || (parsed.part === 'comments' && right === 'comment'));
  return { type: 'allowed', access: { right, frozen, mayWrite } };
}

/** Rooms over one storage. */
export function createRooms(input: { storage: Storage; committer: Committer; trail: Trail; limits: Limits; clock: () => Date }): Rooms {
  const { storage, committer, trail, limits, clock } = input;
  const rooms = new Map<string, { room: Room; guests: Set<Guest>; idle: NodeJS.Timeout | null }>();

  function drop(name: string): void {
    const held = rooms.get(name);
    if (held === undefined) return;
    rooms.delete(name);
    if (held.idle !== null) clearTimeout(held.idle);
    for (const guest of held.guests) guest.close(CLOSE.storage, 'storage refused');
    held.room.presence.close();
  }

  function load(name: string): { room: Room; guests: Set<Guest>; idle: NodeJS.Timeout | null } {
    committer.flush();
    const room = createRoom({ name, storage, committer, limits, clock, onFailed: () => drop(name) });
    const held = { room, guests: new Set<Guest>(), idle: null };
    rooms.set(name, held);
    return held;
  }

  return {
    access: (name, person) => roomAccess(trail, limits, name, person),
    enter(name, guest) {
      const held = rooms.get(name) ?? load(name);
      if (held.idle !== null) clearTimeout(held.idle);
      held.idle = null;
      held.guests.add(guest);
      held.room.join(guest);
      return held.room;
    },
    leave(name, guest) {
      const held = rooms.get(name);
      if (held === undefined || !held.guests.delete(guest)) return;
      held.room.leave(guest);
      if (held.guests.size > 0) return;
      held.idle = setTimeout(() => {
        rooms.delete(name);
        held.room.unload();
      }, limits.idleMs);
      held.idle.unref();
    },
    read(name) {
      const held = rooms.get(name);
      if (held !== undefined) return held.room.committed();
      const stored = storage.load(name);
      return { doc: loadDoc(stored), seq: stored.seq };
    },
    recheck(documentId) {
      for (const [name, held] of rooms) {
        if (documentId !== null && parseRoom(name)?.documentId !== documentId) continue;
        held.room.setEpoch(storage.epochOf(name));
        for (const guest of [...held.guests]) guest.recheck();
      }
    },
    count: () => rooms.size,
    close() {
      for (const held of rooms.values()) {
        if (held.idle !== null) clearTimeout(held.idle);
        held.room.unload();
      }
      rooms.clear();
    },
  };
}
