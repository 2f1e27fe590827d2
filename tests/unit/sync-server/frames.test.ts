import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { writeMessage } from '../../../sync-server/frames.ts';
import { createStage, type Stage, until } from '../../support/sync.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

it('R54 frames made once are what every WebSocket client understands, of every length and between frames of ws itself', async () => {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const lengths = [0, 1, 125, 126, 65_535, 65_536, 300_000];
  const messages = lengths.map((length) => new Uint8Array(length).map((_, i) => i % 251));
  const http = createServer().on('upgrade', (request, line, head) =>
    sockets.handleUpgrade(request, line, head, (socket) => {
      for (const message of messages) {
        writeMessage(line, message);
        socket.ping();
        socket.send('ws');
        writeMessage(line, message);
      }
      socket.close(4503);
    }),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const clients = [1, 2].map(() => new WebSocket(`ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`));
  const heard = clients.map((client) => {
    const got: string[] = [];
    client.on('message', (data: Buffer, binary) => got.push(binary ? data.toString('hex') : String(data)));
    return got;
  });
  const codes = await Promise.all(clients.map(async (client) => (await once(client, 'close'))[0] as number));
  const expected = messages.flatMap((message) => [Buffer.from(message).toString('hex'), 'ws', Buffer.from(message).toString('hex')]);
  expect(codes).toEqual([4503, 4503]);
  for (const got of heard) expect(got).toEqual(expected);
  http.close();
});

it('R55 one, two or many who write in the same turn: everybody has everything', { timeout: 60_000 }, async () => {
  stage = await createStage({ plainRooms: true });
  const { kim, lee, choi } = stage.world.people;
  for (const [writers, room] of [
    [1, 'plain/one'],
    [2, 'plain/two'],
    [4, 'plain/four'],
  ] as const) {
    const clients = await Promise.all([kim, lee, choi, kim, lee].map((who) => stage!.stock(who, room)));
    await until('all joined', () => clients.every(({ provider }) => provider.synced));
    for (let n = 0; n < 30; n++) clients.slice(0, writers).forEach(({ doc }, i) => doc.getMap('m').set(`${i}:${n}`, n));
    await until('all have everything', () => clients.every(({ doc }) => doc.getMap('m').size === writers * 30));
    for (const { provider } of clients) provider.destroy();
  }
});
