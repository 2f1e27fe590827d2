/** Every dependency's licence is known, is one this project may ship or build with, and stands in `docs/licences.md`. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { licencesOf, licencesText, type LockPackages } from '../../scripts/licences.mjs';

const root = resolve(import.meta.dirname, '../..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: LockPackages };

/** Of a licence with a choice any one is enough, of several that hold together all are needed. */
const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'WTFPL',
  'Zlib',
]);
/** Only where nothing of it is shipped. */
const TOOLS_ONLY = new Set(['MPL-2.0', 'CC-BY-4.0']);

function allows(licence: string, known: (one: string) => boolean): boolean {
  return licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every(known));
}

test('docs/licences.md is current; else run node scripts/licences.mjs', () => {
  const text = readFileSync(join(root, 'docs/licences.md'), 'utf8');
  expect(text).toBe(licencesText(packages));
  expect(text).not.toMatch(/https?:|\.tgz|registry\./);
});

test('what is shipped is under a licence that asks for nothing but its notice', () => {
  const wrong = licencesOf(packages).filter(({ shipped, licence }) => shipped && !allows(licence, (one) => FREE.has(one)));
  expect(wrong).toEqual([]);
});

test('what builds and tests is under a known licence too', () => {
  const wrong = licencesOf(packages).filter(({ licence }) => !allows(licence, (one) => FREE.has(one) || TOOLS_ONLY.has(one)));
  expect(wrong).toEqual([]);
});
