/**
 * What our editor costs over a bare one, on the same text in the same browser: `npm run bench:editor`. The two take turns in every round; the ratios are
 * medians of single rounds, and only they are comparable between machines. In pieces: `--pages 2`, `--pages 50`, `--pages 300`, `--trace`, each with
 * `--rounds N`; `--quick` is two pages and a short trace once.
 */

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startContenders, type Contender } from './editors.ts';
import { caretInTheMiddle, heapOf, quantile } from './probe.ts';
import { typeTrace } from './trace.ts';

const { values: asked } = parseArgs({
  options: { quick: { type: 'boolean' }, pages: { type: 'string' }, trace: { type: 'boolean' }, rounds: { type: 'string' } },
});
const quick = asked.quick === true;
const whole = asked.pages === undefined && asked.trace !== true;
const ROUNDS = Number(asked.rounds ?? (quick ? 1 : 3));
const SIZES = asked.pages?.split(',').map(Number) ?? (asked.trace === true ? [] : quick ? [2] : [2, 50, 300]);
const KEYS = quick ? 20 : 80;
const REMOTE = quick ? 5 : 20;
const EDITS = quick ? 1000 : 20_000;
/** Between two keys of a quick typist. */
const PACE_MS = 80;

const WORDS = 'abcdefghij ';

async function typeKeys(page: Page): Promise<number[]> {
  // Where hands leave it: over the text.
  await page.mouse.move(560, 480);
  await caretInTheMiddle(page);
  await page.keyboard.type(WORDS, { delay: PACE_MS });
  await page.evaluate(() => void (window.probe.keys = []));
  await page.keyboard.type(WORDS.repeat(Math.ceil(KEYS / WORDS.length)).slice(0, KEYS), { delay: PACE_MS });
  await page.waitForFunction((count) => window.probe.keys.length >= count, KEYS);
  return page.evaluate(() => window.probe.keys);
}

/** From a key of the writer to the reader's paint of its letter. */
async function remoteKeys(writer: Page, reader: Page): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < REMOTE; at += 1) {
    await reader.evaluate(() => void (window.probe.seen = []));
    await writer.keyboard.press('k');
    const began = await writer.evaluate(() => window.probe.down);
    await reader.waitForFunction(() => window.probe.seen.length > 0, null, { polling: 20 });
    times.push((await reader.evaluate(() => window.probe.seen[0] ?? 0)) - began);
  }
  return times;
}

type Measures = Record<string, number>;

async function measure(contender: Contender, pages: number): Promise<Measures> {
  const { writer, reader, openMs, close } = await contender.open(pages);
  const heap = await heapOf(writer);
  const keys = await typeKeys(writer);
  const remote = await remoteKeys(writer, reader);
  await close();
  return {
    열기: openMs,
    '글쇠에서 화면까지 p50': quantile(keys, 0.5),
    '글쇠에서 화면까지 p95': quantile(keys, 0.95),
    '동료의 글쇠에서 화면까지 p50': quantile(remote, 0.5),
    '메모리 (MB)': heap / 1e6,
  };
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One line of the table: medians of both, and the median of the rounds' own ratios. */
function line(size: string, name: string, bare: readonly number[], own: readonly number[]): string {
  const ratio = median(own.map((value, round) => value / (bare[round] ?? value)));
  return `| ${size} | ${name} | ${median(bare).toFixed(1)} | ${median(own).toFixed(1)} | ${ratio.toFixed(2)} |`;
}

async function sizeOf(contenders: readonly Contender[], pages: number): Promise<string[]> {
  const rounds: Measures[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const both: Measures[] = [];
    for (const contender of contenders) {
      both.push(await measure(contender, pages));
      process.stderr.write(`${pages}쪽 ${contender.name} ${JSON.stringify(both.at(-1))}, load ${(loadavg()[0] ?? 0).toFixed(1)}\n`);
    }
    rounds.push(both);
  }
  return Object.keys(rounds[0]?.[0] ?? {}).map((name) =>
    line(
      `${pages}쪽`,
      name,
      rounds.map((both) => both[0]?.[name] ?? 0),
      rounds.map((both) => both[1]?.[name] ?? 0),
    ),
  );
}

async function traceOf(contenders: readonly Contender[]): Promise<string> {
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const both: number[] = [];
    for (const contender of contenders) {
      const page = await contender.blank();
      both.push(await typeTrace(page, EDITS));
      await page.context().close();
    }
    rounds.push(both);
  }
  return line(
    '기록',
    `고침 ${EDITS.toLocaleString('en-US')}번`,
    rounds.map((both) => both[0] ?? 0),
    rounds.map((both) => both[1] ?? 0),
  );
}

const { contenders, close } = await startContenders();
const lines: string[] = [];
for (const pages of SIZES) lines.push(...(await sizeOf(contenders, pages)));
if (whole || asked.trace === true) lines.push(await traceOf(contenders));
await close();
process.stdout.write(`\n| 글 | 재는 것 (ms) | Tiptap | 온결 | × |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`);
process.exit(0);
