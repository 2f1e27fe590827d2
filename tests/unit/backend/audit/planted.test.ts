/** AU11 of `shared/audit/SPEC.md` over signed capsules: what is planted in a bundle of two ministries is found in the workspace, and nothing else (1,000 papers in `npm run test:long`). */

import { expect, it } from 'vitest';
import { plantedBundle } from '../../../support/planted-bundle.ts';
import { foundIn } from '../../../support/found-in.ts';

it('AU11 of signed papers with every kind of finding planted exactly those are found, and every file holds', async () => {
  const planted = plantedBundle(31);
  const { whole, files, findings } = await foundIn(planted);
  expect([whole, files]).toEqual([63, 63]);
  expect(findings).toEqual(planted.findings);
  expect(new Set(findings.map((one) => one.split(' ')[0])).size).toBe(10);
});
