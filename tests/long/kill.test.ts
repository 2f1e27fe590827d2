import { expect, it } from 'vitest';
import { NOTHING_LOST, runKills } from '../support/sync-kill.ts';
import { seedOf } from '../support/seed.ts';

it('K2 two hundred rounds of kill -9 lose no update and no statement', { timeout: 7_200_000 }, async () => {
  const rounds = Number(process.env['ONGYEOL_ROUNDS'] ?? 200);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  // Said at once: the runner tells a failure only when every other long run has ended.
  const report = await runKills({ rounds, seed: seedOf(), told: (line) => say(`round ${line}`) }).catch((error: unknown) => {
    say(`kills ended: ${String(error)}`);
    throw error;
  });
  process.stdout.write(`kills ${JSON.stringify(report)}\n`);
  expect(report).toMatchObject(NOTHING_LOST);
  expect(report.acked).toBeGreaterThan(rounds * 20);
  expect(report.accepted).toBeGreaterThan(rounds * 4);
  expect(report.folded).toBeGreaterThan(rounds);
});
