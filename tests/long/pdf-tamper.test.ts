import { expect, it } from 'vitest';
import { aPaperToForge, falseAlarms, missedChanges } from '../support/pdf-judged.ts';
import { aSealingAgency } from '../support/sealed-paper.ts';
import { seedOf } from '../support/seed.ts';

it('three hundred changes to papers of one, three and eight agencies are found and named', async () => {
  const seed = seedOf();
  process.stdout.write(`tamper {"seed":${seed}}\n`);
  for (const count of [1, 3, 8]) {
    const agencies = Array.from({ length: count }, (_, index) => aSealingAgency(index, index % 2 === 0 ? 'P-256' : 'RSA-2048'));
    for (const long of [false, true])
      expect(await missedChanges(await aPaperToForge(agencies, long), seed + count, 50), `seed ${seed}, ${count} agencies`).toEqual([]);
  }
});

it('three hundred honest papers raise no alarm', async () => {
  const seed = seedOf();
  process.stdout.write(`honest {"seed":${seed}}\n`);
  expect(await falseAlarms(seed, 300)).toEqual([]);
});
