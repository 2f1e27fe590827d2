/** A whole file of 조직도 가져오기 against the directory of now: what it would change, and every wrong line. */

import type { AgencyRecord, Directory } from '../directory.ts';
import { applyRows, type Imported, type PastUnits } from './apply.ts';
import { readRows } from './rows.ts';

/**
 * Reads and applies the text of a file. `past` are units the agency had once, `day` (`YYYY-MM-DD` in Korea) tells what is over already. With
 * faults the record is not to be used.
 */
export function importFile(directory: Directory, record: AgencyRecord, text: string, past: PastUnits = new Map(), day: string | null = null): Imported {
  const read = readRows(text);
  const made = applyRows(directory, record, read.rows, { past, day });
  return { ...made, faults: [...read.faults, ...made.faults].toSorted((a, b) => a.line - b.line) };
}
