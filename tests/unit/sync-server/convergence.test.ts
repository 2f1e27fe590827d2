import { expect, it } from 'vitest';
import { runConvergence } from '../../support/sync-convergence.ts';
import { seedOf } from '../../support/seed.ts';

it(
  'R40 two dozen scripts of losses, doubles, disorder, offline spans, rights and freezes: everybody agrees, nothing acknowledged is lost',
  { timeout: 120_000 },
  async () => {
    const report = await runConvergence({ scripts: 24, seed: seedOf() });
    process.stdout.write(`convergence ${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    expect(report.acked).toBeGreaterThan(60);
  },
);
