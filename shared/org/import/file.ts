/** A whole file of 조직도 가져오기 against the directory of now: what it would change, and every wrong line. */

import type { AgencyRecord, Directory } from '../directory.ts';
import { applyRows, type Imported } from './apply.ts';
import { readRows } from './rows.ts';

/** Reads and applies the text of a file. With faults the record is not to be used. */
export function importFile(directory: Directory, record: AgencyRecord, text: string): Imported {
  const read = readRows(text);
  const made = applyRows(directory, record, read.rows);
  return { ...made, faults: [...read.faults, ...made.faults].toSorted((a, b) => a.line - b.line) };
}
