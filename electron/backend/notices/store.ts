/** Reminders as this replica keeps them: told once for a request, its day and how near it was. */

import type { NoticeKind, NoticeStage } from '../../../shared/api/notice-view.ts';
import type { ReplicaDb } from '../db/sql.ts';

/** One reminder to be told. */
export interface Reminder {
  readonly documentId: string;
  readonly request: string;
  readonly kind: NoticeKind;
  readonly day: string;
  readonly stage: NoticeStage;
  /** Who sent it and when, where somebody did; '' elsewhere. */
  readonly sender: string;
  readonly sentAt: string;
}

/** One that was told. */
export interface Told extends Reminder {
  readonly id: number;
  readonly at: string;
  readonly read: boolean;
  readonly done: boolean;
}

/** The store. */
export interface NoticeStore {
  /** Keeps what was not told before, and answers with it. */
  tell(reminders: readonly Reminder[], at: string): Reminder[];
  /** Requests of a document that are no longer open: their reminders are done. */
  settle(documentId: string, open: ReadonlySet<string>, at: string): number;
  /** Documents that have reminders of requests still open. */
  reminded(): string[];
  list(): Told[];
  read(ids: readonly number[] | null, at: string): void;
}

/** More than anybody reads back. */
const MOST = 200;

const COLUMNS = 'id, document_id AS documentId, request, kind, day, stage, sender, sent_at AS sentAt, told_at AS at, read_at AS readAt, done';

type Row = Omit<Told, 'read' | 'done'> & { readonly readAt: string | null; readonly done: number };

/** The store over the local database. */
export function createNoticeStore({ read, write }: Pick<ReplicaDb, 'read' | 'write'>): NoticeStore {
  return {
    tell: (reminders, at) =>
      reminders.length === 0
        ? []
        : write((db) => {
            const fresh = reminders.filter(
              ({ documentId, request, kind, day, stage, sender, sentAt }) =>
                db.run(
                  'INSERT INTO notices (document_id, request, kind, day, stage, told_at, sender, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
                  ...[documentId, request, kind, day, stage, at, sender, sentAt],
                ).changes > 0,
            );
            db.run('DELETE FROM notices WHERE done = 1 AND id <= (SELECT max(id) FROM notices) - ?', MOST);
            return fresh;
          }),
    settle(documentId, open, at) {
      const gone = read
        .all<{ id: number; request: string }>('SELECT id, request FROM notices WHERE document_id = ? AND done = 0', documentId)
        .filter(({ request }) => !open.has(request));
      if (gone.length > 0) {
        // A request that is over asks nothing any more; an answer that came is news until it is read.
        const readAt = `CASE WHEN stage IN ('answered', 'enough') THEN read_at ELSE coalesce(read_at, ?) END`;
        write((db) => gone.forEach(({ id }) => db.run(`UPDATE notices SET done = 1, read_at = ${readAt} WHERE id = ?`, at, id)));
      }
      return gone.length;
    },
    reminded: () => read.all<{ documentId: string }>('SELECT DISTINCT document_id AS documentId FROM notices WHERE done = 0').map((row) => row.documentId),
    list: () =>
      read
        .all<Row>(`SELECT ${COLUMNS} FROM notices ORDER BY id DESC LIMIT ?`, MOST)
        .map(({ readAt, done, ...row }) => ({ ...row, read: readAt !== null, done: done === 1 })),
    read: (ids, at) =>
      write((db) => {
        if (ids === null) db.run('UPDATE notices SET read_at = ? WHERE read_at IS NULL', at);
        else ids.forEach((id) => db.run('UPDATE notices SET read_at = coalesce(read_at, ?) WHERE id = ?', at, id));
      }),
  };
}
