/** One room of the replica: loaded from disk first, every edit on disk before the wire, refused edits stranded and never dropped. */

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { CLOSE, parseRoom } from '../../../shared/collab/protocol.ts';
import type { Right } from '../../../shared/policy/rights.ts';
import type { RoomNotice } from '../../../shared/sync/api.ts';
import { createAcks, type Acks } from './acks.ts';
import { createJournal, type Journal } from './journal.ts';
import { createLine, type Line, type LineEvents } from './line.ts';
import type { DiskCode } from '../../../shared/sync/disk.ts';
import type { RoomStore } from './room-store.ts';
import { createJudge, type Judge, type StrandReason } from './strand.ts';
import type { Wire } from './wire.ts';

/** A room as the registry holds it. */
export interface LiveRoom {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly whenLoaded: Promise<void>;
  readonly whenSynced: Promise<void>;
  readonly right: () => Right;
  readonly frozen: () => boolean;
  readonly outdated: () => boolean;
  readonly saved: () => Promise<void>;
  /** There is a session: connect, or try again after a refusal that may have passed. */
  connect(): void;
  /** By what this replica was told the person is shut out: as if the server had said so, without asking it. */
  forbid(): void;
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
  /** The server was put back and went on without this room's document, which this replica has in its log. */
  readonly lost: () => boolean;
  readonly online: () => boolean;
  readonly changed: () => void;
  readonly saved: (at: string) => void;
  /** The disk refused; null once it took everything again. */
  readonly failed: (code: DiskCode | null) => void;
  readonly sessionEnded: () => void;
  /** The room's edits were stranded: this Y.Doc is over, the next open begins from the server's text. */
  readonly stranded: () => void;
}

interface Live {
  line: Line | null;
  notice: RoomNotice | null;
  over: boolean;
  /** The server's text came in over this line. */
  synced: boolean;
  /** Why the server opens the room no more: what is still typed is kept apart at once. */
  shut: StrandReason | null;
  wake: () => void;
}

function mayWrite(name: string, notice: RoomNotice | null): boolean {
  const part = parseRoom(name)?.part;
  if (notice === null) return part === undefined;
  return notice.schema && !notice.frozen && (notice.right === 'edit' || (part === 'comments' && notice.right === 'comment'));
}

/** A text of a newer shape is only read: an editor takes out what it does not know. */
function rightIn({ over, notice }: Live, local: () => Right): Right {
  const right = notice?.right ?? local();
  return over || (notice?.schema === false && right !== 'none') ? 'view' : right;
}

function reasonOf(notice: RoomNotice | null): StrandReason {
  if (notice?.schema === false) return 'schema';
  return notice?.frozen === true ? 'frozen' : 'right-lost';
}

function shut(reason: StrandReason, live: Live, judge: Judge): void {
  live.shut = reason;
  judge.strand(reason);
}

function forbid(live: Live, input: LiveRoomInput, judge: Judge): void {
  live.notice = { right: 'none', frozen: false, schema: true };
  input.changed();
  shut('right-lost', live, judge);
}

/** What each close code means for edits that wait (44xx: the provider stopped by itself). */
function closed(code: number, live: Live, input: LiveRoomInput, judge: Judge): void {
  switch (code) {
    case CLOSE.unauthorized:
    case CLOSE.sessionReplaced:
      return input.sessionEnded();
    case CLOSE.frozen:
      return live.line?.connect();
    case CLOSE.tooLarge:
      return judge.strand('too-large');
    case CLOSE.forbidden:
      return forbid(live, input, judge);
    case CLOSE.unknownRoom:
      return input.lost() ? shut('reset', live, judge) : undefined;
    case CLOSE.schema:
      return shut('schema', live, judge);
    case CLOSE.malformed:
    case CLOSE.foreignClient:
      return void judge.review('refused');
    default:
      return undefined;
  }
}

