/** All open rooms of the replica: one Y.Doc per room however many hold it. */

import { parseRoom } from '../../../shared/collab/protocol.ts';
import { createLiveRoom, type LiveRoom, type LiveRoomInput } from './room.ts';
import type { Room } from '../replica.ts';

/** A room held open, with what the sync layer knows beyond `Room`. */
export interface OpenRoom extends Room {
  /** Resolves once the server's text has come in. */
  readonly whenSynced: Promise<void>;
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

/** Rooms over the replica. */
export function createLocalRooms(
  input: Omit<LiveRoomInput, 'name' | 'stranded' | 'localRight'> & { localRight: (room: string) => ReturnType<LiveRoomInput['localRight']> },
): LocalRooms {
  const live = new Map<string, { room: LiveRoom; holders: number }>();
  const retired = new Set<LiveRoom>();

  function load(name: string): { room: LiveRoom; holders: number } {
    const stranded = (): void => {
      retired.add(held.room);
      if (live.get(name) === held) live.delete(name);
    };
    const held = { room: createLiveRoom({ ...input, name, stranded, localRight: () => input.localRight(name) }), holders: 0 };
    live.set(name, held);
    return held;
  }

  return {
    open(name) {
      const held = live.get(name) ?? load(name);
      held.holders += 1;
      let open = true;
      const { doc, awareness, whenLoaded, whenSynced, right, frozen, saved } = held.room;
      const close = (): void => {
        if (!open) return;
        open = false;
        held.holders -= 1;
        if (held.holders > 0) return;
        if (live.get(name) === held) live.delete(name);
        retired.delete(held.room);
        held.room.destroy();
      };
      return { name, doc, awareness, whenLoaded, whenSynced, right, frozen, saved, close };
    },
    connectAll: () => live.forEach((held) => held.room.connect()),
    retry: (documentId) => live.forEach((held, name) => parseRoom(name)?.documentId === documentId && held.room.connect()),
    closeAll() {
      for (const room of [...[...live.values()].map((held) => held.room), ...retired]) room.destroy();
      live.clear();
      retired.clear();
    },
  };
}
