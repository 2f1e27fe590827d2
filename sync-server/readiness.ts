/** Whether the server can take writes now: asked of the disk itself, by writing. */

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import { diskSentence } from './storage/open.ts';

/** Why it is not ready. */
export type ReadyCode = DiskCode | 'CLOSING';

/** Readiness of one server. */
export interface Readiness {
  check(): Result<null, ReadyCode>;
  /** From now on nothing new is to be sent here. */
  closing(): void;
}

/** The disk is asked at most this often, however many ask us. */
const FRESH_MS = 1000;
const PROBE = new Uint8Array(64 << 10);

function probe(file: string): Result<null, DiskCode> {
  try {
    writeFileSync(file, PROBE, { flush: true });
    rmSync(file);
    return ok(null);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const code = gone ? 'READ_ONLY' : diskCode(error);
    if (code === null) throw error;
    return err(code, diskSentence(code));
  }
}

/** Readiness over a data folder. */
export function createReadiness(dataDir: string): Readiness {
  let closing = false;
  let last: { readonly at: number; readonly result: Result<null, DiskCode> } | null = null;
  return {
    check() {
      if (closing) return err('CLOSING', '서버가 끝나는 중입니다. 잠시 뒤 다시 연결하십시오.');
      if (last === null || performance.now() - last.at > FRESH_MS) last = { at: performance.now(), result: probe(join(dataDir, 'probe.tmp')) };
      return last.result;
    },
    closing: () => void (closing = true),
  };
}
