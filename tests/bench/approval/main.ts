/** `npm run bench:approval [-- --quick]`: decisions a second through the engine alone, with signatures, and through store and sequencer; what bounds each. */

import { createStage } from '../../support/sync.ts';
import { measureFdatasync } from '../sync/disk.ts';
import { engineAlone, jointPaper, signatures } from './engine.ts';
import { emptyRequest, sequenced } from './sequenced.ts';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 1 : 3;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

const paper = jointPaper();
const engine: number[] = [];
const signed: number[] = [];
const checked: number[] = [];
const one: { perSecond: number; p50: number }[] = [];
const twenty: { perSecond: number; p50: number }[] = [];
const empty: number[] = [];
let fdatasync = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  engine.push(engineAlone(paper, quick ? 200 : 3000));
  const both = await signatures(paper, quick ? 20 : 200);
  signed.push(both.signed);
  checked.push(both.checked);
  const stage = await createStage({ statementsPerMinute: 100_000 });
  try {
    fdatasync = median(measureFdatasync(stage.dataDir));
    empty.push(await emptyRequest(stage, quick ? 50 : 500));
    one.push(await sequenced(stage, quick ? 5 : 60, 1));
    twenty.push(await sequenced(stage, quick ? 20 : 120, 20));
  } finally {
    await stage.close();
  }
}

const engineRate = median(engine);
const checkRate = median(checked);
const oneRate = median(one.map((each) => each.perSecond));
const twentyRate = median(twenty.map((each) => each.perSecond));
const rows = [
  ['엔진만 (decide + evolve)', engineRate, 1],
  ['서명 만들기 (ES256)', median(signed), median(signed) / engineRate],
  ['서명 확인 (ES256)', checkRate, checkRate / engineRate],
  ['저장·서명 확인·순서 매김, 한 사람씩', oneRate, oneRate / engineRate],
  ['저장·서명 확인·순서 매김, 스무 명이 한꺼번에', twentyRate, twentyRate / engineRate],
] as const;
console.log(`| 하는 일 | 초당 | 엔진의 × |\n| --- | --- | --- |`);
for (const [name, rate, ratio] of rows) console.log(`| ${name} | ${whole(rate)} | ${ratio.toPrecision(2)} |`);
const p50 = median(one.map((each) => each.p50));
console.log(
  `\n답 하나 p50 ${p50.toFixed(2)} ms = fdatasync ${fdatasync.toFixed(2)} ms + 서명 확인 ${(1000 / checkRate).toFixed(2)} ms + 빈 요청 ${median(empty).toFixed(2)} ms + 나머지`,
);
// Sockets of the papers' writers still ring off one by one; nothing waits for them.
process.exit(0);
