/** The trace of a real paper (B4) through the server: one writes it stroke by stroke, one reads, and a third joins afterwards and must have the same text. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Measured } from './server.ts';
import { openThin, type Thin } from './thin.ts';

const FILE = join(import.meta.dirname, '../../fixtures/traces/automerge-paper.json.gz');
const END = '~END~';

interface Trace {
  readonly txns: readonly { readonly patches: readonly (readonly [number, number, string])[] }[];
}

/** The trace as updates, and the text they make. */
export interface Strokes {
  readonly updates: readonly Uint8Array[];
  readonly text: string;
  readonly state: Uint8Array;
}

/** Reads the first `most` strokes; the last one writes a mark. */
export function readStrokes(most: number): Strokes {
  const { txns } = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Trace;
  const doc = new Y.Doc();
  const text = doc.getText('paper');
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(new Uint8Array(bytes)));
  for (const { patches } of txns.slice(0, most)) {
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(at, deleted);
        if (inserted !== '') text.insert(at, inserted);
      }
    });
  }
  text.insert(0, END);
  return { updates, text: text.toJSON(), state: Y.encodeStateAsUpdate(doc) };
}

/** Most bytes kept on the way, so that the writer does not only fill its own buffer. */
const MOST_BUFFERED = 1 << 20;

async function write(thin: Thin, updates: readonly Uint8Array[]): Promise<void> {
  for (const update of updates) {
    thin.update(update);
    while (thin.buffered() > MOST_BUFFERED) await new Promise((done) => setTimeout(done, 1));
  }
}

/** The text a newcomer gets. */
function textOf(server: Measured, room: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const onSync = (step: number, message: Buffer): void => {
      if (step !== 1) return;
      const decoder = decoding.createDecoder(message);
      if (server.name.startsWith('hocuspocus')) decoding.readVarString(decoder);
      decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
      resolve(doc.getText('paper').toJSON());
    };
    openThin(server, room, { onSync }).then((thin) => thin.close(), reject);
  });
}

/** Seconds from the first stroke sent to the last one read. Throws where the text a newcomer gets is another. */
export async function runTrace(server: Measured, strokes: Strokes): Promise<{ seconds: number; cpuMs: number }> {
  const room = `trace-${Math.random().toString(36).slice(2, 8)}`;
  let ended = (): void => undefined;
  const end = new Promise<void>((resolve) => (ended = resolve));
  const reader = await openThin(server, room, { onSync: (step, message) => step === 2 && message.includes(END) && ended() });
  const writer = await openThin(server, room, {});
  const before = await server.stats();
  const began = performance.now();
  await write(writer, strokes.updates);
  await end;
  const seconds = (performance.now() - began) / 1000;
  const after = await server.stats();
  const text = await textOf(server, room);
  reader.close();
  writer.close();
  if (text !== strokes.text) throw new Error(`${server.name}: another text after the trace`);
  return { seconds, cpuMs: after.cpuMs - before.cpuMs };
}

/** Milliseconds until all of `clients` that join at once have the whole paper. */
export async function runStorm(server: Measured, strokes: Strokes, clients: number): Promise<number> {
  const room = `storm-${Math.random().toString(36).slice(2, 8)}`;
  const writer = await openThin(server, room, {});
  writer.update(strokes.state);
  const whole = strokes.state.length * 0.9;
  const arrive = (): Promise<Thin> =>
    new Promise((resolve, reject) => {
      let mine: Thin | null = null;
      let had = false;
      const onSync = (step: number, message: Buffer): void => {
        if (step === 0 || message.length < whole) return;
        had = true;
        if (mine !== null) resolve(mine);
      };
      openThin(server, room, { onSync }).then((thin) => {
        mine = thin;
        if (had) resolve(thin);
      }, reject);
    });
  const first = await arrive();
  const began = performance.now();
  const all = await Promise.all(Array.from({ length: clients }, arrive));
  const took = performance.now() - began;
  for (const thin of [writer, first, ...all]) thin.close();
  return took;
}
