/** Reading the revisions of a PDF that this product wrote: classic cross-reference tables, one incremental update per seal. */

/** One revision: where it ends, where its table stands, and the objects it wrote (number → offset). */
export interface Revision {
  readonly end: number;
  readonly tableAt: number;
  readonly previous: number | null;
  readonly root: string;
  readonly objects: ReadonlyMap<number, number>;
}

/** Bytes as a string of the same length: offsets stay offsets. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(i, i + 0x8000)));
  return parts.join('');
}

function readTable(text: string, at: number): { objects: Map<number, number>; after: number } | null {
  const objects = new Map<number, number>();
  if (!text.startsWith('xref\n', at)) return null;
  let place = at + 5;
  const header = /^(\d{1,10}) (\d{1,7})\s?\n/;
  for (let match = header.exec(text.slice(place, place + 24)); match !== null; match = header.exec(text.slice(place, place + 24))) {
    place += match[0].length;
    const [first, count] = [Number(match[1]), Number(match[2])];
    for (let i = 0; i < count; i++, place += 20) {
      const line = /^(\d{10}) (\d{5}) ([nf])/.exec(text.slice(place, place + 20));
      if (line === null) return null;
      if (line[3] === 'n') objects.set(first + i, Number(line[1]));
    }
  }
  return { objects, after: place };
}

function readRevision(text: string, tableAt: number, end: number): Revision | null {
  const table = readTable(text, tableAt);
  if (table === null) return null;
  const tail = text.slice(table.after, end);
  if (!tail.trimStart().startsWith('trailer')) return null;
  const root = /\/Root (\d+ \d+ R)/.exec(tail)?.[1];
  const previous = /\/Prev (\d+)/.exec(tail)?.[1];
  return root === undefined ? null : { end, tableAt, previous: previous === undefined ? null : Number(previous), root, objects: table.objects };
}

/** All revisions, oldest first; null where the chain of tables is not as this product writes it. */
export function readRevisions(text: string): Revision[] | null {
  const found: Revision[] = [];
  let end = text.length;
  let expected: number | null = null;
  for (let guard = 0; guard < 1000; guard++) {
    const start = text.lastIndexOf('startxref', end - 1);
    const match = /^startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(start, end));
    if (start < 0 || match === null) return null;
    const tableAt = Number(match[1]);
    if ((expected !== null && tableAt !== expected) || tableAt >= start) return null;
    const revision = readRevision(text, tableAt, end);
    if (revision === null) return null;
    found.unshift(revision);
    if (revision.previous === null) return found;
    expected = revision.previous;
    const before = text.lastIndexOf('%%EOF', Math.min(...revision.objects.values(), tableAt));
    if (before < 0) return null;
    end = before + 5;
  }
  return null;
}

/** Text of an object as written at an offset, from its dictionary to `endobj`. */
export function objectText(text: string, number: number, offset: number): string | null {
  const match = new RegExp(`^${number} 0 obj\\s`).exec(text.slice(offset, offset + 24));
  const end = text.indexOf('endobj', offset);
  return match === null || end < 0 ? null : text.slice(offset + match[0].length, end).trim();
}
