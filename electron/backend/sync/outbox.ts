/** The outbox: a signed act is on this disk before anything else happens, goes out in order, and its answer is kept. */

import type { Submission, SubmitReply as Answer } from '../../../shared/sync/api.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { SubmitReply, SyncStatus } from '../replica.ts';
import type { Background } from './background.ts';
import type { Ingest } from './ingest.ts';
import type { Notes } from './notes.ts';
import type { TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** One act in the outbox, newest state. */
export interface OutboxItem {
  readonly id: number;
  readonly statement: string;
  readonly documentId: string;
  readonly submission: Submission;
  readonly at: string;
  readonly reply: SubmitReply;
}

/** How many acts wait, and how many of them only say that something was opened or saved: nobody asked for those signatures. */
export type OutboxCount = Pick<SyncStatus, 'outbox' | 'outboxLooks'>;

/** The outbox. */
export interface Outbox {
  /** Keeps it and sends if there is a line; `waiting` where it stays. */
  submit(submission: Submission): Promise<SubmitReply>;
  /** Keeps acts another machine signed and sends them when there is a line; returns how many were new here. */
  add(submissions: readonly Submission[]): number;
  /** Resolves with the final answer to a statement (digest of its JCS). */
  whenSettled(statement: string): Promise<SubmitReply>;
  /** Sends what waits, in order, until the line breaks. */
  flush(): Promise<void>;
  waiting(): OutboxCount;
  /** Whether the creation of this document has not reached the server yet. */
  waitsToCreate(documentId: string): boolean;
  /** Documents whose creation has not reached the server yet. */
  begun(): string[];
  /** Acts on one document that wait, oldest first. */
  waitingFor(documentId: string): Submission[];
  items(): OutboxItem[];
}

/** What it is made of. `online` says whether there is a line now. */
export interface OutboxInput {
  readonly db: ReplicaDb;
  readonly store: TrailStore;
  readonly notes: Notes;
  readonly wire: Wire | null;
  readonly ingest: Ingest;
  readonly clock: () => Date;
  readonly online: () => boolean;
  readonly background: Background;
  readonly changed: () => void;
  /** An act that had waited was answered: nobody stands before the screen for it any more. */
  readonly settled: (item: OutboxItem) => void;
}

interface Row {
  id: number;
  statement: string;
  documentId: string;
  submission: string;
  at: string;
  state: 'waiting' | 'accepted' | 'refused';
  code: string | null;
  message: string | null;
}

/** Next try where a request failed though the line stands. */
const RETRY_MS = 1000;

const COLUMNS = 'SELECT id, statement, document_id AS documentId, submission, at, state, code, message FROM outbox';

/** Codes that say "not now": the act stays in the outbox. */
const TRANSIENT = new Set([
  'OFFLINE',
  'UNAUTHORIZED',
  'SESSION_ENDED',
  'DEVICE_LOCKED',
  'SESSION_REPLACED',
  'INTERNAL',
  'DISK_FULL',
  'READ_ONLY',
  'LOCKED',
  'CORRUPT',
  'IO_ERROR',
  'CERTIFICATE_UNKNOWN',
  'RECOVERING',
  'BUSY',
]);

function replyOf(row: Row): SubmitReply {
  return row.state === 'refused' ? { state: 'refused', code: row.code ?? '', message: row.message ?? '' } : { state: row.state };
}

const INSERT = "INSERT INTO outbox (statement, document_id, submission, at, state) VALUES (?, ?, ?, ?, 'waiting') ON CONFLICT DO NOTHING";

function createRows({ read, write }: ReplicaDb, clock: () => Date) {
  return {
    /** One transaction; returns how many were not here yet. */
    put: (submissions: readonly Submission[]) =>
      write((db) => {
        const at = clock().toISOString();
        const one = (submission: Submission): number => {
          const { statement } = submission.signed;
          return db.run(INSERT, digestOf(statement), statement.documentId, JSON.stringify(submission), at).changes;
        };
        return submissions.reduce((sum, submission) => sum + one(submission), 0);
      }),
    get: (statement: string) => read.get<Row>(`${COLUMNS} WHERE statement = ?`, statement),
    next: () => read.get<Row>(`${COLUMNS} WHERE state = 'waiting' ORDER BY id LIMIT 1`),
    all: () => read.all<Row>(`${COLUMNS} ORDER BY id`),
    waitingFor: (documentId: string): Submission[] =>
      read.all<Row>(`${COLUMNS} WHERE state = 'waiting' AND document_id = ? ORDER BY id`, documentId).map((row) => JSON.parse(row.submission) as Submission),
    waitingDocuments: () => read.all<{ id: string }>("SELECT DISTINCT document_id AS id FROM outbox WHERE state = 'waiting'").map(({ id }) => id),
    waiting: () => {
      const count =
        "SELECT count(*) AS outbox, count(*) FILTER (WHERE json_extract(submission, '$.signed.statement.type') IN ('opened', 'downloaded')) AS outboxLooks";
      return read.get<OutboxCount>(`${count} FROM outbox WHERE state = 'waiting'`) ?? { outbox: 0, outboxLooks: 0 };
    },
    settle: (id: number, reply: SubmitReply) =>
      write((db) => {
        const { code, message } = reply.state === 'refused' ? reply : { code: null, message: null };
        db.run('UPDATE outbox SET state = ?, code = ?, message = ? WHERE id = ?', reply.state, code, message, id);
      }),
  };
}

type Rows = ReturnType<typeof createRows>;

/** Sends what waits, in order, one run at a time. */
function createSender(input: OutboxInput, rows: Rows, settled: (statement: string, reply: SubmitReply) => void): () => Promise<void> {
  const { wire, store, notes, ingest, online, background } = input;
  let running: Promise<void> | null = null;

  /** The server does not know a signer: it gets every certificate this replica checked. */
  async function bringCertificates(line: Wire): Promise<void> {
    for (const der of store.certificates().values()) await line.upload('/certificates', der);
  }
  /** Sends one; false where the line broke. */
  async function send(row: Row): Promise<boolean> {
    if (wire === null) return false;
    const answer = (await wire.json('POST', '/statements', JSON.parse(row.submission))) as Answer;
    if (!answer.ok && TRANSIENT.has(answer.code)) {
      if (answer.code === 'CERTIFICATE_UNKNOWN') await bringCertificates(wire);
      return false;
    }
    if (answer.ok) {
      await notes.keep(answer.value.checkpoint);
      await ingest.take(answer.value.entries);
    }
    const reply: SubmitReply = answer.ok ? { state: 'accepted' } : { state: 'refused', code: answer.code, message: answer.message };
    rows.settle(row.id, reply);
    settled(row.statement, reply);
    return true;
  }
  async function run(): Promise<void> {
    for (let row = rows.next(); row !== undefined && online(); row = rows.next()) {
      if (await send(row)) continue;
      setTimeout(() => online() && background.run(flush()), RETRY_MS).unref();
      return;
    }
  }
  function flush(): Promise<void> {
    running ??= run().finally(() => void (running = null));
    return running;
  }
  return flush;
}

/** The sending side, and who waits for which answer. */
function createAnswers(input: OutboxInput, rows: Rows) {
  const listeners = new Map<string, ((reply: SubmitReply) => void)[]>();
  const attended = new Set<string>();
  const flush = createSender(input, rows, (statement, reply) => {
    for (const tell of listeners.get(statement) ?? []) tell(reply);
    listeners.delete(statement);
    const row = attended.has(statement) ? undefined : rows.get(statement);
    if (row !== undefined) input.settled(itemOf(row));
    input.changed();
  });
  const now = (statement: string): SubmitReply => {
    const row = rows.get(statement);
    return row === undefined ? { state: 'waiting' } : replyOf(row);
  };
  function whenSettled(statement: string): Promise<SubmitReply> {
    const reply = now(statement);
    if (reply.state !== 'waiting') return Promise.resolve(reply);
    return new Promise((resolve) => listeners.set(statement, [...(listeners.get(statement) ?? []), resolve]));
  }
  return { attended, flush, now, whenSettled };
}

/** An outbox over the local database. */
export function createOutbox(input: OutboxInput): Outbox {
  const rows = createRows(input.db, input.clock);
  const { attended, flush, now, whenSettled } = createAnswers(input, rows);
  function keep(submissions: readonly Submission[]): number {
    const fresh = rows.put(submissions);
    for (const { signed, disclosures } of submissions) if (disclosures !== undefined) input.store.addDisclosures(signed.statement.documentId, disclosures);
    input.changed();
    return fresh;
  }
  const waitsToCreate = (documentId: string): boolean => rows.waitingFor(documentId).some(({ signed }) => signed.statement.type === 'document.created');
  return {
    async submit(submission) {
      const { statement } = submission.signed;
      const digest = digestOf(statement);
      attended.add(digest);
      keep([submission]);
      if (input.online()) await flush();
      if (now(digest).state === 'waiting' && input.online()) await flush();
      attended.delete(digest);
      return now(digest);
    },
    add(submissions) {
      const fresh = keep(submissions);
      if (input.online()) input.background.run(flush());
      return fresh;
    },
    whenSettled,
    flush,
    waiting: rows.waiting,
    waitingFor: rows.waitingFor,
    waitsToCreate,
    begun: () => rows.waitingDocuments().filter(waitsToCreate),
    items: () => rows.all().map(itemOf),
  };
}

function itemOf(row: Row): OutboxItem {
  const { id, statement, documentId, at } = row;
  return { id, statement, documentId, at, submission: JSON.parse(row.submission) as Submission, reply: replyOf(row) };
}
