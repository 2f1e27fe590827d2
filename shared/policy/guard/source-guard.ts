/** The guards over a Markdown or plain text file, line by line, as `ongyeol lint` shows them beside the writing rules. */

import { findPersonalData, type PersonalFinding } from './personal-data.ts';
import { secretMarkIn, type SecretMark } from './secret-grade.ts';

/** 개인정보 with its line and column in the file, both from 1; `start` and `end` count within that line. */
export interface SourcePersonal extends PersonalFinding {
  readonly line: number;
  readonly column: number;
}

/** What the guards see in a file. */
export interface GuardedSource {
  /** The first 비밀 marking, its line from 1; null where there is none. */
  readonly secret: SecretMark | null;
  readonly personal: readonly SourcePersonal[];
}

/** Looks at every line, the front matter and cells of tables too. A file has no directory, so only the exempt spots of SPEC.md that need none hold. */
export function guardSource(source: string): GuardedSource {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const cells = lines.map((line) => (line.trimStart().startsWith('|') ? line.split('|') : [line.replace(/^title:\s*/, '제목 ')]));
  const marks = cells.map((row) => secretMarkIn(row.map((cell) => cell.trim())));
  const at = marks.findIndex((mark) => mark !== null);
  const mark = marks[at];
  return {
    secret: mark === undefined || mark === null ? null : { ...mark, line: at + 1 },
    personal: lines.flatMap((line, i) => findPersonalData(line, []).map((finding) => ({ ...finding, line: i + 1, column: finding.start + 1 }))),
  };
}
