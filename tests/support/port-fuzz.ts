/** Malformed and oversize bytes thrown at a port: whatever comes, the other end answers by name or closes, and goes on. */

import { connect } from 'node:net';
import { createRandom, type Random } from './sync-random.ts';

/** What to throw at which port. `token` is good, so that some shots come past the door. */
export interface PortFuzz {
  readonly port: number;
  readonly token: string;
  readonly paths: readonly string[];
  readonly shots: number;
  readonly seed: number;
}

/** Answers by status, and whatever was no answer a client may get. */
export interface PortReport {
  readonly seed: number;
  readonly shots: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'get', '', 'PRI', 'X'.repeat(300)];
const TAILS = [
  '',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cboot.ini',
  '//',
  '/%00',
  '/%zz',
  '?offset=-1&total=1e99',
  '?cursor=NaN',
  '#x',
  '?a='.repeat(400),
];
const BODIES = ['', '{', '{"signed":null}', '[]', 'null', '"', '{"__proto__":{"x":1}}', '\ufeff{}', '['.repeat(5000), '{"a":'.repeat(2000)];
const HEADERS = [
  'transfer-encoding: chunked',
  'content-length: -1',
  'content-length: 99999999999999',
  'host: evil.example',
  'origin: null',
  'range: bytes=999999999999999-',
  'range: bytes=-1',
  'upgrade: websocket',
  'connection: upgrade',
  'sec-websocket-key: x',
  'sec-websocket-version: 99',
  'expect: 100-continue',
  `cookie: ${'x'.repeat(20_000)}`,
  'x-forwarded-for: 127.0.0.1',
  '\u0000: y',
  ': empty',
];

function shotOf(random: Random, { paths, token }: PortFuzz): Buffer {
  if (random.chance(0.1)) return Buffer.from(random.bytes(random.int(2000)));
  const path = `${random.pick(paths)}${random.chance(0.5) ? random.pick(TAILS) : ''}`;
  const body = random.chance(0.3) ? Buffer.from(random.bytes(random.int(5000))) : Buffer.from(random.pick(BODIES));
  const authorization = random.chance(0.5) ? [`authorization: Bearer ${random.chance(0.7) ? token : `${token}x`}`] : [];
  const odd = Array.from({ length: random.chance(0.5) ? 0 : random.int(4) }, () => random.pick(HEADERS));
  const method = random.chance(0.6) ? random.pick(['GET', 'POST', 'PUT']) : random.pick(METHODS);
  const length = random.chance(0.8) ? [`content-length: ${body.length + (random.chance(0.1) ? random.int(50) : 0)}`] : [];
  const head = [
    `${method} ${path} HTTP/1.${random.chance(0.9) ? 1 : random.int(3)}`,
    'host: 127.0.0.1',
    'connection: close',
    ...authorization,
    ...length,
    ...odd,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n${random.chance(0.95) ? '\r\n' : ''}`, 'latin1'), body]);
}

/** One shot: its status, `closed` where the line was cut without one, `silent` where the other end waits for more. */
function shoot(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let got = '';
    const end = (what: string): void => {
      socket.destroy();
      resolve(/^HTTP\/1\.1 (\d{3})/.exec(got)?.[1] ?? what);
    };
    socket.setTimeout(150, () => end('silent'));
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString('latin1');
      if (/^HTTP\/1\.1 \d{3}/.test(got)) end('closed');
    });
    socket.on('error', () => end('closed'));
    socket.on('close', () => end('closed'));
    socket.on('connect', () => socket.write(bytes));
  });
}

/** Throws all shots, some at the same time. A 500 or a port that stops answering is a fault. */
export async function fuzzPort(input: PortFuzz): Promise<PortReport> {
  const random = createRandom(input.seed);
  const answers: Record<string, number> = {};
  const faults: string[] = [];
  const worker = async (from: number): Promise<void> => {
    for (let n = from; n < input.shots; n += 8) {
      const bytes = shotOf(random, input);
      const answer = await shoot(input.port, bytes);
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (answer === '500') faults.push(`shot ${n}: ${bytes.subarray(0, 120).toString('latin1')}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, i) => worker(i)));
  return { seed: input.seed, shots: input.shots, answers, faults };
}
