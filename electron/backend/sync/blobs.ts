/** Attachments and PDFs: local first, encrypted with the rest; uploads wait for a line. */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { ReplicaDb } from '../db/sql.ts';
import { OFFLINE, type Wire } from './wire.ts';

/** The blobs of a replica. */
export interface LocalBlobs {
  put(bytes: Uint8Array): Promise<string>;
  /** Keeps a file here at once; it goes to the server on its own. */
  keep(bytes: Uint8Array): string;
  /** Where a file is. */
  place(sha256: string): BlobPlace;
  get(sha256: string): Promise<Result<Uint8Array>>;
  /** Lets those wait again that the server lost; false where the line broke. */
  offerAgain(): Promise<boolean>;
  /** Lets go of copies of what was erased by law meanwhile. */
  forget(): Promise<void>;
  /** Uploads what waits; false where the line broke. */
  flush(): Promise<boolean>;
}

/** Where a file of this replica is: at the server, on its way there, refused by it (`why` says so), or not on this machine. */
export type BlobPlace = { readonly state: 'sent' | 'away' } | { readonly state: 'waiting' | 'refused'; readonly why: string };

/** Refusals that no second try will change. */
const FINAL = new Set(['TOO_LARGE', 'DIGEST_MISMATCH', 'ERASED']);
/** Refusals for want of room: the file waits, and those behind it go on. */
const NO_ROOM = new Set(['QUOTA', 'AGENCY_QUOTA', 'DISK_FULL']);

/** How far a file has come, in bytes; `stopped` where it stands still until the line is back. */
export interface BlobProgress {
  readonly sha256: string;
  readonly direction: 'up' | 'down';
  readonly done: number;
  readonly total: number;
  readonly stopped?: true;
}

/** Sent at once, so that a slow line brings something within every request's time. */
const PART_BYTES = 1 << 20;
/** A line that breaks again and again is given up for now after so many tries without any progress. */
const TRIES = 3;

interface BlobsInput {
  readonly db: ReplicaDb;
  readonly wire: Wire | null;
  readonly online: () => boolean;
  readonly progress: (progress: BlobProgress) => void;
  /** Tries again later: a line may break while its feed still lives, and room may be made at the server, which takes longer. */
  readonly again: (flush: () => Promise<unknown>, waitsFor: 'line' | 'room') => void;
}

function localOf(db: ReplicaDb, sha256: string): Uint8Array | undefined {
  return db.read.get<{ bytes: Uint8Array }>('SELECT bytes FROM blobs WHERE sha256 = ?', sha256)?.bytes;
}

interface Uploaded {
  readonly offset: number;
  readonly whole: boolean;
}

/** Uploads one file from where the server has it, part by part. */
async function send(wire: Wire, sha256: string, bytes: Uint8Array, progress: BlobsInput['progress']): Promise<Result<unknown>> {
  let at: Result<Uploaded> = bytes.length <= PART_BYTES ? ok({ offset: 0, whole: false }) : await wire.json<Uploaded>('GET', `/blobs/${sha256}/upload`);
  for (let tries = 0; tries < TRIES;) {
    if (!at.ok) return at;
    const { offset, whole } = at.value;
    progress({ sha256, direction: 'up', done: offset, total: bytes.length });
    if (whole) return at;
    const part = bytes.subarray(offset, offset + PART_BYTES);
    const sent: Result<Uploaded> = await wire.upload<Uploaded>(`/blobs/${sha256}?offset=${offset}&total=${bytes.length}`, part);
    tries = sent.ok ? 0 : tries + 1;
    at = !sent.ok && (sent.code === 'OFFSET' || sent.code === 'BUSY') ? await wire.json<Uploaded>('GET', `/blobs/${sha256}/upload`) : sent;
  }
  return err('OFFLINE', OFFLINE);
}

/** Downloads one file; where the line breaks it goes on behind what came. */
function createReceive({ wire, progress }: BlobsInput): (sha256: string) => Promise<Result<Uint8Array>> {
  const begun = new Map<string, Uint8Array[]>();
  return async (sha256) => {
    if (wire === null) return err('OFFLINE', '이 PC에 없는 파일입니다. 서버에 연결되면 받을 수 있습니다.');
    const parts = begun.get(sha256) ?? [];
    begun.set(sha256, parts);
    for (let tries = 0; tries < TRIES; tries++) {
      const from = parts.reduce((sum, part) => sum + part.length, 0);
      const came = await wire.download(`/blobs/${sha256}`, from);
      if (!came.ok) return came;
      parts.push(came.value.bytes);
      const done = from + came.value.bytes.length;
      progress({ sha256, direction: 'down', done, total: came.value.size });
      if (done >= came.value.size) {
        begun.delete(sha256);
        return ok(new Uint8Array(Buffer.concat(parts)));
      }
      if (came.value.bytes.length > 0) tries = -1;
    }
    return err('OFFLINE', OFFLINE);
  };
}

