import WebSocket from 'ws';
import { afterEach, describe, expect, it } from 'vitest';
import { CLOSE } from '../../../shared/collab/protocol.ts';
import type { SubmitReply } from '../../../shared/sync/api.ts';
import { createBuckets } from '../../../sync-server/bucket.ts';
import { createStage, until, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close());

/** A socket on the feed: its close code once it has one, 0 when it stays. */
function opened(on: Stage, token: string): { code: () => number | null; end: () => void } {
  const socket = new WebSocket(`${on.url().replace('http', 'ws')}/feed?cursor=0`, { headers: { authorization: `Bearer ${token}` } });
  let code: number | null = null;
  socket.on('message', () => (code ??= 0));
  socket.on('close', (given) => (code = given));
  return { code: () => code, end: () => socket.terminate() };
}

describe('one share for everybody', () => {
  it('L2 people of one agency have so many connections together; others are let in, and a line that ends makes room', async () => {
    const on = await createStage({ connectionsPerAgency: 2, connectionsPerPerson: 2 });
    stage = on;
    const { kim, park, lee, choi } = on.world.people;
    const same = [kim, park, lee, choi].filter((who) => who.actor.agency === kim.actor.agency);
    const [first, second] = same as [Someone, Someone];
    const other = [kim, park, lee, choi].find((who) => who.actor.agency !== kim.actor.agency) as Someone;
    const a = opened(on, await on.token(first));
    const b = opened(on, await on.token(second));
    await until('two are in', () => a.code() === 0 && b.code() === 0);
    const c = opened(on, await on.token(second));
    await until('the third is out', () => c.code() === CLOSE.rate);
    const d = opened(on, await on.token(other));
    await until('the other agency is in', () => d.code() === 0);
    a.end();
    await until('there is room again', async () => {
      const e = opened(on, await on.token(first));
      await until('answered', () => e.code() !== null);
      const fits = e.code() === 0;
      e.end();
      return fits;
    });
    for (const one of [b, d]) one.end();
  });

  it('L3 more statements in a minute than a person may send wait in the outbox and arrive once there is room; nobody else waits', async () => {
    const tight = await createStage({ statementsPerMinute: 30 });
    stage = tight;
    const mine = tight.world.people;
    const token = await tight.token(mine.kim);
    const send = async (documentId: string): Promise<SubmitReply> =>
      (await (
        await fetch(`${tight.url()}/statements`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify({ signed: mine.kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }) }),
        })
      ).json()) as SubmitReply;
    const ids = Array.from({ length: 40 }, () => crypto.randomUUID());
    const replies: SubmitReply[] = [];
    for (const id of ids) replies.push(await send(id));
    const busy = replies.findIndex((reply) => !reply.ok);
    expect(busy).toBeGreaterThanOrEqual(30);
    expect(replies[busy]).toMatchObject({ ok: false, code: 'BUSY' });
    expect(
      (
        await tight.post(mine.lee, {
          signed: mine.lee.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: crypto.randomUUID() }),
        })
      ).ok,
    ).toBe(true);
    const sync = tight.replica(mine.kim);
    expect(
      await sync.submit({ signed: mine.kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: ids[39] ?? '' }) }),
    ).toEqual({ state: 'waiting' });
    await until('it arrived', () => sync.outbox().length > 0 && sync.outbox().every((item) => item.reply.state === 'accepted'), 15_000);
  });

  it('L3 a bucket fills with time and never beyond its brim', () => {
    const spend = createBuckets(3);
    expect([spend('a'), spend('a'), spend('a'), spend('a'), spend('b')]).toEqual([true, true, true, false, true]);
  });
});
