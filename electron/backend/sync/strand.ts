/** Edits the server will not take: make sure it really lacks them, then keep them as a stranded copy. Never dropped, never rebuilt over. */

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createLine } from './line.ts';
import type { RoomStore } from './room-store.ts';
import type { Wire } from './wire.ts';

/** Why local edits could not be given to the server. `reset`: it was put back and went on without the document. */
export type StrandReason = 'frozen' | 'right-lost' | 'schema' | 'refused' | 'too-large' | 'reset';

/** Whether the server already has all of these edits: applying them to its text changes nothing. */
function contained(server: Y.Doc, edits: readonly Uint8Array[]): boolean {
  let changed = false;
  server.on('update', () => void (changed = true));
  for (const bytes of edits) Y.applyUpdate(server, bytes);
  return !changed && server.store.pendingStructs === null;
}

/** The server's own text of a room, over a second line that holds nothing local. Null where it does not open. */
function readServer(wire: Wire, room: string, stop: AbortSignal): Promise<Y.Doc | null> {
  return new Promise((resolve) => {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    awareness.setLocalState(null);
    const finish = (result: Y.Doc | null): void => {
      line.destroy();
      awareness.destroy();
      resolve(result);
    };
    const ignore = (): void => undefined;
    const events = { notice: ignore, acknowledged: ignore, lost: ignore, synced: () => finish(doc), closed: () => finish(null) };
    const line = createLine({ wire, room, doc, awareness, events });
    stop.addEventListener('abort', () => finish(null), { once: true });
    line.connect();
  });
}

/** What a judge is made of. `acknowledged`: the server had everything; `stranded`: a copy was made under this id. */
export interface JudgeInput {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly store: RoomStore;
  readonly wire: Wire;
  readonly clock: () => Date;
  readonly online: () => boolean;
  readonly stop: AbortSignal;
  readonly acknowledged: () => void;
  readonly stranded: (id: number) => void;
}

/** Judges edits that may not be written any more. */
export interface Judge {
  /** An ack may have been lost on the way: ask the server's text first. */
  review(reason: StrandReason): Promise<void>;
  /** The server's text cannot be had: the edits are kept apart at once. */
  strand(reason: StrandReason): void;
}

/** A judge of one room. */
export function createJudge(input: JudgeInput): Judge {
  const { name, doc, store, stop } = input;
  let over = false;
  let busy = false;

  function strand(reason: StrandReason, server: Uint8Array | null): void {
    const edits = store.pending(name);
    if (edits.length === 0 || over) return;
    over = true;
    const copy = { reason, at: input.clock().toISOString(), state: Y.encodeStateAsUpdate(doc), edits: Y.mergeUpdates(edits) };
    input.stranded(store.strand(name, copy, server));
  }
  async function review(reason: StrandReason): Promise<void> {
    if (store.pending(name).length === 0 || busy || over) return;
    busy = true;
    const server = await readServer(input.wire, name, stop);
    busy = false;
    if (stop.aborted || over || (server === null && !input.online())) return;
    if (server === null) return strand(reason, null);
    const state = Y.encodeStateAsUpdate(server);
    if (!contained(server, store.pending(name))) return strand(reason, state);
    store.acknowledge(name, store.newest(name));
    input.acknowledged();
  }
  return { review, strand: (reason) => strand(reason, null) };
}
