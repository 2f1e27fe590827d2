import { expect, it } from 'vitest';
import { runProtocolFuzz } from '../../support/sync-fuzz.ts';
import { seedOf } from '../../support/seed.ts';

it(
  'R30 a thousand mutated messages of a colleague: no crash, no leak, no foreign edit harmed, every connection closed by name',
  { timeout: 120_000 },
  async () => {
    const report = await runProtocolFuzz({ messages: 1000, seed: seedOf() });
    process.stdout.write(`protocol fuzz ${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    expect(report.honestEdits).toBeGreaterThan(50);
    expect(report.heapGrowth).toBeLessThan(12 << 20);
  },
);
