/** The server went back to an older backup: told once, and what this replica holds is given back: texts, attachments, entries. */

import * as Y from 'yjs';
import type { FeedHello } from '../../../shared/sync/api.ts';
import type { Resupply, ResupplyReply } from '../../../shared/sync/resupply.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import type { FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { StoredEntry } from '../replica.ts';
import type { LocalBlobs } from './blobs.ts';
import type { RoomStore } from './room-store.ts';
import { checkpointSize, createMeta, type TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** One rollback of the server as this replica saw it. `from`: how long the log had been, `to`: how long it was then. */
export interface RollbackEvent {
  readonly code: 'SERVER_ROLLED_BACK';
  readonly id: string;
  readonly at: string;
  readonly from: number;
  readonly to: number;
  /** `diverged`: the server went on otherwise; what it lost is only in replicas now. */
  readonly state: 'recovering' | 'recovered' | 'diverged';
  readonly message: string;
}

/** Rollbacks of a replica's server. */
export interface Rollback {
  /** The server said how far it is. False where asking or giving back broke off: try again from the start. */
  hello(frame: FeedHello): Promise<boolean>;
  /** The log is this far now. */
  reached(checkpoint: string | undefined): void;
  events(): RollbackEvent[];
  /** How long a log the server must have for this replica to write without giving back first; 0 where the logs have parted for good. */
  known(): number;
  /** The logs have parted for good, and this document is in the replica's. */
  lost(documentId: string): boolean;
  /** What this replica holds is being given back, or waits for others to give back theirs. */
  busy(): boolean;
}

/** What it is made of. */
export interface RollbackInput {
  readonly db: ReplicaDb;
  readonly store: TrailStore;
  readonly roomStore: RoomStore;
  readonly blobs: LocalBlobs;
  readonly wire: Wire;
  readonly clock: () => Date;
  readonly changed: () => void;
  /** The logs have parted for good (`about`: which rollback): what this replica knew, and what the server showed. */
  readonly parted: (about: string, known: string, shown: string) => void;
  /** A rollback not told before. */
  readonly told: (event: RollbackEvent) => void;
}

const SENTENCES: Record<RollbackEvent['state'], string> = {
  recovering: '서버가 예전 백업으로 돌아갔습니다. 이 PC가 가진 고침과 서명한 기록을 서버에 되돌려 주고 있습니다. 잃은 것은 없습니다.',
  recovered: '서버가 예전 백업으로 돌아갔으나, 그 뒤의 고침과 서명한 기록을 모두 되돌려 주었습니다. 할 일은 없습니다.',
  diverged: '서버가 예전 백업으로 돌아간 뒤 기록이 달라졌습니다. 이 PC의 기록은 그대로 있습니다. 관리자에게 알리십시오.',
};
const PAGE_ITEMS = 200;
const PAGE_BYTES = 3 << 20;

type Change = Omit<RollbackEvent, 'code' | 'message'>;

interface Events {
  all(): RollbackEvent[];
  /** The one still going on. */
  open(): RollbackEvent | undefined;
  put(event: Change): void;
}

/** The events, kept with the replica; each is told once. */
function createEvents({ db, changed, told }: RollbackInput): Events {
  const meta = createMeta(db);
  const all = (): RollbackEvent[] => JSON.parse(meta.get('rollbacks') ?? '[]') as RollbackEvent[];
  return {
    all,
    open: () => all().find(({ state }) => state === 'recovering'),
    put(event) {
      const whole: RollbackEvent = { ...event, code: 'SERVER_ROLLED_BACK', message: SENTENCES[event.state] };
      const others = all().filter(({ id }) => id !== event.id);
      const known = others.length < all().length;
      meta.set('rollbacks', JSON.stringify([...others, whole]));
      if (!known) told(whole);
      changed();
    },
  };
}

/** What belongs to entries and is not in them. */
function besideOf(store: TrailStore, items: readonly StoredEntry[]): Pick<Resupply, 'contents' | 'disclosures'> {
  const contents: FrozenVersion[] = [];
  const disclosures: Record<string, { salt: string; value: unknown }> = {};
  for (const { entry } of items) {
    const fact = entry.kind === 'serverFact' ? entry.body.fact : null;
    const content = fact?.type === 'frozen' ? store.content(entry.documentId, fact.version) : null;
    if (content !== null) contents.push(content);
    if (entry.kind !== 'statement' || entry.documentId === DIRECTORY_TRAIL) continue;
    const text = JSON.stringify(entry.body.statement);
    for (const [commitment, value] of store.disclosures(entry.documentId)) if (text.includes(commitment)) disclosures[commitment] = value;
  }
  return { contents, disclosures };
}

/** Entries from an index on, in pages the server takes. */
function* pages(store: TrailStore, from: number): Generator<Resupply> {
  const checkpoint = store.checkpoint();
  for (let index = from, limit = PAGE_ITEMS; ;) {
    const items = store.entriesFrom(index, limit).filter((item) => item.index < checkpointSize(checkpoint));
    const page = { checkpoint, items, ...besideOf(store, items) };
    if (items.length > 1 && JSON.stringify(page).length > PAGE_BYTES) {
      limit = Math.ceil(items.length / 2);
      continue;
    }
    yield page;
    const last = items.at(-1);
    if (last === undefined || items.length < limit) return;
    index = last.index + 1;
  }
}

/** How giving back ended: the server's answer, a refusal for good, or a broken line. */
type Given = { readonly type: 'answer'; readonly reply: ResupplyReply } | { readonly type: 'refused'; readonly code: string } | { readonly type: 'broken' };

/** Codes that say "try again". */
const PASSING: ReadonlySet<string> = new Set([
  'OFFLINE',
  'UNAUTHORIZED',
  'SESSION_ENDED',
  'DEVICE_LOCKED',
  'SESSION_REPLACED',
  'INTERNAL',
  'RESUPPLY_FULL',
  'DISK_FULL',
  'READ_ONLY',
  'LOCKED',
  'CORRUPT',
  'IO_ERROR',
]);

function createGiving({ store, roomStore, blobs, wire }: RollbackInput) {
  async function post(page: Resupply): Promise<Given> {
    if (page.checkpoint === '') return { type: 'refused', code: 'CHECKPOINT_INVALID' };
    const sent = await wire.json<ResupplyReply>('POST', '/entries/resupply', page);
    if (sent.ok) return { type: 'answer', reply: sent.value };
    return PASSING.has(sent.code) ? { type: 'broken' } : { type: 'refused', code: sent.code };
  }
  async function certificates(): Promise<boolean> {
    const all = [...store.certificates().values()];
    // Twice, so that one above another may come in any order.
    for (const der of [...all, ...all]) {
      const sent = await wire.upload('/certificates', der);
      if (!sent.ok && PASSING.has(sent.code)) return false;
    }
    return true;
  }
  async function texts(): Promise<boolean> {
    for (const room of roomStore.names()) {
      const doc = new Y.Doc();
      doc.transact(() => roomStore.load(room).forEach((bytes) => Y.applyUpdate(doc, bytes)));
      const sent = await wire.upload(`/rooms/resupply?room=${encodeURIComponent(room)}`, Y.encodeStateAsUpdate(doc));
      doc.destroy();
      if (!sent.ok && PASSING.has(sent.code)) return false;
    }
    return true;
  }
  return {
    /** Gives nothing yet: learns which restore it is, and proves one nobody marked. */
    ask: (): Promise<Given> => post({ checkpoint: store.checkpoint(), items: [], disclosures: {}, contents: [] }),
    beside: async (): Promise<boolean> => (await certificates()) && (await texts()) && (await blobs.offerAgain()),
    async entries(from: number): Promise<Given> {
      let given: Given = { type: 'broken' };
      for (const page of pages(store, from)) {
        given = await post(page);
        if (given.type !== 'answer') return given;
      }
      return given;
    },
  };
}

type Giving = ReturnType<typeof createGiving>;

/** How an event stands after the server answered. */
function stateAfter(event: Change, given: Exclude<Given, { type: 'broken' }>): RollbackEvent['state'] {
  if (given.type === 'answer') return given.reply.size >= event.from ? 'recovered' : 'recovering';
  return given.code === 'LOG_DIVERGED' || event.from > event.to ? 'diverged' : 'recovered';
}

/** Gives back everything in the order in which it is needed: first what opens and fills rooms, then entries. */
function createGive(giving: Giving, events: Events, answered: (era: string) => void) {
  return async (event: Change, size: number, mark: string | null): Promise<boolean> => {
    const asked = await giving.ask();
    if (asked.type === 'broken') return false;
    if (!(await giving.beside())) return false;
    const given = asked.type === 'refused' ? asked : await giving.entries(size);
    if (given.type === 'broken') return false;
    events.put({ ...event, state: stateAfter(event, given) });
    const era = given.type === 'answer' ? given.reply.restored : mark;
    if (era !== null) answered(era);
    return true;
  };
}

/** How long a log the replica has seen. */
const lengthOf = (store: TrailStore): number => Math.max(checkpointSize(store.checkpoint()), store.reach());

/** The first look at what the server says: is it the log this replica knew? */
function createLook(input: RollbackInput, events: Events, giving: Giving): Pick<Rollback, 'hello'> {
  const { store, roomStore, wire, clock } = input;
  const meta = createMeta(input.db);
  const answered = (era: string): void => {
    meta.set('era', era);
    wire.setEra(era);
  };
  const give = createGive(giving, events, answered);
  wire.setEra(meta.get('era') ?? '');

  function begin(id: string, from: number, size: number, mark: string | null): Promise<boolean> {
    const event: Change = { id, at: clock().toISOString(), from, to: size, state: 'recovering' };
    events.put(event);
    return give(event, size, mark);
  }
  /** As long as before, but is it the same? The log's own word of then is shown to it. */
  async function sameLog(id: string, from: number, size: number, mark: string | null): Promise<boolean> {
    const asked = await giving.ask();
    return asked.type === 'refused' && asked.code === 'LOG_DIVERGED' ? begin(id, from, size, mark) : asked.type !== 'broken';
  }
  return {
    async hello({ size, restored, checkpoint }) {
      const going = events.open();
      if (going !== undefined) return give(going, size, restored);
      const own = store.checkpoint();
      const from = lengthOf(store);
      const fresh = from === 0 && roomStore.names().length === 0;
      if (restored !== null && meta.get('era') !== restored) {
        if (!fresh) return begin(restored, from, size, restored);
        answered(restored);
      }
      const id = `${restored ?? 'unmarked'}-${from}`;
      if (events.all().some((event) => event.id === id)) return true;
      if (size < from) return begin(id, from, size, restored);
      return own === '' || own === checkpoint || sameLog(id, from, size, restored);
    },
  };
}

/** Watches for rollbacks over one replica. */
export function createRollback(input: RollbackInput): Rollback {
  const events = createEvents(input);
  const look = createLook(input, events, createGiving(input));
  const parted = (): boolean => events.all().some(({ state }) => state === 'diverged');
  return {
    async hello(frame) {
      const own = input.store.checkpoint();
      const done = await look.hello(frame);
      const last = events.all().findLast(({ state }) => state === 'diverged');
      if (last !== undefined) input.parted(last.id, own, frame.checkpoint);
      return done;
    },
    events: events.all,
    lost: (documentId) => parted() && input.store.entries(documentId).length > 0,
    known: () => (parted() ? 0 : lengthOf(input.store)),
    busy: () => events.open() !== undefined,
    reached(checkpoint) {
      const going = events.open();
      if (going !== undefined && checkpointSize(checkpoint ?? '') >= going.from) events.put({ ...going, state: 'recovered' });
    },
  };
}
