import { expect, it } from 'vitest';
import { runConvergence } from '../support/sync-convergence.ts';
import { seedOf } from '../support/seed.ts';

it(
  'R41 five thousand scripts of losses, doubles, disorder, offline spans, rights and freezes: everybody agrees, nothing acknowledged is lost',
  { timeout: 7_200_000 },
  async () => {
    const scripts = Number(process.env['ONGYEOL_SCRIPTS'] ?? 5000);
    const report = await runConvergence({ scripts, seed: seedOf() });
    process.stdout.write(`convergence ${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    expect(report.acked).toBeGreaterThan(scripts * 3);
  },
);
