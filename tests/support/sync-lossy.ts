/** A thin co-editing client behind a lossy line: frames are dropped, doubled and put out of order, the line breaks and comes back. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { CLOSE, MESSAGE } from '../../shared/collab/protocol.ts';
import type { RoomNotice } from '../../shared/sync/api.ts';
import { syncMessage, written } from './sync-fuzz-frames.ts';
import type { Random } from './sync-random.ts';
import type { Someone } from './sync-world.ts';

/** A client of one room. Every edit carries a key of its own, so that it can be found again. */
export interface LossyClient {
  readonly who: Someone;
  readonly rude: boolean;
  readonly doc: () => Y.Doc;
  /** Keys of edits, all of them, those acknowledged, and those kept apart because the server would not take them. */
  readonly made: readonly string[];
  readonly acked: ReadonlySet<string>;
  readonly stranded: ReadonlySet<string>;
  readonly codes: readonly number[];
  readonly open: () => boolean;
  readonly writes: () => boolean;
  readonly synced: () => boolean;
  connect(): Promise<void>;
  cut(): Promise<void>;
  edit(): void;
  barrier(): void;
  /** From now on the line loses nothing. */
  heal(): void;
}

/** One direction of a line. */
interface Way {
  /** The line is dead: nothing more passes. */
  dead: boolean;
  /** Frames so far, and which of them was lost while the line went on; no later one has passed that would show the gap. */
  count: number;
  owed: number;
  held: { readonly frame: Uint8Array; readonly n: number } | null;
}

interface Line {
  readonly socket: WebSocket;
  readonly out: Way;
  readonly in: Way;
  synced: boolean;
  notice: RoomNotice | null;
}

/** What the client is made of. `noise` is the share of frames that are harmed. */
export interface LossyInput {
  readonly who: Someone;
  readonly name: string;
  readonly address: string;
  readonly token: string;
  readonly plain: boolean;
  /** These edits were acknowledged this moment: now they must be durable, not later when somebody sends them again. */
  readonly acknowledged: (keys: readonly string[]) => void;
  /** It goes on writing whatever it is told. */
  readonly rude: boolean;
  readonly random: Random;
  readonly noise: number;
}

const STEP1 = 0;
const UPDATE = 2;
const isUpdate = (frame: Uint8Array): boolean => frame[0] === MESSAGE.sync && frame[1] === UPDATE;
const createWay = (): Way => ({ dead: false, count: 0, owed: 0, held: null });

/**
 * Passes frames on, some of them late, twice or never; the loss of one may be the end of the line or a gap in it. Only updates and barriers
 * are harmed, and no update is put behind a barrier that speaks for it: that no line does, and no server could know.
 */
function createPipe(random: Random, noise: () => number): (way: Way, frame: Uint8Array, send: (frame: Uint8Array) => void) => void {
  return (way, frame, send) => {
    const n = (way.count += 1);
    const pass = (one: { readonly frame: Uint8Array; readonly n: number }): void => {
      if (way.dead) return;
      if (isUpdate(one.frame) && one.n > way.owed) way.owed = 0;
      send(one.frame);
    };
    const late = way.held;
    way.held = null;
    const harmed = (isUpdate(frame) || frame[0] === MESSAGE.barrier) && random.chance(noise());
    const harm = harmed ? random.pick(['kill', 'gap', 'gap', 'double', 'double', 'late', 'late'] as const) : null;
    if (late !== null && !isUpdate(frame)) pass(late);
    if (harm === 'kill') way.dead = true;
    else if (harm === 'gap') way.owed = isUpdate(frame) ? n : way.owed;
    else if (harm === 'late' && late === null && isUpdate(frame)) way.held = { frame, n };
    else for (let times = harm === 'double' ? 2 : 1; times > 0; times--) pass({ frame, n });
    if (late !== null && isUpdate(frame)) pass(late);
  };
}

