/** What every storage must do; run on each implementation. */

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../shared/collab/protocol.ts';
import { fromHex } from '../../shared/lib/bytes.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import { leafHash } from '../../shared/trail/hash.ts';
import type { Append, Storage, UpdateRow } from '../../sync-server/storage/storage.ts';

const AT = '2026-11-23T00:00:00.000Z';

function entry(documentId: string, seq: number): Entry {
  const fact = { type: 'delivered', person: 'kim', agency: 'A', what: 'content' } as const;
  return { v: 1, documentId, seq, prev: null, receivedAt: AT, kind: 'serverFact', body: { fact, key: '0'.repeat(64), signature: 'x' } };
}

function append(documentId: string, expected: number, logSize: number, rest: Partial<Append> = {}): Append {
  const made = entry(documentId, expected);
  const entries = [{ entry: made, leaf: fromHex(leafHash(made)), statement: null }];
  return { documentId, expected, logSize, entries, freeze: null, numbers: [], disclosures: {}, blobs: [], refusal: null, ...rest };
}

function row(storage: Storage, room: string, rest: Partial<UpdateRow> = {}): UpdateRow {
  return { room, epoch: storage.epochOf(room), person: 'kim', at: AT, bytes: new Uint8Array([1, 2, 3]), clients: [], ...rest };
}

/** Runs the suite. */
export function storageSuite(name: string, make: () => Storage): void {
  describe(`storage: ${name}`, () => {
    let storage: Storage;
    beforeEach(() => void (storage = make()));

    it('T1 updates are numbered per room, with person and time, and load in order', () => {
      const outcomes = storage.append([row(storage, 'plain/a'), row(storage, 'plain/b'), row(storage, 'plain/a', { bytes: new Uint8Array([9]) })]);
      expect(outcomes).toEqual([
        { type: 'kept', seq: 1 },
        { type: 'kept', seq: 1 },
        { type: 'kept', seq: 2 },
      ]);
      expect(storage.load('plain/a').updates.map((bytes) => [...bytes])).toEqual([[1, 2, 3], [9]]);
      expect(storage.updates('plain/a').map(({ seq, person, at }) => ({ seq, person, at }))).toEqual([
        { seq: 1, person: 'kim', at: AT },
        { seq: 2, person: 'kim', at: AT },
      ]);
    });

    it('T2 a client id belongs to whoever claimed it first', () => {
      expect(storage.append([row(storage, 'plain/a', { clients: [7] })])).toEqual([{ type: 'kept', seq: 1 }]);
      expect(storage.append([row(storage, 'plain/a', { clients: [7], person: 'lee' })])).toEqual([{ type: 'foreign' }]);
      expect(storage.append([row(storage, 'plain/b', { clients: [7], person: 'lee' })])).toEqual([{ type: 'kept', seq: 1 }]);
      expect(storage.load('plain/a').claims).toEqual(new Map([[7, 'kim']]));
    });

    it('T16 whose client ids a room knows is told with the time of their first edit, and a snapshot takes nothing of it', () => {
      storage.append([row(storage, 'plain/a', { clients: [7] }), row(storage, 'plain/b', { clients: [9] })]);
      storage.append([row(storage, 'plain/a', { person: 'lee', at: '2026-11-24T00:00:00.000Z', clients: [5] })]);
      storage.append([row(storage, 'plain/a', { at: '2026-11-25T00:00:00.000Z', clients: [7] })]);
      storage.compact('plain/a', 3, new Uint8Array([1]));
      expect(storage.authorsOf('plain/a')).toEqual([
        { client: 7, person: 'kim', at: AT },
        { client: 5, person: 'lee', at: '2026-11-24T00:00:00.000Z' },
      ]);
      expect(storage.authorsOf('plain/none')).toEqual([]);
    });

    it('T3 a room held under an old epoch is fenced in the transaction that would append', () => {
      const documentId = randomUUID();
      const stale = row(storage, mainRoom(documentId, 1));
      expect(storage.appendEntries(append(documentId, 0, 0))).toBe('appended');
      expect(storage.append([stale, row(storage, mainRoom(documentId, 1))])).toEqual([{ type: 'fenced' }, { type: 'kept', seq: 1 }]);
    });

    it('T4 entries append only onto the expected head, log size, room numbers and registration numbers', () => {
      const documentId = randomUUID();
      expect(storage.appendEntries(append(documentId, 0, 0, { numbers: [{ unit: 'A/U1', year: 2026, number: 1 }] }))).toBe('appended');
      expect(storage.appendEntries(append(documentId, 0, 1))).toBe('conflict');
      expect(storage.appendEntries(append(documentId, 1, 0))).toBe('conflict');
      expect(storage.appendEntries(append(documentId, 1, 1, { numbers: [{ unit: 'A/U1', year: 2026, number: 1 }] }))).toBe('conflict');
      expect(storage.appendEntries(append(documentId, 1, 1, { numbers: [{ unit: 'A/U1', year: 2026, number: 2 }] }))).toBe('appended');
      expect([storage.size(), storage.lastNumber('A/U1', 2026), storage.entriesOf(documentId, 0).length]).toEqual([2, 2, 2]);
    });

    it('T5 a freeze needs every room at its number and fences the version, comments apart', () => {
      const documentId = randomUUID();
      const room = mainRoom(documentId, 1);
      storage.appendEntries(append(documentId, 0, 0));
      storage.append([row(storage, room)]);
      const frozen = { v: 1, documentId, version: 1, content: {} as never, salts: [] } as const;
      const freeze = (seq: number): Append['freeze'] => ({ frozen, rooms: [{ room, seq, state: new Uint8Array([1]) }] });
      expect(storage.appendEntries(append(documentId, 1, 1, { freeze: freeze(0) }))).toBe('conflict');
      expect(storage.appendEntries(append(documentId, 1, 1, { freeze: freeze(1) }))).toBe('appended');
      expect(storage.isFrozen(documentId, 1)).toBe(true);
      const comments = `doc/${documentId}/v1/comments`;
      const outcomes = storage.append([
        row(storage, room),
        row(storage, `doc/${documentId}/v1/sec/new`),
        row(storage, comments),
        row(storage, mainRoom(documentId, 2)),
      ]);
      expect(outcomes.map((outcome) => outcome.type)).toEqual(['fenced', 'fenced', 'kept', 'kept']);
    });

    it('T6 a snapshot replaces only an older one and the tail goes on', () => {
      storage.append([row(storage, 'plain/a'), row(storage, 'plain/a')]);
      storage.compact('plain/a', 2, new Uint8Array([5]));
      storage.compact('plain/a', 1, new Uint8Array([6]));
      storage.append([row(storage, 'plain/a', { bytes: new Uint8Array([7]) })]);
      const loaded = storage.load('plain/a');
      expect([loaded.snapshotSeq, loaded.seq, [...(loaded.snapshot ?? [])], loaded.updates.map((bytes) => [...bytes])]).toEqual([2, 3, [5], [[7]]]);
      expect(storage.updates('plain/a')).toHaveLength(3);
      expect(storage.load('plain/a', 'log')).toMatchObject({ seq: 3, snapshotSeq: 0, snapshot: null, snapshotDamaged: true });
      expect(storage.load('plain/a', 'log').updates).toHaveLength(3);
    });
  });
}
