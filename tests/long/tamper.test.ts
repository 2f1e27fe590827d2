/** CV2 of `shared/verify/SPEC.md`: 2,000 capsules changed by somebody who packs them anew as they should be. */

import { expect, it } from 'vitest';
import { runBundleTampering } from '../support/tamper-bundle.ts';
import { runTampering } from '../support/tamper-run.ts';
import { seedOf } from '../support/seed.ts';

it('CV2 every one of 2,000 tampered capsules is found, with its first fault named', async () => {
  const seed = seedOf();
  const { tried, codes, missed } = await runTampering(2000, seed);
  console.log(`CV2 seed ${seed}, ${tried} cases ${JSON.stringify(codes)}`);
  expect(missed).toEqual([]);
});

it('PC4 every one of 1,000 tampered partial capsules is found, with its first fault named', async () => {
  const seed = seedOf();
  const { tried, codes, missed } = await runTampering(1000, seed, 'partial-body');
  console.log(`PC4 seed ${seed}, ${tried} cases ${JSON.stringify(codes)}`);
  expect(missed).toEqual([]);
});

it('AU20 of 2,000 folders changed after they were exported each changed file is named, and no other', async () => {
  const seed = seedOf();
  const { kinds, missed } = await runBundleTampering(2000, seed);
  console.log(`AU20 seed ${seed} ${JSON.stringify(kinds)}`);
  expect(missed).toEqual([]);
});
