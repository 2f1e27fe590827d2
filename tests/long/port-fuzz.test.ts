import { expect, it } from 'vitest';
import { fuzzPorts } from '../support/port-fuzz-run.ts';
import { seedOf } from '../support/seed.ts';

it('AT10 two hundred thousand malformed and oversize requests: no 500, no crash, honest clients are served after', { timeout: 3_600_000 }, async () => {
  const shots = Number(process.env['ONGYEOL_MESSAGES'] ?? 200_000) / 2;
  const report = await fuzzPorts(shots, seedOf());
  process.stdout.write(`port fuzz ${JSON.stringify(report)}\n`);
  expect([...report.server.faults, ...report.host.faults]).toEqual([]);
  expect(report.alive).toEqual([true, true]);
});
