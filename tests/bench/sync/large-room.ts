/** `npm run bench:large`: what people in one document wait for while a text of 300 pages comes into memory for another, beside the main loop and on it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { createWriter, markOf } from './client/marks.ts';
import { quantile, pass, within } from './client/measure.ts';
import { joinRoom } from './client/member.ts';
import { startOurs, type Ours } from './ours.ts';

const ROUNDS = 3;
const OPENINGS = 8;
const PARAGRAPHS = 9000;
const EDITS = 20_000;
const LIMIT_MS = 20_000;

/** A text of 300 pages three people have worked on, as one update. */
function largeText(): Uint8Array {
  const docs = [1, 2, 3].map((id) => Object.assign(new Y.Doc(), { clientID: id * 1_000_003 }));
  for (const doc of docs)
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'other' && docs.forEach((one) => one !== doc && Y.applyUpdate(one, update, 'other')));
  const bodies = docs.map((doc) => doc.getXmlFragment('body'));
  const text = '협업정원의 운영 방식과 절차를 다음과 같이 정하고, 관계기관은 그 내용을 확인한 뒤 의견을 회신한다. '.repeat(2);
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, n) => {
    const paragraph = new Y.XmlElement('item');
    paragraph.insert(0, [new Y.XmlText(`${text}${n}`)]);
    return paragraph;
  });
  bodies[0]?.insert(0, paragraphs);
  for (let n = 0; n < EDITS; n++) {
    const paragraph = bodies[n % 3]?.get((n * 7919) % PARAGRAPHS) as Y.XmlElement;
    const line = paragraph.get(0) as Y.XmlText;
    if (n % 4 === 0) line.delete((n * 31) % line.length, 1);
    else line.insert((n * 31) % line.length, '가');
  }
  return Y.encodeStateAsUpdate(docs[0] ?? new Y.Doc());
}

/** Waits of a typist for the word that it is on disk, one edit after another, until told to stop. */
async function type(ours: Ours, room: string, going: () => boolean): Promise<number[]> {
  let heard = (): void => undefined;
  const member = await joinRoom(ours.address, room, { ack: () => heard() });
  const next = createWriter(1000, 'mine');
  const waits: number[] = [];
  for (let i = 0; going(); i++) {
    const start = performance.now();
    const acked = new Promise<void>((resolve) => void (heard = resolve));
    member.update(next(markOf(i)));
    member.barrier(i);
    await acked;
    if (i >= 20) waits.push(performance.now() - start);
    await pass(2);
  }
  await member.socket.close();
  return waits;
}

/** A stranger opens the large text when nobody has it, again and again. */
async function open(ours: Ours, room: string, length: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < OPENINGS; n++) {
    if (!(await unloaded(ours))) throw new Error('the large room stays loaded');
    let bytes = 0;
    const start = performance.now();
    const member = await joinRoom(ours.address, room, { state: (message) => void (bytes = message.length) });
    if (!(await within(LIMIT_MS, () => bytes >= length * 0.9))) throw new Error('the large text did not come');
    took.push(performance.now() - start);
    await member.socket.close();
  }
  return took;
}

async function unloaded(ours: Ours): Promise<boolean> {
  const end = performance.now() + LIMIT_MS;
  while (performance.now() < end) {
    if ((await ours.metric('ongyeol_rooms_loaded')) <= 1) return true;
    await pass(20);
  }
  return false;
}

interface Found {
  readonly alone: number;
  readonly worst: number;
  readonly opening: number;
}

async function measure(folder: string, text: Uint8Array, largeBytes: number): Promise<Found> {
  const ours = await startOurs(folder, { count: 2, documents: true }, [], { largeBytes, idleMs: 100, restMs: 100 });
  try {
    const [small = '', large = ''] = ours.address.rooms;
    let acked = false;
    const writer = await joinRoom(ours.address, large, { ack: () => void (acked = true) });
    writer.update(text);
    writer.barrier(1);
    if (!(await within(LIMIT_MS, () => acked))) throw new Error('the large text was not taken');
    await writer.socket.close();
    let going = true;
    const quiet = type(ours, small, () => going);
    await pass(1500);
    going = false;
    const alone = quantile(await quiet, 0.5);
    going = true;
    const waits = type(ours, small, () => going);
    const opening = await open(ours, large, text.length);
    going = false;
    return { alone, worst: quantile(await waits, 1), opening: quantile(opening, 0.5) };
  } finally {
    await ours.stop();
  }
}

const median = (found: readonly Found[], of: keyof Found): number =>
  quantile(
    found.map((one) => one[of]),
    0.5,
  );

const text = largeText();
const folder = mkdtempSync(join(tmpdir(), 'ongyeol-large-'));
const beside: Found[] = [];
const on: Found[] = [];
try {
  for (let round = 0; round < ROUNDS; round++) {
    beside.push(await measure(join(folder, `beside${round}`), text, 256 << 10));
    on.push(await measure(join(folder, `on${round}`), text, 2 ** 40));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`글 ${(text.length / (1 << 20)).toFixed(1)} MB, 여는 이 ${OPENINGS}번, ${ROUNDS}회 중앙값\n`);
for (const [name, found] of [['다른 스레드에서', beside] as const, ['한 줄에서', on] as const])
  process.stdout.write(
    `${name}: 다른 문서의 확인 보통 ${median(found, 'alone').toFixed(1)} ms, 가장 긴 기다림 ${median(found, 'worst').toFixed(0)} ms, 여는 데 ${median(found, 'opening').toFixed(0)} ms\n`,
  );
process.stdout.write(`가장 긴 기다림의 비: ${(median(on, 'worst') / median(beside, 'worst')).toFixed(1)}×\n`);
