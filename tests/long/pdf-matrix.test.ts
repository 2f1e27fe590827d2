import { expect, it } from 'vitest';
import { caseName, complaints, MATRIX } from '../support/pdf-matrix.ts';
import { workFolder } from '../unit/backend/pdf/tools.ts';

const folder = workFolder();

it.each(MATRIX.map((kind) => ({ name: caseName(kind), kind })))('P21 $name: taken by pdfsig, openssl, qpdf, mutool and our verifier', async ({ kind }) => {
  expect(await complaints(kind, folder)).toEqual([]);
});
