/** The two handles of the local database: everyone may read, a write handle exists only inside a transaction. */

declare const readable: unique symbol;
declare const writable: unique symbol;

/** What SQLite takes and gives. */
export type SqlValue = string | number | null | Uint8Array;

/** Reading. Statements are prepared once and kept. */
export interface ReadableDB {
  readonly [readable]: true;
  get<R>(sql: string, ...values: SqlValue[]): R | undefined;
  all<R>(sql: string, ...values: SqlValue[]): R[];
}

/** Writing: given only to the work of `ReplicaDb.write`. */
export interface WritableDB extends ReadableDB {
  readonly [writable]: true;
  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly id: number };
}

/** One open database. `write` is one IMMEDIATE transaction; it throws what SQLite throws (`diskCode` names it). */
export interface ReplicaDb {
  readonly read: ReadableDB;
  write<T>(work: (db: WritableDB) => T): T;
  /** Writes one moment of it into a new file, under the same key. */
  copyTo(file: string): void;
  close(): void;
}
