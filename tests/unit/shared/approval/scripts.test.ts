import { expect, it } from 'vitest';
import { runScripts } from '../../../support/approval-scripts.ts';
import { seedOf } from '../../../support/seed.ts';

it('AP12 two hundred random papers of three agencies: no step skipped, one outcome a step, no act on a dead version, all replicas agree', () => {
  const report = runScripts({ scripts: 200, seed: seedOf() });
  process.stdout.write(`approval scripts ${JSON.stringify(report)}\n`);
  expect(report.faults).toEqual([]);
  // Scripts that never get anywhere would prove nothing.
  expect(report.ends['issued'] ?? 0).toBeGreaterThan(5);
  expect(report.late).toBeGreaterThan(200);
});
