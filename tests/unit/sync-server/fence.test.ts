import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { fromHex } from '../../../shared/lib/bytes.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import type { Append, Storage, UpdateRow } from '../../../sync-server/storage/storage.ts';
import { createFolders, must } from '../../support/sync.ts';

const AT = '2026-11-23T00:00:00.000Z';
const folders = createFolders();
afterEach(folders.clean);

function move(storage: Storage, documentId: string, expected: number, freeze: Append['freeze'] = null): void {
  const fact = { type: 'delivered', person: 'kim', agency: 'A', what: 'content' } as const;
  const entry: Entry = { v: 1, documentId, seq: expected, prev: null, receivedAt: AT, kind: 'serverFact', body: { fact, key: '0'.repeat(64), signature: 'x' } };
  const entries = [{ entry, leaf: fromHex(leafHash(entry)), statement: null }];
  const append = { documentId, expected, logSize: storage.size(), entries, freeze, numbers: [], disclosures: {}, blobs: [], refusal: null };
  expect(storage.appendEntries(append)).toBe('appended');
}

it('R53 what was read of a fence is never believed after the trail moved, by this connection or another, in the document or the directory', () => {
  const file = join(folders.make(), 'server.db');
  const storage = must(openSqliteStorage(file));
  const other = must(openSqliteStorage(file));
  const documentId = randomUUID();
  const room = mainRoom(documentId, 1);
  move(storage, documentId, 0);
  const rowNow = (): UpdateRow => ({ room, epoch: storage.epochOf(room), person: 'kim', at: AT, bytes: new Uint8Array([1]), clients: [] });
  const types = (row: UpdateRow): string[] => storage.append([row, row]).map(({ type }) => type);
  for (const mover of [storage, other]) {
    for (const trail of [documentId, DIRECTORY_TRAIL]) {
      const held = rowNow();
      expect(types(held)).toEqual(['kept', 'kept']);
      move(mover, trail, mover.entriesOf(trail, 0).length);
      expect(types(held)).toEqual(['fenced', 'fenced']);
      expect(types(rowNow())).toEqual(['kept', 'kept']);
    }
  }
  const frozen = { v: 1, documentId, version: 1, content: {} as never, salts: [] } as const;
  const held = rowNow();
  expect(types(held)).toEqual(['kept', 'kept']);
  move(other, documentId, other.entriesOf(documentId, 0).length, { frozen, rooms: [] });
  expect([types(held), types(rowNow())]).toEqual([
    ['fenced', 'fenced'],
    ['fenced', 'fenced'],
  ]);
  other.close();
  storage.close();
});
