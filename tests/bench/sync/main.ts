/** `npm run bench:sync [-- --quick] [--only a,b] [--peers a,b] [--rounds N] [--seconds N] [--json FILE] [--out FILE]`: the tables go to the terminal and to the file of `--out`, for docs/benchmarks.md. */

import { writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { measureFdatasync } from './disk.ts';
import { measureOne } from './measure-one.ts';
import { PEERS } from './peers.ts';
import { createResults, type Results } from './results.ts';
import { table, verdicts } from './report.ts';
import { scenarios, type Scenario } from './scenarios.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: text, peers: text, rounds: text, seconds: text, json: text, out: text, profile: text },
});
const quick = values.quick === true;
const rounds = Math.min(9, Math.max(1, Number(values.rounds ?? (quick ? 1 : 3))));
const seconds = Math.min(60, Math.max(1, Number(values.seconds ?? (quick ? 1 : 4))));
/** How the figures are read off the rounds; the targets are judged by the same ratios. */
const HOW =
  'Figures are medians over the rounds. Every ratio, in the tables (×) and of the targets, is the median of the ratios of single rounds, not the ratio of the medians: servers of one round met the same noise.';
const chosen = (list: string | undefined, name: string): boolean => list === undefined || list.split(',').includes(name);
const profile = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];

/** Servers in turn, beginning with another one every round, so that a noisy moment does not always meet the same. */
async function measureScenario(scenario: Scenario, round: number, results: Results): Promise<void> {
  const peers = scenario.peers.filter((peer) => chosen(values.peers, peer));
  const turned = [...peers.slice(round % peers.length), ...peers.slice(0, round % peers.length)];
  for (const peer of turned) {
    results.disk(measureFdatasync(tmpdir()));
    const outcome = await measureOne(scenario, peer, profile);
    results.add(scenario.name, peer, outcome);
    const told = outcome.ok ? `${scenario.figure} ${outcome.figures[scenario.figure]?.toPrecision(4)}` : `실패: ${outcome.message}`;
    process.stderr.write(`  ${round + 1}/${rounds} ${scenario.title} — ${peer}: ${told}\n`);
  }
}

const all = scenarios(quick, seconds).filter((scenario) => chosen(values.only, scenario.name));
const results = createResults();
const started = Date.now();
for (let round = 0; round < rounds; round++) for (const scenario of all) await measureScenario(scenario, round, results);
const verdict = verdicts(results);
const minutes = Math.round((Date.now() - started) / 60_000);
const told = [
  `Run of ${new Date(started).toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${rounds} rounds, ${minutes} minutes${quick ? ' (빠른 실행: 인용하지 말 것)' : ''}. ${HOW}`,
  ...all.map((scenario) => table(scenario, PEERS, results)),
  verdict.text,
].join('\n\n');
process.stdout.write(`${told}\n`);
if (values.out !== undefined) writeFileSync(values.out, `${told}\n`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results.raw(), null, 1));
process.exitCode = verdict.missed > 0 && !quick ? 1 : 0;
