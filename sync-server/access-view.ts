/** Telling records of access to those who may see them: filtered by what their role allows, with the state of the chain. */

import { findPerson } from '../shared/org/delegation.ts';
import { belongsTo, type RecordScope } from '../shared/policy/records.ts';
import type { AccessAnswer, ChainTold, ToldRecord } from '../shared/sync/access.ts';
import { checkAccess, NO_ACCESS, type AccessCheck, type AccessRecord } from '../shared/trail/access-record.ts';
import { digestOf } from '../shared/trail/hash.ts';
import { seoulDate } from '../shared/writing/amount.ts';
import type { Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What is asked: filters are '' for all; `day` is `YYYY-MM-DD` in Korea, `before` a number to go on from, or null. */
export interface AccessAsk {
  readonly scope: RecordScope;
  /** Who asks, and whose records an agency list tells. */
  readonly asker: string;
  readonly agency: string;
  readonly person: string;
  readonly document: string;
  readonly day: string;
  readonly act: string;
  readonly before: number | null;
  /** Length of the chain the asker noted before; 0 for none. */
  readonly known: number;
}

/** The records as they are told. */
export interface AccessView {
  list(ask: AccessAsk): Promise<AccessAnswer>;
}

const PAGE = 100;
/** Looked at for one answer: a list that finds little goes on with the next one. */
const MOST_LOOKED_AT = 20_000;
/** Records checked in one turn of the loop, so that nobody waits for it. */
const SLICE = 500;
/** Everything is checked anew after so long; between, only what came since. */
const AGAIN_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

const START: AccessCheck = { count: 0, head: NO_ACCESS, fault: null };

function slice(records: Iterable<AccessRecord>, most: number): AccessRecord[] {
  const taken: AccessRecord[] = [];
  for (const record of records) {
    taken.push(record);
    if (taken.length >= most) break;
  }
  return taken;
}

/** Checks the chain in small steps; one run at a time. */
function createChain(storage: Storage, clock: () => Date): () => Promise<AccessCheck & { readonly checkedAt: string }> {
  let checked = START;
  let whole = 0;
  let running: Promise<AccessCheck & { readonly checkedAt: string }> | null = null;
  async function run(): Promise<AccessCheck & { readonly checkedAt: string }> {
    const now = clock();
    if (Math.abs(now.getTime() - whole) > AGAIN_MS) [checked, whole] = [START, now.getTime()];
    while (checked.fault === null) {
      const next = slice(storage.accessFrom(checked.count), SLICE);
      if (next.length === 0) break;
      checked = checkAccess(next, null, checked);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { ...checked, checkedAt: now.toISOString() };
  }
  return () => {
    running ??= run().finally(() => void (running = null));
    return running;
  };
}

/** The written reason behind a download, found by the digest of its statement. */
function createReasons({ storage }: { readonly storage: Storage }): (record: AccessRecord) => string | null {
  return ({ act, document, why }) => {
    const digest = /[0-9a-f]{64}$/.exec(why)?.[0];
    if (act !== 'downloaded' || digest === undefined) return null;
    const found = storage.entriesOf(document, 0).find(({ entry }) => entry.kind === 'statement' && digestOf(entry.body.statement) === digest);
    const statement = found?.entry.kind === 'statement' ? found.entry.body.statement : null;
    const commitment = statement?.type === 'downloaded' ? statement.body.reason : null;
    const told = commitment === null ? undefined : storage.disclosuresOf(document)[commitment]?.value;
    return typeof told === 'string' ? told : null;
  };
}

/** The records over storage and trail. */
export function createAccessView({ storage, trail, clock }: { readonly storage: Storage; readonly trail: Trail; readonly clock: () => Date }): AccessView {
  const chain = createChain(storage, clock);
  const reasonOf = createReasons({ storage });
  const of = {
    leadOf: (document: string): string => trail.state(document).lead?.agency ?? '',
    // An administrator who is in no directory is known by the agency of the device.
    agencyOf: (person: string): string => findPerson(trail.directory(), person)?.agency ?? storage.devicesOf(person)[0]?.agency ?? '',
  };

  function fits({ scope, asker, agency, person, document, day, act }: AccessAsk, record: AccessRecord): boolean {
    if (scope === 'ownRecords' ? record.person !== asker : !belongsTo(record, agency, of)) return false;
    if ((person !== '' && record.person !== person) || (document !== '' && record.document !== document)) return false;
    return (act === '' || record.act === act) && (day === '' || seoulDate(record.at) === day);
  }
  function tell(record: AccessRecord): ToldRecord {
    const lead = record.document === '' ? undefined : trail.state(record.document).registrations.find(({ role }) => role === 'lead');
    return { record, registration: lead === undefined ? null : `${lead.unitName}-${lead.number}`, reason: reasonOf(record) };
  }
  function find(ask: AccessAsk): { found: AccessRecord[]; next: number | null } {
    const from = ask.day === '' ? '' : new Date(`${ask.day}T00:00:00+09:00`).toISOString();
    const end = from === '' ? Number.MAX_SAFE_INTEGER : storage.accessAt(new Date(Date.parse(from) + DAY_MS).toISOString());
    const only = { person: ask.scope === 'ownRecords' ? ask.asker : ask.person, document: ask.document };
    const found: AccessRecord[] = [];
    let looked = 0;
    for (const record of storage.accessBack(Math.min(ask.before ?? end, end), only)) {
      if (record.at < from) break;
      if (fits(ask, record)) found.push(record);
      if (found.length >= PAGE || ++looked >= MOST_LOOKED_AT) return { found, next: record.n };
    }
    return { found, next: null };
  }
  return {
    async list(ask) {
      const { found, next } = find(ask);
      const checked = await chain();
      const [at] = ask.known > 0 ? slice(storage.accessFrom(ask.known - 1), 1) : [];
      const told: ChainTold = { ...checked, atKnown: at?.n === ask.known - 1 ? at.hash : null };
      return { records: found.map(tell), next, chain: told };
    },
  };
}
