/** The editing trace of a paper as Yjs updates, one per edit, kept in a file between runs of one benchmark. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';

/** The trace: updates in order, the text they end with, and the document's state as one update. */
export interface Trace {
  readonly updates: readonly Uint8Array[];
  readonly text: string;
  readonly state: Uint8Array;
}

/** Name of the text in the document. */
export const TRACE_TEXT = 'paper';
const FILE = join(import.meta.dirname, '..', '..', 'fixtures', 'traces', 'automerge-paper.json.gz');

interface Recorded {
  readonly startContent: string;
  readonly endContent: string;
  readonly txns: readonly { readonly patches: readonly (readonly [number, number, string])[] }[];
}

const read = (): Recorded => JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as Recorded;

/** The first `edits` edits as they were made: place, letters taken, letters put in. Lines are joined, since one line of text takes them. */
export const readPatches = (edits: number): [number, number, string][] =>
  read()
    .txns.slice(0, edits)
    .flatMap(({ patches }) => patches.map(([at, deleted, inserted]): [number, number, string] => [at, deleted, inserted.replaceAll('\n', ' ')]));

/** Types the first `edits` edits of the trace again, as client `client`. The whole trace is checked against the text it must end with. */
export function readTrace(edits: number, client = 7): Trace {
  const recorded = read();
  const doc = new Y.Doc();
  doc.clientID = client;
  const text = doc.getText(TRACE_TEXT);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  if (recorded.startContent !== '') text.insert(0, recorded.startContent);
  for (const { patches } of recorded.txns.slice(0, edits))
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(at, deleted);
        if (inserted !== '') text.insert(at, inserted);
      }
    });
  const end = text.toString();
  if (edits >= recorded.txns.length && end !== recorded.endContent) throw new Error('the trace does not end with its text');
  return { updates, text: end, state: Y.encodeStateAsUpdate(doc) };
}
