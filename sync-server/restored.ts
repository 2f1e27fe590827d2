/** The mark a restore leaves in the server's folder: clients are told of it once each, and give back what came after the backup. */

import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Name of the mark. */
export const RESTORED_FILE = 'restored.json';

const markSchema = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  at: z.string(),
  size: z.number().int().nonnegative(),
  /** When the restored server first ran. */
  openedAt: z.string().nullable(),
});

/** That this folder came from a backup: which restore, when, and how many entries it had. */
export type RestoredMark = z.infer<typeof markSchema>;

/** A fresh mark. */
export function newMark(now: Date, size: number, openedAt: Date | null): RestoredMark {
  return { v: 1, id: randomUUID(), at: now.toISOString(), size, openedAt: openedAt?.toISOString() ?? null };
}

/** The mark of a folder, or null where it was never restored. */
export function readMark(dataDir: string): RestoredMark | null {
  let text: string;
  try {
    text = readFileSync(join(dataDir, RESTORED_FILE), 'utf8');
  } catch {
    return null;
  }
  return markSchema.parse(JSON.parse(text));
}

/** Writes the mark, whole or not at all. */
export function writeMark(dataDir: string, mark: RestoredMark): void {
  const part = join(dataDir, `${RESTORED_FILE}.part`);
  writeFileSync(part, JSON.stringify(mark), { flush: true });
  renameSync(part, join(dataDir, RESTORED_FILE));
}
