import { expect, it } from 'vitest';
import { NOTHING_LOST, runKills } from '../../../support/sync-kill.ts';
import { seedOf } from '../../../support/seed.ts';

it('K1 two rounds of kill -9 on server and clients lose nothing acknowledged and nothing on a disk: updates and statements', { timeout: 120_000 }, async () => {
  const report = await runKills({ rounds: 2, seed: seedOf() });
  process.stdout.write(`kills ${JSON.stringify(report)}\n`);
  expect(report).toMatchObject(NOTHING_LOST);
  expect(report.acked).toBeGreaterThan(60);
  expect(report.accepted).toBeGreaterThan(12);
  expect(report.folded).toBeGreaterThan(3);
});
