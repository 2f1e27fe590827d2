import { expect, it } from 'vitest';
import { runProtocolFuzz } from '../support/sync-fuzz.ts';
import { seedOf } from '../support/seed.ts';

it(
  'R31 two hundred thousand mutated messages: no crash, no leak, no foreign edit harmed, every connection closed by name',
  { timeout: 3_600_000 },
  async () => {
    const messages = Number(process.env['ONGYEOL_MESSAGES'] ?? 200_000);
    const report = await runProtocolFuzz({ messages, seed: seedOf() });
    process.stdout.write(`protocol fuzz ${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    expect(report.heapGrowth).toBeLessThan(24 << 20);
  },
);
