/** `npm run bench:sync [-- --quick] [-- --only busy]`: ours against the peers, in turn, medians of three runs; ratios and targets at the end. */

import { runAck } from './ack.ts';
import { runBusy, type BusyInput } from './busy.ts';
import { runCursors } from './cursors.ts';
import { median } from './numbers.ts';
import { PEERS, type PeerName } from './peers/peer.ts';
import { runRest } from './rest.ts';
import { startMeasured, type Measured } from './server.ts';
import { readStrokes, runStorm, runTrace } from './trace.ts';
import { report, type Figures, type Targets } from './report.ts';

const quick = process.argv.includes('--quick');
const only = process.argv[process.argv.indexOf('--only') + 1];
const rounds = quick ? 1 : 3;
const seconds = quick ? 1 : 3;

interface Scenario {
  readonly name: string;
  readonly peers: readonly PeerName[];
  run(server: Measured): Promise<Readonly<Record<string, number>>>;
}

const strokes = readStrokes(quick ? 30_000 : 260_000);
const busy = (name: string, input: Omit<BusyInput, 'seconds'>): Scenario => ({
  name,
  peers: PEERS,
  run: async (server) => ({ ...(await runBusy(server, { ...input, seconds })) }),
});

const SCENARIOS: readonly Scenario[] = [
  busy('1명→1명', { rooms: 1, clients: 2, writers: 'one' }),
  busy('1명→10명', { rooms: 1, clients: 11, writers: 'one' }),
  busy('1명→100명', { rooms: 1, clients: 101, writers: 'one' }),
  busy('1명→500명', { rooms: 1, clients: 501, writers: 'one' }),
  busy('방 1 × 50명', { rooms: 1, clients: 50, writers: 'all' }),
  busy('방 200 × 2명', { rooms: 200, clients: 2, writers: 'all' }),
  { name: 'B4 한 편', peers: PEERS, run: async (server) => ({ ...(await runTrace(server, strokes)) }) },
  { name: '한꺼번에 200명', peers: PEERS, run: async (server) => ({ ms: await runStorm(server, strokes, 200) }) },
  { name: '커서 50명', peers: PEERS, run: async (server) => ({ ...(await runCursors(server, 50, seconds)) }) },
  { name: '쉬는 방 500', peers: PEERS, run: async (server) => ({ ...(await runRest(server, 500)) }) },
  { name: '확인까지', peers: ['ongyeol'], run: async (server) => ({ ...(await runAck(server)) }) },
];

async function once(scenario: Scenario, peer: PeerName): Promise<Readonly<Record<string, number>>> {
  const server = await startMeasured(peer);
  try {
    return await scenario.run(server);
  } finally {
    await server.stop();
  }
}

async function measure(scenario: Scenario): Promise<Figures> {
  const runs = new Map<PeerName, Readonly<Record<string, number>>[]>(scenario.peers.map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round++) {
    for (const peer of scenario.peers) {
      process.stderr.write(`${scenario.name} · ${peer} · ${round + 1}/${rounds}\n`);
      runs.get(peer)?.push(await once(scenario, peer));
    }
  }
  const middle = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> =>
    Object.fromEntries(Object.keys(all[0] ?? {}).map((key) => [key, median(all.map((one) => one[key] ?? Number.NaN))]));
  return new Map([...runs].map(([peer, all]) => [peer, middle(all)]));
}

const results = new Map<string, Figures>();
for (const scenario of SCENARIOS)
  if (only === undefined || !process.argv.includes('--only') || scenario.name.includes(only)) results.set(scenario.name, await measure(scenario));
const targets: Targets = [
  ['방 1 × 50명', '초당 전달, hocuspocus(저장 없음)의', (of) => of('ongyeol', 'deliveries') / of('hocuspocus', 'deliveries'), '>=', 1],
  ['방 200 × 2명', '초당 전달, hocuspocus(저장 없음)의', (of) => of('ongyeol', 'deliveries') / of('hocuspocus', 'deliveries'), '>=', 1.5],
  ['B4 한 편', '빠르기, hocuspocus(저장 없음)의', (of) => of('hocuspocus', 'seconds') / of('ongyeol', 'seconds'), '>=', 3],
  [
    '쉬는 방 500',
    '방 하나의 메모리, 가장 적은 상대의',
    (of) => of('ongyeol', 'perRoom') / Math.min(...PEERS.filter((peer) => peer !== 'ongyeol').map((peer) => of(peer, 'perRoom'))),
    '<=',
    1.1,
  ],
  ['쉬는 방 500', '모두 나간 뒤 남은 방', (of) => of('ongyeol', 'roomsLeft'), '<=', 0],
  ['확인까지', '확인 p50 − fdatasync 한 번 (ms)', (of) => of('ongyeol', 'p50') - of('ongyeol', 'disk'), '<=', 3],
];
process.stdout.write(report(results, targets));
process.exit(0);
