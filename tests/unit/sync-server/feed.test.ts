import WebSocket from 'ws';
import { afterEach, describe, expect, it } from 'vitest';
import type { FeedFrame, LoggedEntry } from '../../../shared/sync/api.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import { createFeed, type Listener } from '../../../sync-server/feed.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import type { TrailStorage } from '../../../sync-server/storage/storage.ts';
import { createTrail, type Trail } from '../../../sync-server/trail.ts';
import { createRandom } from '../../support/sync-random.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import { asPerson, type Someone } from '../../support/sync-world.ts';
import { seedOf } from '../../support/seed.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** A listener over the line: what it was sent, in order. */
function listen(on: Stage, token: string, cursor: number) {
  const frames: FeedFrame[] = [];
  const socket = new WebSocket(`${on.url().replace('http', 'ws')}/feed?cursor=${cursor}`, { headers: { authorization: `Bearer ${token}` } });
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString('utf8')) as FeedFrame));
  const entries = (): LoggedEntry[] => frames.flatMap((frame) => (frame.type === 'entries' ? frame.items : []));
  const heads = (): FeedFrame | undefined => frames.findLast((frame) => frame.type === 'heads');
  return { frames, entries, heads, close: () => socket.close() };
}

const keyOf = ({ entry }: LoggedEntry): string => `${entry.documentId}/${entry.seq}`;

