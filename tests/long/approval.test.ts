import { expect, it } from 'vitest';
import { ACTS } from '../../shared/approval/acts/index.ts';
import { runScripts } from '../support/approval-scripts.ts';
import { seedOf } from '../support/seed.ts';

it(
  'AP12 twenty thousand random papers of three agencies: no step skipped, one outcome a step, no act on a dead version, all replicas agree',
  { timeout: 7_200_000 },
  () => {
    const scripts = Number(process.env['ONGYEOL_SCRIPTS'] ?? 20_000);
    const report = runScripts({ scripts, seed: seedOf() });
    process.stdout.write(`approval scripts ${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    // Every kind of act was let through somewhere: what was never accepted was never tried.
    const tried = Object.keys(ACTS).filter((type) => type !== 'directory.put' && type !== 'rights.set');
    expect(tried.filter((type) => (report.types[type] ?? 0) === 0)).toEqual([]);
  },
);
