/** How long until an edit is on the disk and its writer knows, against one fdatasync of the same disk in the same minute. */

import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from './numbers.ts';
import type { Measured } from './server.ts';
import { openThin } from './thin.ts';
import { createPen } from './writers.ts';

const ROUNDS = 200;

/** Milliseconds of one fdatasync behind a small write, half of them below. */
function diskMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bench-disk-'));
  const file = openSync(join(folder, 'file'), 'w');
  const row = Buffer.alloc(120);
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    writeSync(file, row);
    const began = performance.now();
    fdatasyncSync(file);
    times.push(performance.now() - began);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return quantile(times, 0.5);
}

/** Milliseconds from an edit to its durable ack, one at a time. Only ours has such an ack. */
export async function runAck(server: Measured): Promise<{ p50: number; p99: number; disk: number }> {
  const disk = diskMs();
  let heard = (_seq: number): void => undefined;
  const thin = await openThin(server, 'ack', { onBarrier: (seq) => heard(seq) });
  const pen = createPen();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const done = new Promise<void>((resolve) => (heard = (seq) => seq === i && resolve()));
    const began = performance.now();
    thin.update(pen.stroke(i));
    thin.barrier(i);
    await done;
    times.push(performance.now() - began);
  }
  thin.close();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), disk };
}
