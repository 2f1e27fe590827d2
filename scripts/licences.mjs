// Writes docs/licences.md from package-lock.json: every dependency by licence, those that are shipped apart from those that only build and test.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Said in the package's own LICENSE file only; read by a person. */
const READ = { 'png-js@1.1.0': 'MIT' };

/** Licence of a package; a build of it for one platform says none in the lockfile and is under that of the package it belongs to. */
function licenceOf(packages, path) {
  const own = packages[path].license;
  if (typeof own === 'string') return own;
  const name = nameOf(path);
  const parent = Object.values(packages).find((one) => Object.hasOwn(one.optionalDependencies ?? {}, name) && typeof one.license === 'string');
  return parent?.license ?? READ[`${name}@${packages[path].version}`] ?? 'UNKNOWN';
}

function section(title, found) {
  const byLicence = Map.groupBy(found, ({ licence }) => licence);
  const lines = [...byLicence]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([licence, all]) => {
      const names = [...new Set(all.map(({ name, version }) => `${name} ${version}`))].toSorted((a, b) => a.localeCompare(b, 'en'));
      return `**${licence}** (${names.length}): ${names.join(', ')}`;
    });
  return `## ${title}\n${lines.join('\n\n')}\n`;
}

/** Licences used, by package. */
export function licencesOf(packages) {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, one]) => ({
      name: nameOf(path),
      version: one.version ?? '',
      licence: licenceOf(packages, path),
      shipped: one.dev !== true && one.devOptional !== true,
    }));
}

/** The whole file. */
export function licencesText(packages) {
  const all = licencesOf(packages);
  const head =
    '# Licences of all dependencies\nMade by `node scripts/licences.mjs` from `package-lock.json`; `tests/house/licences.test.ts` holds that it is current and that nothing else comes in.\n';
  const parts = [
    section(
      'Shipped',
      all.filter(({ shipped }) => shipped),
    ),
    section(
      'Only for building and testing',
      all.filter(({ shipped }) => !shipped),
    ),
  ];
  return `${head}\n${parts.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  writeFileSync(join(root, 'docs/licences.md'), licencesText(packages));
}