function eventsOf(live: Live, input: LiveRoomInput, acks: Acks, judge: Judge): LineEvents {
  return {
    notice(next) {
      live.notice = next;
      input.changed();
      // The right went while text was on its way: what the server will not take must not wait in silence.
      if (live.synced && !mayWrite(input.name, next)) void judge.review(reasonOf(next));
    },
    synced() {
      live.synced = true;
      live.wake();
      if (mayWrite(input.name, live.notice)) acks.ask();
      else void judge.review(reasonOf(live.notice));
    },
    lost() {
      live.synced = false;
      acks.lost();
    },
    acknowledged: acks.acknowledged,
    closed(code) {
      live.synced = false;
      acks.lost();
      closed(code, live, input, judge);
    },
  };
}

function createParts(input: LiveRoomInput, doc: Y.Doc, live: Live, judge: () => Judge | null) {
  const { name, store, clock } = input;
  const durable = (): void => {
    input.saved(clock().toISOString());
    input.changed();
  };
  const acks = createAcks({ name, store, durable, barrier: (seq) => mayWrite(name, live.notice) && live.line?.barrier(seq) === true });
  const edited = (): void => {
    input.failed(null);
    input.changed();
    if (live.shut !== null) judge()?.strand(live.shut);
    else acks.soon();
  };
  const isRemote = (origin: unknown): boolean => live.line !== null && origin === live.line.origin;
  return { acks, journal: createJournal({ name, doc, store, isRemote, edited, failed: input.failed }) };
}

/** Durable means this disk first: where it refuses, it is asked again until it takes the text. */
async function save(journal: Journal, acks: Acks, stop: AbortSignal): Promise<void> {
  while (!journal.catchUp() && !stop.aborted) await new Promise((resolve) => setTimeout(resolve, 1000));
  await acks.saved();
}

/** The edits were stranded: the line is cut, and whatever is still typed joins the copy. */
function end(id: number, live: Live, journal: Journal, acks: Acks, input: LiveRoomInput): void {
  journal.divert(id);
  live.over = true;
  live.line?.destroy();
  live.line = null;
  input.stranded();
  acks.abandon();
  input.changed();
}

interface RoomParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly live: Live;
  readonly journal: Journal;
  readonly acks: Acks;
  readonly stop: AbortSignal;
}

/** The line to the server, and who judges what it refuses. */
function wireUp(wire: Wire, input: LiveRoomInput, { doc, awareness, live, journal, acks, stop }: RoomParts): Judge {
  const { name, store, clock, online } = input;
  const acknowledged = (): void => {
    acks.settle();
    input.changed();
  };
  const stranded = (id: number): void => end(id, live, journal, acks, input);
  const judge = createJudge({ name, doc, store, wire, clock, online, stop, acknowledged, stranded });
  live.line = createLine({ wire, room: name, doc, awareness, events: eventsOf(live, input, acks, judge) });
  if (online()) live.line.connect();
  return judge;
}

/** Opens a room. */
export function createLiveRoom(input: LiveRoomInput): LiveRoom {
  const { name, store, wire } = input;
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const live: Live = { line: null, notice: null, over: false, synced: false, shut: null, wake: () => undefined };
  const stop = new AbortController();
  const whenSynced = new Promise<void>((resolve) => void (live.wake = resolve));
  let judge: Judge | null = null;
  const { acks, journal } = createParts(input, doc, live, () => judge);
  judge = wire === null ? null : wireUp(wire, input, { doc, awareness, live, journal, acks, stop: stop.signal });
  return {
    name,
    doc,
    awareness,
    whenSynced,
    whenLoaded: Promise.resolve(),
    right: () => rightIn(live, input.localRight),
    frozen: () => live.over || live.notice?.frozen === true,
    outdated: () => live.notice?.schema === false,
    saved: () => save(journal, acks, stop.signal),
    connect() {
      live.shut = null;
      live.line?.connect();
    },
    forbid: () => void (judge !== null && forbid(live, input, judge)),
    destroy() {
      live.over = true;
      stop.abort();
      for (const part of [acks, journal]) part.stop();
      live.line?.destroy();
      live.line = null;
      awareness.destroy();
      doc.destroy();
      store.compact(name);
    },
  };
}
