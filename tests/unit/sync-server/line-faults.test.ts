import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { newMark, writeMark } from '../../../sync-server/restored.ts';
import { startHere } from '../../support/sync-process.ts';
import { createProxy } from '../../support/sync-proxy.ts';
import { createStage, must, until } from '../../support/sync.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

describe('faults of lines and clocks', () => {
  it('F7 a half-open line: the server cuts who gives no sign of life, nobody sees a ghost, and what was typed meanwhile comes over the next line', async () => {
    const stage = await createStage({ plainRooms: true, keepAliveMs: 60, awarenessPerSecond: 50 });
    ending.push(() => stage.close());
    const { kim, lee } = stage.world.people;
    const proxy = await createProxy(Number(new URL(stage.url()).port));
    ending.push(proxy.close);
    const far = await stage.stock(kim, 'plain/half', 1, `http://127.0.0.1:${proxy.port}`);
    const near = await stage.stock(lee, 'plain/half');
    for (const { provider } of [far, near]) provider.awareness.setLocalState({ at: 1 });
    await until('both there', () => [far, near].every(({ provider }) => provider.synced && provider.awareness.getStates().size === 2));
    proxy.stall();
    far.doc.getText('t').insert(0, '반쯤 열린 줄에서 쓴 글');
    await until('no ghost', () => near.provider.awareness.getStates().size === 1);
    expect(near.doc.getText('t').toString()).toBe('');
    expect(near.codes).toEqual([]);
    proxy.heal();
    // The far end gives up by itself after thirty seconds of silence; here it is told.
    far.provider.disconnect();
    far.provider.connect();
    await until('arrived', () => near.doc.getText('t').toString() === '반쯤 열린 줄에서 쓴 글');
  });

  it.each([2, -2])(
    'F8 the clocks jump by %i days: people come in again by themselves, text goes on, statements wait for a server that lives in the past, nothing is kept apart',
    async (days) => {
      const stage = await createStage({ keepAliveMs: 50 });
      ending.push(() => stage.close());
      await stage.stopServer();
      let shift = 0;
      const clock = (): Date => new Date(Date.now() + shift);
      const server = must(await startHere(stage, { clock, limits: { keepAliveMs: 50 } }));
      ending.push(() => server.close());
      const { kim, lee } = stage.world.people;
      const [k, l] = [stage.replica(kim), stage.replica(lee)];
      await until('in', () => [k, l].every((sync) => sync.status().connection === 'online'));
      const documentId = await stage.createDocument(kim);
      await until('both know it', () => [k, l].every((sync) => sync.documents().length === 1));
      const rooms = [k, l].map((sync) => sync.openRoom(mainRoom(documentId, 1)));
      await Promise.all(rooms.map((room) => room.whenSynced));
      for (const step of [1, 2, 3]) {
        rooms[0]?.doc.getMap('m').set(`k${step}`, 1);
        rooms[1]?.doc.getMap('m').set(`l${step}`, 1);
        await Promise.all(rooms.map((room) => room.saved()));
        // There, and back again.
        shift = step === 1 ? days * 86_400_000 : 0;
        const post = () => stage.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) });
        if (shift < 0) {
          // What the server would date before it was signed it does not take (AP28).
          expect(await post()).toMatchObject({ ok: false, code: 'SIGNED_IN_FUTURE' });
          shift = 0;
        }
        must(await post());
        await until('the entry came', () => [k, l].every((sync) => sync.entries(documentId).length === step + 1));
      }
      await until('the same', () => rooms.every((room) => room.doc.getMap('m').size === 6));
      expect([k, l].flatMap((sync) => [...sync.stranded(), ...sync.faults()])).toEqual([]);
    },
  );

  it('F9 a clock that was years ahead when the restored server first ran: statements wait no longer than they should', async () => {
    const stage = await createStage();
    ending.push(() => stage.close());
    await stage.stopServer();
    const ahead = new Date(Date.now() + 1000 * 86_400_000);
    writeMark(stage.dataDir, newMark(ahead, 2, ahead));
    const server = must(await startHere(stage, { limits: { recoveryMs: 700 } }));
    ending.push(() => server.close());
    const { kim } = stage.world.people;
    const signed = kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId: randomUUID() });
    // Lines to the server of before are closed under us once.
    await until('a new line', () =>
      stage.token(kim).then(
        () => true,
        () => false,
      ),
    );
    expect(await stage.post(kim, { signed })).toMatchObject({ code: 'RECOVERING' });
    await until('statements go on', async () => (await stage.post(kim, { signed })).ok);
  });

  it('F10 somebody who is just coming in does not keep a server from ending', async () => {
    const stage = await createStage();
    ending.push(() => stage.close());
    const token = await stage.token(stage.world.people.kim);
    const { port } = new URL(stage.url());
    const line = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    ending.push(async () => void line.destroy());
    const gone = new Promise((resolve) => void line.once('close', resolve));
    line.write(`GET /feed?cursor=0 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n`);
    await new Promise((resolve) => void line.once('ready', resolve));
    // An answer to a later request: the first half of the upgrade was read.
    await fetch(`${stage.url()}/health`);
    const stopped = stage.stopServer();
    line.write('connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
    await Promise.all([stopped, gone]);
  });
});
