/** What this person really opened of a paper on this machine: its text, its 붙임, what changed against an earlier version. Told before signing. */

import type { ReplicaDb } from '../db/sql.ts';

/** One part of a version that was opened: `text`, `diff`, or an attachment by its digest. */
export type Looked = 'text' | 'diff' | `file/${string}`;

/** One look. */
export interface Look {
  readonly what: Looked;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** The looks of one profile. */
export interface Looks {
  note(documentId: string, version: number, what: Looked, at: string): void;
  of(documentId: string, version: number): Look[];
}

/** Looks over the local database. */
export function createLooks({ read, write }: Pick<ReplicaDb, 'read' | 'write'>): Looks {
  return {
    note: (documentId, version, what, at) =>
      write((db) =>
        db.run(
          'INSERT INTO looks (document_id, version, what, first_at, last_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET last_at = excluded.last_at',
          ...[documentId, version, what, at, at],
        ),
      ),
    of: (documentId, version) =>
      read.all<Look>('SELECT what, first_at AS firstAt, last_at AS lastAt FROM looks WHERE document_id = ? AND version = ?', documentId, version),
  };
}
