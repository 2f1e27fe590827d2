/** One room of the replica: loaded from disk first, every edit on disk before the wire, refused edits stranded and never dropped. */

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { CLOSE, parseRoom } from '../../../shared/collab/protocol.ts';
import type { Right } from '../../../shared/policy/rights.ts';
import type { RoomNotice } from '../../../shared/sync/api.ts';
import { createLine, type Line } from './line.ts';
import type { RoomStore } from './room-store.ts';
import type { Wire } from './wire.ts';

/** Why local edits could not be given to the server. */
export type StrandReason = 'frozen' | 'right-lost' | 'schema' | 'refused' | 'too-large';

/** A room as the registry holds it. */
export interface LiveRoom {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly whenLoaded: Promise<void>;
  readonly whenSynced: Promise<void>;
  readonly right: () => Right;
  readonly frozen: () => boolean;
  readonly saved: () => Promise<void>;
  /** There is a session: connect, or try again after a refusal that may have passed. */
  connect(): void;
  destroy(): void;
}

/** What a room is made of. */
export interface LiveRoomInput {
  readonly name: string;
  readonly store: RoomStore;
  readonly wire: Wire | null;
  readonly clock: () => Date;
  /** Right by the replica's own directory and trail, until the server speaks. */
  readonly localRight: () => Right;
  readonly online: () => boolean;
  readonly changed: () => void;
  readonly saved: (at: string) => void;
  readonly sessionEnded: () => void;
  /** The room's edits were stranded: this Y.Doc is over, the next open begins from the server's text. */
  readonly stranded: () => void;
}

const ACK_DEBOUNCE_MS = 200;
const STORED = 'replica';

function mayWrite(notice: RoomNotice, comments: boolean): boolean {
  return notice.schema && !notice.frozen && (notice.right === 'edit' || (comments && notice.right === 'comment'));
}

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
    stop.addEventListener('abort', () => finish(null), { once: true });
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
    line.connect();
  });
}

/** Acks: which row of the replica a barrier stands for, and who waits for it. */
function createAcks(input: LiveRoomInput, line: () => Line | null, writes: () => boolean) {
  const { name, store } = input;
  let seq = 0;
  let timer: NodeJS.Timeout | null = null;
  let waiting: (() => void)[] = [];
  const asked = new Map<number, number>();

  function settle(): void {
    if (store.pending(name).length > 0) return;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }
  function ask(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!writes() || store.pending(name).length === 0) return;
    seq += 1;
    if (line()?.barrier(seq) === true) asked.set(seq, store.newest(name));
  }
  return {
    ask,
    soon: () => void (timer ??= setTimeout(ask, ACK_DEBOUNCE_MS)),
    lost: () => asked.clear(),
    acknowledged(answered: number): void {
      const upTo = asked.get(answered);
      asked.delete(answered);
      if (upTo === undefined) return;
      store.acknowledge(name, upTo);
      input.saved(input.clock().toISOString());
      input.changed();
      settle();
    },
    settle,
    saved(): Promise<void> {
      if (store.pending(name).length === 0) return Promise.resolve();
      const done = new Promise<void>((resolve) => void waiting.push(resolve));
      ask();
      return done;
    },
    stop: () => timer !== null && clearTimeout(timer),
  };
}

/** Opens a room. */
export function createLiveRoom(input: LiveRoomInput): LiveRoom {
  const { name, store, wire } = input;
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const comments = parseRoom(name)?.part === 'comments';
  let notice: RoomNotice | null = null;
  const stop = new AbortController();
  let over = false;
  let judging = false;
  let strandedAs: number | null = null;
  let line: Line | null = null;
  let wakeSynced: () => void = () => undefined;
  const whenSynced = new Promise<void>((resolve) => void (wakeSynced = resolve));
  const writes = (): boolean => notice === null ? parseRoom(name) === null : mayWrite(notice, comments);
  const acks = createAcks(input, () => line, writes);

  doc.transact(() => store.load(name).forEach((bytes) => Y.applyUpdate(doc, bytes)), STORED);
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin === STORED) return;
    if (strandedAs !== null) return store.extendStranded(strandedAs, Y.encodeStateAsUpdate(doc), bytes);
    const local = line === null || origin !== line.origin;
    store.append(name, bytes, local);
    if (!local) return;
    input.changed();
    acks.soon();
  });

  function strand(reason: StrandReason, server: Y.Doc | null): void {
    const edits = store.pending(name);
    if (edits.length === 0 || over) return;
    const copy = { reason, at: input.clock().toISOString(), state: Y.encodeStateAsUpdate(doc), edits: Y.mergeUpdates(edits) };
    over = true;
    strandedAs = store.strand(name, copy, server === null ? null : Y.encodeStateAsUpdate(server));
    line?.destroy();
    line = null;
    acks.settle();
    input.stranded();
    input.changed();
  }

  /** Edits wait but may not be written any more. An ack may have been lost on the way: ask the server's text first. */
  async function judge(reason: StrandReason): Promise<void> {
    if (store.pending(name).length === 0 || wire === null || judging) return;
    judging = true;
    const server = await readServer(wire, name, stop.signal);
    judging = false;
    if (stop.signal.aborted || over || (server === null && !input.online())) return;
    if (server === null) return strand(reason, null);
    const state = Y.encodeStateAsUpdate(server);
    if (!contained(server, store.pending(name))) {
      const clean = new Y.Doc();
      Y.applyUpdate(clean, state);
      return strand(reason, clean);
    }
    store.acknowledge(name, store.newest(name));
    acks.settle();
    input.changed();
  }

  function closed(code: number): void {
    acks.lost();
    if (code === CLOSE.unauthorized) return input.sessionEnded();
    if (code === CLOSE.frozen) return line?.connect();
    if (code === CLOSE.forbidden) {
      notice = { right: 'none', frozen: false, schema: true };
      return strand('right-lost', null);
    }
    if (code === CLOSE.tooLarge) return strand('too-large', null);
    if (code === CLOSE.malformed || code === CLOSE.foreignClient) void judge('refused');
  }

  if (wire !== null) {
    line = createLine({
      wire, room: name, doc, awareness,
      events: {
        notice(next) {
          notice = next;
          input.changed();
        },
        synced() {
          wakeSynced();
          if (writes()) acks.ask();
          else void judge(notice?.schema === false ? 'schema' : notice?.frozen === true ? 'frozen' : 'right-lost');
        },
        lost: acks.lost,
        acknowledged: acks.acknowledged,
        closed,
      },
    });
    if (input.online()) line.connect();
  }

  return {
    name, doc, awareness, whenSynced,
    whenLoaded: Promise.resolve(),
    right: () => (over ? 'view' : (notice?.right ?? input.localRight())),
    frozen: () => over || notice?.frozen === true,
    saved: acks.saved,
    connect: () => line?.connect(),
    destroy() {
      over = true;
      stop.abort();
      acks.stop();
      line?.destroy();
      line = null;
      awareness.destroy();
      doc.destroy();
      store.compact(name);
    },
  };
}
