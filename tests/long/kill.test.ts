import { expect, it } from 'vitest';
import { runKills } from '../support/sync-kill.ts';

it('K2 two hundred rounds of kill -9 lose nothing', { timeout: 3_600_000 }, async () => {
  const report = await runKills(200);
  process.stdout.write(`${JSON.stringify({ ...report, integrity: [...new Set(report.integrity)] })}\n`);
  expect({ acked: report.lostAcked, local: report.lostLocal, integrity: [...new Set(report.integrity)], stranded: report.stranded }).toEqual({
    acked: 0,
    local: 0,
    integrity: ['ok'],
    stranded: [],
  });
});