/** Opens nothing yet. */
export function createLossy(input: LossyInput): LossyClient {
  const { who, name, address, token, plain, rude, random } = input;
  const made: string[] = [];
  const acked = new Set<string>();
  const stranded = new Set<string>();
  const codes: number[] = [];
  const asked = new Map<number, { count: number; line: Line }>();
  let doc = new Y.Doc();
  let line: Line | null = null;
  let noise = input.noise;
  let seq = 0;
  const quiet = (): number => noise;
  const pipe = createPipe(random, quiet);

  const writes = (): boolean =>
    line !== null && (plain || rude || (line.notice !== null && line.notice.schema && !line.notice.frozen && line.notice.right === 'edit'));
  function send(frame: Uint8Array): void {
    const to = line;
    if (to === null) return;
    pipe(to.out, frame, (bytes) => to.socket.readyState === WebSocket.OPEN && to.socket.send(bytes));
  }
  function listen(): void {
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && line?.socket.readyState === WebSocket.OPEN) send(syncMessage(UPDATE, bytes));
    });
  }
  /** What may not be written any more is kept apart, and the text begins anew from the server's. */
  function strand(): void {
    if (rude) return;
    const waiting = made.filter((key) => !acked.has(key) && !stranded.has(key));
    if (waiting.length === 0) return;
    for (const key of waiting) stranded.add(key);
    doc = new Y.Doc();
    listen();
    line?.socket.terminate();
    line = null;
  }
  function take(from: Line, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.barrier) {
      const answered = asked.get(decoding.readVarUint(decoder));
      if (answered === undefined || answered.line !== from) return;
      const fresh = made.slice(0, answered.count).filter((key) => !stranded.has(key) && !acked.has(key));
      for (const key of fresh) acked.add(key);
      if (fresh.length > 0) input.acknowledged(fresh);
      return;
    }
    if (type === MESSAGE.notice) {
      from.notice = JSON.parse(decoding.readVarString(decoder)) as RoomNotice;
      if (!writes()) strand();
      return;
    }
    if (type !== MESSAGE.sync) return;
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (kind === STEP1) return send(syncMessage(1, Y.encodeStateAsUpdate(doc, bytes)));
    Y.applyUpdate(doc, bytes, 'server');
    if (kind === 1) from.synced = true;
  }
  function closed(from: Line, code: number): void {
    if (code !== 1006) codes.push(code);
    if (line !== from) return;
    line = null;
    if (code === CLOSE.forbidden || code === CLOSE.frozen) strand();
  }

  listen();
  return {
    who,
    rude,
    made,
    acked,
    stranded,
    codes,
    doc: () => doc,
    open: () => line !== null,
    synced: () => line?.synced === true,
    writes,
    async connect() {
      if (line !== null) return;
      const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
      const fresh: Line = { socket, out: createWay(), in: createWay(), synced: false, notice: null };
      line = fresh;
      socket.on('error', () => undefined);
      socket.on('close', (code) => closed(fresh, code));
      socket.on('message', (data: Buffer) => pipe(fresh.in, new Uint8Array(data), (frame) => line === fresh && take(fresh, frame)));
      await new Promise<void>((resolve) => void socket.once('open', resolve).once('close', () => resolve()));
      send(syncMessage(STEP1, Y.encodeStateVector(doc)));
    },
    async cut() {
      const old = line;
      line = null;
      if (old === null) return;
      const gone = new Promise((resolve) => void old.socket.once('close', resolve));
      old.socket.terminate();
      await gone;
    },
    edit() {
      const key = `${name}:${made.length}`;
      made.push(key);
      doc.transact(() => {
        const text = doc.getText('t');
        if (text.length > 3 && random.chance(0.3)) text.delete(random.int(text.length - 1), 1);
        else text.insert(random.int(text.length + 1), 'abc'.slice(random.int(3)));
        doc.getMap('m').set(key, 1);
      });
    },
    barrier() {
      // A loss nobody can see yet: no server could know that it has not everything.
      if (line === null || !line.synced || !writes() || line.out.owed > 0) return;
      seq += 1;
      asked.set(seq, { count: made.length, line });
      send(written((e) => (encoding.writeVarUint(e, MESSAGE.barrier), encoding.writeVarUint(e, seq))));
    },
    heal: () => void (noise = 0),
  };
}
