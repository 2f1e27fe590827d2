/** All open rooms of the replica: one Y.Doc per room however many hold it. */

import { parseRoom } from '../../../shared/collab/protocol.ts';
import { createLiveRoom, type LiveRoom, type LiveRoomInput } from './room.ts';
import type { Room } from '../replica.ts';

/** A room held open, with what the sync layer knows beyond `Room`. */
export interface OpenRoom extends Room {
  /** True once the content is fixed, or this copy was stranded. */
  readonly frozen: () => boolean;
}

/** The registry. */
export interface LocalRooms {
  open(name: string): OpenRoom;
  /** There is a session. */
  connectAll(): void;
  /** The trail of this document moved: a room that did not exist may now. */
  retry(documentId: string): void;
  closeAll(): void;
}

/** What rooms are made of: what one room needs, asked by name. */
type LocalRoomsInput = Omit<LiveRoomInput, 'name' | 'stranded' | 'localRight' | 'lost'> & {
  lost: (documentId: string) => boolean;
  localRight: (room: string) => ReturnType<LiveRoomInput['localRight']>;
  /** The document was begun here and the server has not heard of it: there is nothing to connect to yet. */
  unborn: (documentId: string) => boolean;
  strandedRoom: (room: string) => void;
};

interface Held {
  room: LiveRoom;
  holders: number;
}

/** Rooms held open, and those whose edits were stranded but which somebody still holds. */
function createHolding(input: LocalRoomsInput): { live: Map<string, Held>; retired: Set<LiveRoom>; need(name: string): Held } {
  const live = new Map<string, Held>();
  const retired = new Set<LiveRoom>();
  function load(name: string): Held {
    const stranded = (): void => {
      retired.add(held.room);
      if (live.get(name) === held) live.delete(name);
      input.strandedRoom(name);
    };
    const documentId = parseRoom(name)?.documentId ?? '';
    const online = (): boolean => input.online() && !input.unborn(documentId);
    const of = { name, stranded, online, localRight: () => input.localRight(name), lost: () => input.lost(documentId) };
    const held = { room: createLiveRoom({ ...input, ...of }), holders: 0 };
    live.set(name, held);
    return held;
  }
  return { live, retired, need: (name) => live.get(name) ?? load(name) };
}

const isOf = (room: string, documentId: string): boolean => parseRoom(room)?.documentId === documentId;

/** A line is up: whoever was shut out meanwhile knocks only with text that waits, which the server then judges. */
function join({ localRight, unborn, store }: LocalRoomsInput, name: string, room: LiveRoom): void {
  if (unborn(parseRoom(name)?.documentId ?? '')) return;
  if (localRight(name) === 'none' && store.pending(name).length === 0) room.forbid();
  else room.connect();
}

/** Rooms over the replica. */
export function createLocalRooms(input: LocalRoomsInput): LocalRooms {
  const { live, retired, need } = createHolding(input);
  return {
    open(name) {
      const held = need(name);
      held.holders += 1;
      let open = true;
      const { doc, awareness, whenLoaded, whenSynced, right, frozen, outdated, saved } = held.room;
      const close = (): void => {
        if (!open) return;
        open = false;
        held.holders -= 1;
        if (held.holders > 0) return;
        if (live.get(name) === held) live.delete(name);
        retired.delete(held.room);
        held.room.destroy();
      };
      return { name, doc, awareness, whenLoaded, whenSynced, right, frozen, outdated, saved, close };
    },
    connectAll: () => [...live].forEach(([name, { room }]) => join(input, name, room)),
    // Who was just shut out does not knock again: the server records whom it turns away.
    retry: (documentId) => live.forEach((held, name) => isOf(name, documentId) && input.localRight(name) !== 'none' && held.room.connect()),
    closeAll() {
      for (const room of [...[...live.values()].map((held) => held.room), ...retired]) room.destroy();
      live.clear();
      retired.clear();
    },
  };
}
