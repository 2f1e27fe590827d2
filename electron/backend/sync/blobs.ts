/** Attachments and PDFs: local first, encrypted with the rest; uploads wait for a line. */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { Wire } from './wire.ts';

/** The blobs of a replica. */
export interface LocalBlobs {
  put(bytes: Uint8Array): Promise<string>;
  get(sha256: string): Promise<Result<Uint8Array>>;
  /** Lets those wait again that the server lost; false where the line broke. */
  offerAgain(): Promise<boolean>;
  /** Uploads what waits; false where the line broke. */
  flush(): Promise<boolean>;
}

/** Refusals that no second try will change. */
const FINAL = new Set(['TOO_LARGE', 'DIGEST_MISMATCH']);

interface BlobsInput {
  readonly db: ReplicaDb;
  readonly wire: Wire | null;
  readonly online: () => boolean;
}

function localOf(db: ReplicaDb, sha256: string): Uint8Array | undefined {
  return db.read.get<{ bytes: Uint8Array }>('SELECT bytes FROM blobs WHERE sha256 = ?', sha256)?.bytes;
}

/** Uploads what waits, one run at a time. */
function createUpload({ db, wire }: BlobsInput): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;

  async function run(): Promise<boolean> {
    if (wire === null) return false;
    for (const { sha256 } of db.read.all<{ sha256: string }>('SELECT sha256 FROM blobs WHERE waiting = 1 ORDER BY rowid')) {
      const bytes = localOf(db, sha256);
      const sent = bytes === undefined ? null : await wire.upload(`/blobs/${sha256}`, bytes);
      if (sent?.ok === false && !FINAL.has(sent.code)) return false;
      db.write((write) => void write.run('UPDATE blobs SET waiting = ? WHERE sha256 = ?', sent?.ok === false ? 2 : 0, sha256));
    }
    return true;
  }

  return () => {
    running ??= run().finally(() => void (running = null));
    return running;
  };
}

/** Blobs over the local database. */
export function createLocalBlobs(input: BlobsInput): LocalBlobs {
  const { db, wire } = input;
  const flush = createUpload(input);
  const keep = (sha256: string, bytes: Uint8Array, waiting: 0 | 1): void =>
    db.write((write) => void write.run('INSERT INTO blobs (sha256, bytes, waiting) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', sha256, bytes, waiting));
  return {
    async put(bytes) {
      const sha256 = sha256Hex(bytes);
      keep(sha256, bytes, 1);
      if (input.online()) await flush();
      return sha256;
    },
    async get(sha256) {
      const kept = localOf(db, sha256);
      if (kept !== undefined) return ok(new Uint8Array(kept));
      if (wire === null) return err('OFFLINE', '이 PC에 없는 파일입니다. 서버에 연결되면 받을 수 있습니다.');
      const sent = await wire.download(`/blobs/${sha256}`);
      if (!sent.ok) return sent;
      if (sha256Hex(sent.value) !== sha256) return err('DIGEST_MISMATCH', '받은 파일이 문서에 적힌 파일과 다릅니다. 받지 않았습니다.');
      keep(sha256, sent.value, 0);
      return ok(sent.value);
    },
    async offerAgain() {
      const all = db.read.all<{ sha256: string }>('SELECT sha256 FROM blobs WHERE waiting = 0').map((row) => row.sha256);
      if (all.length === 0 || wire === null) return true;
      const lost = await wire.json<string[]>('POST', '/blobs/missing', all);
      if (!lost.ok) return lost.code !== 'OFFLINE';
      db.write((write) => lost.value.forEach((sha256) => void write.run('UPDATE blobs SET waiting = 1 WHERE sha256 = ?', sha256)));
      return true;
    },
    flush,
  };
}
