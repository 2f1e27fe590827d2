/** The mark a restore leaves in the server's folder: clients are told of it once each, and give back what came after the backup. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Name of the mark. */
export const RESTORED_FILE = 'restored.json';

const markSchema = z.strictObject({ v: z.literal(1), id: z.uuid(), at: z.string(), size: z.number().int().nonnegative() });

/** That this folder came from a backup: which restore, when, and how many entries it had. */
export type RestoredMark = z.infer<typeof markSchema>;

/** The mark of a folder, or null where it was never restored. */
export function readMark(dataDir: string): RestoredMark | null {
  try {
    return markSchema.parse(JSON.parse(readFileSync(join(dataDir, RESTORED_FILE), 'utf8')));
  } catch {
    return null;
  }
}
