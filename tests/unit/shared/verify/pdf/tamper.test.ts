/** Changed and honest papers: a slice here, three hundred of each in the long run (`tests/long/pdf-tamper.test.ts`). */

import { expect, it } from 'vitest';
import { aPaperToForge, falseAlarms, missedChanges } from '../../../../support/pdf-judged.ts';
import { aSealingAgency } from '../../../../support/sealed-paper.ts';
import { seedOf } from '../../../../support/seed.ts';

it('P14 each of 42 changes over all regions and revisions is found and named', async () => {
  const seed = seedOf();
  process.stdout.write(`tamper {"seed":${seed}}\n`);
  const agencies = [aSealingAgency(0), aSealingAgency(1, 'RSA-2048'), aSealingAgency(2)];
  expect(await missedChanges(await aPaperToForge(agencies), seed, 21)).toEqual([]);
  expect(await missedChanges(await aPaperToForge(agencies.slice(0, 2), true), seed, 21)).toEqual([]);
});

it('P14 honest papers raise no alarm', async () => {
  const seed = seedOf();
  process.stdout.write(`honest {"seed":${seed}}\n`);
  expect(await falseAlarms(seed, 2)).toEqual([]);
});
