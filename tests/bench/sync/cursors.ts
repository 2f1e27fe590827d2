/** Fifty people move their cursors ten times a second: what that costs the server. */

import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Measured } from './server.ts';
import { openThin } from './thin.ts';

/** CPU of the server in ms for each second, and cursor frames heard by everybody in a second. */
export async function runCursors(server: Measured, people: number, seconds: number): Promise<{ cpuMs: number; frames: number }> {
  let frames = 0;
  const thins = await Promise.all(Array.from({ length: people }, () => openThin(server, 'cursors', { onAwareness: () => (frames += 1) })));
  const cursors = thins.map(() => new Awareness(new Y.Doc()));
  let turn = 0;
  const move = (): void => {
    turn += 1;
    cursors.forEach((cursor, i) => {
      cursor.setLocalStateField('cursor', { anchor: turn, head: turn });
      thins[i]?.awareness(encodeAwarenessUpdate(cursor, [cursor.clientID]));
    });
  };
  move();
  const before = await server.stats();
  frames = 0;
  const began = performance.now();
  while (performance.now() - began < seconds * 1000) {
    move();
    await new Promise((done) => setTimeout(done, 100));
  }
  const took = (performance.now() - began) / 1000;
  const after = await server.stats();
  thins.forEach((thin) => thin.close());
  cursors.forEach((cursor) => cursor.destroy());
  return { cpuMs: (after.cpuMs - before.cpuMs) / took, frames: frames / took };
}
