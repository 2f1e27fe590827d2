import { expect, it } from 'vitest';
import { runKills } from '../../../support/sync-kill.ts';

it('K1 five rounds of kill -9 on server and clients lose nothing acknowledged and nothing on a disk', { timeout: 120_000 }, async () => {
  const report = await runKills(5);
  expect(report.acked).toBeGreaterThan(100);
  expect({ acked: report.lostAcked, local: report.lostLocal, integrity: [...new Set(report.integrity)], stranded: report.stranded }).toEqual({
    acked: 0,
    local: 0,
    integrity: ['ok'],
    stranded: [],
  });
});
