/** A room over the bridge: y-protocol bytes both ways, held while a syllable is being composed (recipes/coedit). */

import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE } from '../../shared/collab/protocol.ts';
import type { Output } from '../../shared/api/contract.ts';
import type { Client } from '../api/bridge.ts';

/** A joined room. */
export interface HostProvider {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly joined: Promise<Output<'collab.join'> | null>;
  /** Remote edits wait while this says a syllable is being composed. */
  readonly holdWhile: (composing: () => boolean) => void;
  readonly flush: () => void;
  readonly destroy: () => void;
}

const HOLD_MS = 1500;

/** Joins a room; the Y.Doc fills when the backend answers. */
export function createHostProvider(client: Client, room: string): HostProvider {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  let composing = (): boolean => false;
  let held: Uint8Array[] = [];
  let timer = 0;
  const send = (fill: (encoder: ReturnType<typeof createEncoder>) => void): void => {
    const encoder = createEncoder();
    fill(encoder);
    if (length(encoder) > 0) void client.call('collab.send', { room, message: toUint8Array(encoder) });
  };
  const apply = (message: Uint8Array): void => {
    const decoder = createDecoder(message);
    const type = readVarUint(decoder);
    if (type === MESSAGE.awareness) return applyAwarenessUpdate(awareness, readVarUint8Array(decoder), 'host');
    if (type !== MESSAGE.sync) return;
    const encoder = createEncoder();
    writeVarUint(encoder, MESSAGE.sync);
    readSyncMessage(decoder, encoder, doc, 'host');
    if (length(encoder) > 1) void client.call('collab.send', { room, message: toUint8Array(encoder) });
  };
  const flush = (): void => {
    clearTimeout(timer);
    for (const message of held.splice(0)) apply(message);
  };
  const stop = client.on('collab.message', ({ room: from, message }) => {
    if (from !== room) return;
    if (message[0] === MESSAGE.sync && composing()) {
      held.push(message);
      clearTimeout(timer);
      timer = window.setTimeout(flush, HOLD_MS);
    } else {
      flush();
      apply(message);
    }
  });
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== 'host')
      send((encoder) => {
        writeVarUint(encoder, MESSAGE.sync);
        writeUpdate(encoder, update);
      });
  };
  const onAwareness = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown): void => {
    if (origin !== 'host')
      send((encoder) => {
        writeVarUint(encoder, MESSAGE.awareness);
        writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]));
      });
  };
  doc.on('update', onUpdate);
  awareness.on('update', onAwareness);
  const joined = client.call('collab.join', { room }).then((answer) => {
    if (!answer.ok) return null;
    send((encoder) => {
      writeVarUint(encoder, MESSAGE.sync);
      writeSyncStep1(encoder, doc);
    });
    return answer.value;
  });
  return {
    doc,
    awareness,
    joined,
    flush,
    holdWhile(ask) {
      composing = ask;
    },
    destroy() {
      removeAwarenessStates(awareness, [doc.clientID], 'local');
      flush();
      stop();
      held = [];
      void client.call('collab.leave', { room });
      awareness.destroy();
      doc.destroy();
    },
  };
}