/** Uploads what waits, one run at a time. A file kept meanwhile is of the same run; what cannot go now is tried again once the run is over. */
function createUpload(input: BlobsInput, why: Map<string, string>): () => Promise<boolean> {
  const { db, wire, again } = input;
  const go = createGo(input, why);
  let running: Promise<boolean> | null = null;
  const next = (tried: ReadonlySet<string>): string | undefined =>
    db.read
      .all<{ sha256: string }>('SELECT sha256 FROM blobs WHERE waiting = 1 ORDER BY rowid')
      .map((row) => row.sha256)
      .find((sha256) => !tried.has(sha256));

  async function run(line: Wire): Promise<boolean> {
    const tried = new Set<string>();
    const ways = new Set<Way>();
    try {
      for (let sha256 = next(tried); sha256 !== undefined && !ways.has('broken'); sha256 = next(tried)) {
        tried.add(sha256);
        ways.add(await go(line, sha256));
      }
    } finally {
      // In the same moment as the last look: whoever keeps a file after it begins a new run.
      running = null;
    }
    if (ways.has('broken')) again(flush, 'line');
    else if (ways.has('full')) again(flush, 'room');
    return !ways.has('broken') && !ways.has('full');
  }

  function flush(): Promise<boolean> {
    if (wire === null) return Promise.resolve(false);
    running ??= Promise.resolve().then(() => run(wire));
    return running;
  }
  return flush;
}

/** How a file's turn ended: it has its place (there, or refused for good), there is no room for it now, or the line broke. */
type Way = 'settled' | 'full' | 'broken';

/** One file's turn. */
function createGo({ db, progress }: BlobsInput, why: Map<string, string>): (line: Wire, sha256: string) => Promise<Way> {
  return async (line, sha256) => {
    const bytes = localOf(db, sha256);
    const sent = bytes === undefined ? null : await send(line, sha256, bytes, progress);
    if (sent?.ok === false) why.set(sha256, sent.code === 'OFFLINE' ? '' : sent.message);
    if (sent?.ok === false && !FINAL.has(sent.code)) {
      progress({ sha256, direction: 'up', done: 0, total: bytes?.length ?? 0, stopped: true });
      return NO_ROOM.has(sent.code) ? 'full' : 'broken';
    }
    db.write((write) => void write.run('UPDATE blobs SET waiting = ? WHERE sha256 = ?', sent?.ok === false ? 2 : 0, sha256));
    // Small files are sent in one go: that they are there is told like the last part of a large one.
    if (bytes !== undefined) progress({ sha256, direction: 'up', done: bytes.length, total: bytes.length });
    return 'settled';
  };
}

/** What a replica holds against what the server has and has erased. */
function createUpkeep(db: ReplicaDb, wire: Wire | null): Pick<LocalBlobs, 'offerAgain' | 'forget'> {
  return {
    async offerAgain() {
      const all = db.read.all<{ sha256: string }>('SELECT sha256 FROM blobs WHERE waiting = 0').map((row) => row.sha256);
      if (all.length === 0 || wire === null) return true;
      const lost = await wire.json<string[]>('POST', '/blobs/missing', all);
      if (!lost.ok) return lost.code !== 'OFFLINE';
      db.write((write) => lost.value.forEach((sha256) => void write.run('UPDATE blobs SET waiting = 1 WHERE sha256 = ?', sha256)));
      return true;
    },
    async forget() {
      const erased = wire === null ? null : await wire.json<string[]>('GET', '/blobs/erased');
      if (erased?.ok !== true || !erased.value.some((sha256) => localOf(db, sha256) !== undefined)) return;
      db.write((write) => erased.value.forEach((sha256) => void write.run('DELETE FROM blobs WHERE sha256 = ?', sha256)));
    },
  };
}

/** Blobs over the local database. */
export function createLocalBlobs(input: BlobsInput): LocalBlobs {
  const { db, wire } = input;
  const why = new Map<string, string>();
  const flush = createUpload(input, why);
  const receive = createReceive(input);
  const keep = (sha256: string, bytes: Uint8Array, waiting: 0 | 1): void =>
    db.write((write) => void write.run('INSERT INTO blobs (sha256, bytes, waiting) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', sha256, bytes, waiting));
  return {
    async put(bytes) {
      const sha256 = sha256Hex(bytes);
      keep(sha256, bytes, 1);
      if (input.online()) await flush();
      return sha256;
    },
    keep(bytes) {
      const sha256 = sha256Hex(bytes);
      keep(sha256, bytes, 1);
      return sha256;
    },
    place(sha256) {
      const row = db.read.get<{ waiting: number }>('SELECT waiting FROM blobs WHERE sha256 = ?', sha256);
      if (row === undefined) return { state: 'away' };
      return row.waiting === 0 ? { state: 'sent' } : { state: row.waiting === 1 ? 'waiting' : 'refused', why: why.get(sha256) ?? '' };
    },
    async get(sha256) {
      const kept = localOf(db, sha256);
      if (kept !== undefined) return ok(new Uint8Array(kept));
      const sent = await receive(sha256);
      if (!sent.ok) return sent;
      if (sha256Hex(sent.value) !== sha256) return err('DIGEST_MISMATCH', '받은 파일이 문서에 적힌 파일과 다릅니다. 받지 않았습니다.');
      keep(sha256, sent.value, 0);
      return ok(sent.value);
    },
    ...createUpkeep(db, wire),
    flush,
  };
}
