/** This replica as a device of its person: which one it is at each server, and the secret it shows at the next login. */

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { fromUtf8, utf8 } from '../../../shared/lib/bytes.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { Vault } from '../platform.ts';

/** What a login shows. `secret` is '' before the server gave one. */
export interface Shown {
  readonly id: string;
  readonly secret: string;
}

/** The device, kept durably. */
export interface Device {
  /** What its person reads in the list of devices. */
  readonly name: string;
  /**
   * What to show to this server; a new device where none is kept, or where its secret was sealed on another machine, or for the app while a command
   * asks. What cannot be opened here is left as it is: its own program shows it again.
   */
  show(server: string): Shown;
  /** Keeps the secret for next time, on disk when it returns; false where another process of this profile logged in meanwhile. */
  keep(server: string, shown: Shown, next: string): boolean;
}

interface Row {
  id: string;
  secret: Uint8Array;
  sealed: number;
}

const NAME_LENGTH = 80;

/** Name of this machine as others read it. */
function machineName(): string {
  return hostname().replace(/\p{C}/gu, '').trim().slice(0, NAME_LENGTH) || '이름 없는 기기';
}

/** The device of a replica. The database is encrypted; where the system has a key store, the secret is wrapped by it too. */
export function createDevice({ db, vault, name = machineName() }: { db: ReplicaDb; vault: Vault | null; name?: string }): Device {
  /** The row of a server that opens here, and its name; the first free name where none does. */
  const read = (from: Pick<ReplicaDb['read'], 'get'>, server: string): { readonly name: string; readonly known: Shown | null } => {
    for (let n = 1; ; n++) {
      const place = n === 1 ? server : `${server} ${n}`;
      const row = from.get<Row>('SELECT id, secret, sealed FROM devices WHERE server = ?', place);
      if (row === undefined) return { name: place, known: null };
      const secret = row.sealed === 1 ? (vault?.open(row.secret) ?? null) : fromUtf8(row.secret);
      if (secret !== null) return { name: place, known: { id: row.id, secret } };
    }
  };
  return {
    name,
    show: (server) =>
      db.write((to) => {
        const { name: place, known } = read(to, server);
        if (known !== null) return known;
        const fresh = { id: randomUUID(), secret: '' };
        to.run('INSERT INTO devices (server, id, secret, sealed) VALUES (?, ?, ?, 0)', place, fresh.id, new Uint8Array(0));
        return fresh;
      }),
    keep: (server, shown, next) =>
      db.write((to) => {
        const { name: place, known } = read(to, server);
        if (known?.id !== shown.id || known.secret !== shown.secret) return false;
        const secret = vault === null ? utf8(next) : vault.seal(next);
        to.run('UPDATE devices SET secret = ?, sealed = ? WHERE server = ?', secret, vault === null ? 0 : 1, place);
        return true;
      }),
  };
}
