/** Yjs between a window and the replica: the backend plays the server, y-protocol bytes travel over the bridge. */

import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint, writeVarUint8Array, type Encoder } from 'lib0/encoding';
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { MESSAGE } from '../../../shared/collab/protocol.ts';
import type { Right } from '../../../shared/policy/rights.ts';
import type { Room } from '../replica.ts';

/** One window's hold on a room. */
export interface BridgedRoom {
  readonly receive: (message: Uint8Array) => void;
  /** Tells the window everything anew: it was told nothing for a while. */
  readonly again: () => void;
  readonly close: () => void;
}

type Changes = { readonly added: number[]; readonly updated: number[]; readonly removed: number[] };

/** Frames of the y-protocol for the window. */
function createSender(send: (message: Uint8Array) => void) {
  const write = (fill: (encoder: Encoder) => void): void => {
    const encoder = createEncoder();
    fill(encoder);
    send(toUint8Array(encoder));
  };
  return {
    update: (update: Uint8Array) =>
      write((encoder) => {
        writeVarUint(encoder, MESSAGE.sync);
        writeUpdate(encoder, update);
      }),
    step1: (room: Room) =>
      write((encoder) => {
        writeVarUint(encoder, MESSAGE.sync);
        writeSyncStep1(encoder, room.doc);
      }),
    whole: (room: Room) =>
      write((encoder) => {
        writeVarUint(encoder, MESSAGE.sync);
        writeSyncStep2(encoder, room.doc);
      }),
    awareness: (room: Room, clients: number[]) =>
      write((encoder) => {
        writeVarUint(encoder, MESSAGE.awareness);
        writeVarUint8Array(encoder, encodeAwarenessUpdate(room.awareness, clients));
      }),
  };
}

/** What the window sends, applied to the room; `takes` says whether its edits are. */
function createReceiver(room: Room, origin: object, takes: () => boolean, send: (message: Uint8Array) => void): (message: Uint8Array) => void {
  return (message) => {
    const decoder = createDecoder(message);
    const type = readVarUint(decoder);
    if (type === MESSAGE.awareness) return applyAwarenessUpdate(room.awareness, readVarUint8Array(decoder), origin);
    if (type !== MESSAGE.sync || (message[1] !== 0 && !takes())) return undefined;
    const encoder = createEncoder();
    writeVarUint(encoder, MESSAGE.sync);
    readSyncMessage(decoder, encoder, room.doc, origin);
    return length(encoder) > 1 ? send(toUint8Array(encoder)) : undefined;
  };
}

/**
 * Joins a window to a room: `send` gets the bytes for the window. Updates are refused where the right never was `needed`; once it was,
 * what is typed while the right goes away is taken in, so that the replica can keep it apart. A text of a newer shape takes nothing: what comes then is
 * the editor taking out what it does not know.
 */
export function bridgeRoom(room: Room, needed: readonly Right[], send: (message: Uint8Array) => void): BridgedRoom {
  const origin = {};
  const own = new Set<number>();
  let wrote = false;
  const takes = (): boolean => !room.outdated() && (wrote ||= needed.includes(room.right()));
  const tell = createSender(send);
  const onUpdate = (update: Uint8Array, from: unknown): void => {
    if (from !== origin) tell.update(update);
  };
  const onAwareness = ({ added, updated, removed }: Changes, from: unknown): void => {
    if (from === origin) for (const client of added) own.add(client);
    else tell.awareness(room, [...added, ...updated, ...removed]);
  };
  takes();
  room.doc.on('update', onUpdate);
  room.awareness.on('update', onAwareness);
  const begin = (): void => {
    tell.step1(room);
    const known = [...room.awareness.getStates().keys()];
    if (known.length > 0) tell.awareness(room, known);
    // A window that comes in knows nothing: its asking would only wait behind whatever else it asks for.
    tell.whole(room);
  };
  begin();
  return {
    receive: createReceiver(room, origin, takes, send),
    again: begin,
    close() {
      room.doc.off('update', onUpdate);
      room.awareness.off('update', onAwareness);
      removeAwarenessStates(room.awareness, [...own], origin);
      room.close();
    },
  };
}
