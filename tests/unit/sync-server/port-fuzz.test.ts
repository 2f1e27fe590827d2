import { expect, it } from 'vitest';
import { fuzzPorts } from '../../support/port-fuzz-run.ts';
import { seedOf } from '../../support/seed.ts';

it('AT10 malformed and oversize requests at both ports: no 500, no crash, honest clients are served after', { timeout: 60_000 }, async () => {
  const report = await fuzzPorts(400, seedOf());
  process.stdout.write(`port fuzz ${JSON.stringify(report)}\n`);
  expect([...report.server.faults, ...report.host.faults]).toEqual([]);
  expect(report.alive).toEqual([true, true]);
  expect(report.server.answers['400']).toBeGreaterThan(5);
});
