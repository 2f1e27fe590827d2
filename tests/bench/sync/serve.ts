/** A measured server in a process of its own: `node --expose-gc serve.ts NAME FOLDER`, figures on request over IPC. */

import { PEERS, type PeerName, type Running, type Stats } from './peers/peer.ts';

async function start(name: PeerName, dataDir: string): Promise<Running> {
  switch (name) {
    case 'ongyeol':
      return (await import('./peers/ongyeol.ts')).start();
    case 'hocuspocus':
    case 'hocuspocus-store':
      return (await import('./peers/hocuspocus.ts')).start(dataDir, name === 'hocuspocus-store');
    case 'y-websocket-server':
      return (await import('./peers/y-websocket-server.ts')).start();
  }
}

async function statsOf(running: Running, collect: boolean): Promise<Stats> {
  if (collect) {
    globalThis.gc?.();
    await new Promise((done) => setImmediate(done));
    globalThis.gc?.();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heap: heapUsed + external, rss, cpuMs: (user + system) / 1000, rooms: await running.rooms() };
}

const [given = '', dataDir = ''] = process.argv.slice(2);
const name = PEERS.find((one) => one === given);
if (name === undefined) throw new Error(`no such server: ${given}`);
const running = await start(name, dataDir);
process.on('message', ({ collect }: { readonly collect: boolean }) => void statsOf(running, collect).then((stats) => process.send?.(stats)));
process.on('disconnect', () => process.exit(0));
process.send?.({ port: running.port, token: running.token });
