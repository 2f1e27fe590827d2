/** The own certificate as this machine knows it, kept over restarts: when the server was last reached, and whether it turned it away. */

import { findPerson } from '../../../shared/org/delegation.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { ParsedCertificate } from '../../../shared/verify/pki.ts';
import { mayActOf, standingOf, type Standing, type StandingCode, type StandingInput } from '../../../shared/verify/standing.ts';
import type { ReplicaDb } from '../db/sql.ts';
import { createMeta } from '../sync/store.ts';

/** Standing of the certificate of one profile. */
export interface OwnStanding {
  readonly view: () => Standing;
  /** Whether something may be signed; asked before anything is composed. */
  readonly mayAct: () => Result<null, StandingCode>;
  /** Notes what the line to the server says now. Cheap: written once a minute at most while all is well. */
  readonly note: () => void;
}

/** What a standing is made of. `refused`: the server took no login with this certificate just now. */
export interface OwnStandingInput {
  readonly db: ReplicaDb;
  readonly certificate: ParsedCertificate;
  readonly person: string;
  readonly directory: () => Directory;
  readonly online: () => boolean;
  readonly refused: () => boolean;
  readonly now: () => Date;
}

const EVERY_MS = 60_000;

/** Kept under the certificate's digest: a new one in the same profile begins anew. */
export function createOwnStanding({ db, certificate, person, directory, online, refused, now }: OwnStandingInput): OwnStanding {
  const meta = createMeta(db);
  const refusedName = `refused:${certificate.digest}`;
  const kept = (name: string): string | null => {
    const value = meta.get(name);
    return value === null || value === '' ? null : value;
  };
  let checkedAt = kept('checkedAt');
  let refusedAt = kept(refusedName);
  const keep = (name: string, value: string): string | null => {
    meta.set(name, value);
    return value === '' ? null : value;
  };
  const input = (): StandingInput => ({ certificate, person: findPerson(directory(), person), now: now(), online: online(), checkedAt, refusedAt });
  return {
    view: () => standingOf(input()),
    mayAct: () => mayActOf(input()),
    note() {
      const at = now();
      if (online()) {
        if (refusedAt !== null) refusedAt = keep(refusedName, '');
        if (checkedAt === null || Math.abs(at.getTime() - Date.parse(checkedAt)) >= EVERY_MS) checkedAt = keep('checkedAt', at.toISOString());
      } else if (refused() && refusedAt === null) {
        refusedAt = keep(refusedName, at.toISOString());
        checkedAt = keep('checkedAt', at.toISOString());
      }
    },
  };
}
