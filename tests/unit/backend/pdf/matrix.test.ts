/** Two of the twenty-four kinds of sealed papers before other people's tools; all of them in the long run (`tests/long/pdf-matrix.test.ts`). */

import { expect, it } from 'vitest';
import { caseName, complaints, MATRIX } from '../../../support/pdf-matrix.ts';
import { workFolder } from './tools.ts';

const folder = workFolder();
const slice = MATRIX.filter(
  ({ agencies, type, stamped, pages }) => pages === 2 && (agencies === 1 ? type === 'RSA-2048' && !stamped : agencies === 8 && type === 'P-256' && stamped),
);

it.each(slice.map((kind) => ({ name: caseName(kind), kind })))('P21 $name: taken by pdfsig, openssl, qpdf, mutool and our verifier', async ({ kind }) => {
  expect(await complaints(kind, folder)).toEqual([]);
});