describe('the feed', () => {
  it('FD1 documents, rights given and taken, listeners from any place: in order, nothing twice, nothing left out, nothing of others', async () => {
    const on = await createStage();
    stage = on;
    const seed = seedOf();
    process.stdout.write(`feed seed ${seed}\n`);
    const random = createRandom(seed);
    const { kim, lee, park, choi } = on.world.people;
    const guests = [lee, park, choi];
    const tokens = new Map<Someone, string>();
    for (const who of [kim, ...guests]) tokens.set(who, await on.token(who));
    const early = new Map(guests.map((who) => [who, listen(on, tokens.get(who) ?? '', 0)] as const));
    const granted = new Map<string, Someone[]>();
    const grant = (who: Someone) => ({ agency: who.actor.agency, unit: who.actor.unit ?? 'U1', person: who.actor.person, right: 'view' as const });
    const ever = new Map<string, Set<Someone>>();
    for (let step = 0; step < 25; step++) {
      const known = [...granted.keys()];
      const chosen = guests.filter(() => random.chance(0.4));
      if (known.length === 0 || random.chance(0.4)) granted.set(await on.createDocument(kim, chosen.map(grant)), chosen);
      else {
        const documentId = random.pick(known);
        must(await on.post(kim, { signed: kim.sign('rights.set', { grants: chosen.map(grant) }, { documentId }) }));
        granted.set(documentId, chosen);
      }
      for (const [documentId, who] of granted) for (const one of who) ever.set(documentId, (ever.get(documentId) ?? new Set()).add(one));
    }
    const storage = must(openSqliteStorage(`${on.dataDir}/server.db`));
    const log = storage.entriesFrom(0, 10_000);
    for (const who of guests) {
      const late = listen(on, tokens.get(who) ?? '', random.int(log.length));
      const first = early.get(who);
      await until('late one is along', () => late.heads() !== undefined);
      // In the agency of the drafter others may see it by their post.
      const stranger = who.actor.agency !== kim.actor.agency;
      const told = late.heads();
      const readable = (id: string): boolean => id in (told?.type === 'heads' ? told.heads : {});
      const should = (id: string): boolean => id === DIRECTORY_TRAIL || (granted.get(id) ?? []).includes(who);
      if (stranger) for (const id of granted.keys()) expect(readable(id), `seed ${seed}`).toBe(should(id));
      const due = new Set(log.filter(({ entry }) => readable(entry.documentId)).map(keyOf));
      for (const feed of [first, late]) {
        const got = feed?.entries() ?? [];
        const indices = got.map(({ index }) => index);
        expect(indices, `seed ${seed}`).toEqual([...new Set(indices)].toSorted((a, b) => a - b));
        for (const { entry } of got)
          if (stranger && entry.documentId !== DIRECTORY_TRAIL) expect(ever.get(entry.documentId)?.has(who), `seed ${seed}`).toBe(true);
        // What lies before the cursor or was opened later is fetched by what `heads` counts.
        const have = new Set(got.map(keyOf));
        for (const [id, count] of Object.entries(told?.type === 'heads' ? told.heads : {})) {
          const answer = await fetch(`${on.url()}/documents/${id}/entries?from=0`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
          const { value } = (await answer.json()) as { value: LoggedEntry[] };
          expect(value.length).toBe(count);
          value.forEach((item) => have.add(keyOf(item)));
        }
        expect(
          [...due].filter((key) => !have.has(key)),
          `seed ${seed}`,
        ).toEqual([]);
      }
      late.close();
    }
    for (const feed of early.values()) feed.close();
    storage.close();
  });

  it('FD2 a long way is gone no faster than its listener reads; a disk that refuses on the way puts out this listener alone', () => {
    const entries = Array.from({ length: 1700 }, (_, index) => ({ index, entry: { documentId: 'd', seq: index } }) as unknown as LoggedEntry);
    let reads = 0;
    let refuse = false;
    const storage = {
      size: () => entries.length,
      entriesFrom(from: number, limit: number): LoggedEntry[] {
        if (refuse) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
        reads += 1;
        return entries.slice(from, from + limit);
      },
    } as unknown as TrailStorage;
    const trail = { readable: () => true, hears: () => true, heads: () => ({ d: 1700 }) } as unknown as Trail;
    const feed = createFeed({ storage, trail, checkpoint: () => '', key: '', restored: () => null, clock: () => new Date() });
    const went: (() => void)[] = [];
    const put: string[] = [];
    const frames: FeedFrame[] = [];
    const listener = (name: string): Listener => ({
      person: name,
      send(frame, sent) {
        frames.push(frame);
        if (sent !== undefined) went.push(sent);
      },
      guarded(work) {
        try {
          work();
        } catch {
          put.push(name);
        }
      },
    });
    feed.listen(listener('kim'), 0);
    expect(reads).toBe(1);
    went.shift()?.();
    expect(reads).toBe(2);
    went.shift()?.();
    went.shift()?.();
    expect(reads).toBe(4);
    expect(frames.map((frame) => (frame.type === 'entries' ? frame.items.length : frame.type))).toEqual(['hello', 500, 500, 500, 200, 'heads']);
    feed.listen(listener('lee'), 0);
    refuse = true;
    went.shift()?.();
    expect(put).toEqual(['lee']);
  });

  it('FD3 whose session ends hears nothing more of the feed', async () => {
    const on = await createStage();
    stage = on;
    const { kim, lee } = on.world.people;
    const token = await on.token(lee);
    const feed = listen(on, token, 0);
    await until('along', () => feed.heads() !== undefined);
    await fetch(`${on.url()}/logout`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const before = feed.entries().length;
    const documentId = await on.createDocument(kim, [{ agency: lee.actor.agency, unit: lee.actor.unit ?? 'U1', person: lee.actor.person, right: 'view' }]);
    const other = listen(on, await on.token(lee), 0);
    await until('a new login has it', () => other.entries().some(({ entry }) => entry.documentId === documentId));
    expect(feed.entries().length).toBe(before);
    other.close();
  });

  it('FD4 who is shut out hears of it by where they stood that day: not who joined the unit since, and still who left it; with no trail read again', async () => {
    const on = await createStage();
    stage = on;
    const { kim, park } = on.world.people;
    const to = (unit: string) => ({ agency: 'B', unit, person: null, right: 'view' as const });
    const closed = async (unit: string): Promise<string> => {
      const documentId = await on.createDocument(kim, [to(unit)]);
      must(await on.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) }));
      return documentId;
    };
    const [own, other] = [await closed('U1'), await closed('U2')];
    must(await on.post(null, { signed: on.world.publish('B', [{ ...asPerson(park, '박세찬'), unit: 'U2' }]) }));
    const closedTo = await on.createDocument(kim, [to('U2')]);
    must(await on.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId: closedTo }) }));
    for (const again of [false, true]) {
      if (again) await on.restart();
      const authorization = `Bearer ${await on.token(park)}`;
      const asked = async (id: string): Promise<number> => (await fetch(`${on.url()}/documents/${id}/entries`, { headers: { authorization } })).status;
      expect([await asked(own), await asked(other), await asked(closedTo)]).toEqual([200, 404, 200]);
    }
    const storage = must(openSqliteStorage(`${on.dataDir}/server.db`));
    let reads = 0;
    const counted: TrailStorage = {
      ...storage,
      entriesOf(documentId, seq) {
        reads += 1;
        return storage.entriesOf(documentId, seq);
      },
    };
    const trail = createTrail(counted);
    const before = reads;
    for (let seq = 0; seq < 50; seq++) {
      const { seq: next, head } = trail.state(own);
      const signed = kim.sign('rights.set', { grants: [] }, { documentId: own });
      const entry = { v: 1, documentId: own, seq: next, prev: head, receivedAt: new Date().toISOString(), kind: 'statement', body: { ...signed, facts: {} } };
      trail.moved([{ index: 1000 + seq, entry: entry as unknown as Entry }]);
      expect(trail.hears({ documentId: own, seq: next }, 'park')).toBe(false);
    }
    expect(reads).toBe(before);
    storage.close();
  });
});
