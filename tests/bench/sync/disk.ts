/** What one fdatasync costs on the disk the servers write to. */

import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const TIMES = 100;

/** Milliseconds of each of a hundred fdatasyncs, each after a block of 4 KiB was appended. */
export function measureFdatasync(folder: string): number[] {
  const path = join(folder, 'fdatasync.bin');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(4096, 1);
  try {
    return Array.from({ length: TIMES }, () => {
      writeSync(file, block);
      const start = performance.now();
      fdatasyncSync(file);
      return performance.now() - start;
    });
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}
