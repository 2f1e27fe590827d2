// Fills package-lock.json up after `npm install`: npm leaves out an optional package of another platform when the registry it asked did not have
// it, and then `npm ci` refuses the lockfile everywhere. Its version is what its parent pins; which machines it is for is in its name.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = {
  arm64: 'arm64',
  arm: 'arm',
  armv6: 'arm',
  armv7: 'arm',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x64',
};
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** What the name of a platform package says: `x-linux-arm64-musl`. Null when it is no such name. */
export function platformOf(name) {
  const parts = name.split('/').at(-1).split(/[-.]/);
  const os = parts.find((part) => systems.includes(part) || part === 'linuxmusl');
  const cpu = processors[parts.find((part) => part in processors)];
  if (parts.includes('wasm32')) return { cpu: ['wasm32'] };
  if (os === undefined) return null;
  const libc = os === 'linuxmusl' ? 'musl' : libraries[parts.at(-1)];
  return {
    os: [os === 'linuxmusl' ? 'linux' : os],
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined || !os.startsWith('linux') ? {} : { libc: [libc] }),
  };
}

/** Optional packages that no entry of the lockfile answers: [place of the parent, name, version]. */
export function missingPlatforms(packages) {
  const isThere = (place, name) => {
    for (let at = place; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
      if (`${at}/node_modules/${name}` in packages) return true;
      if (!at.includes('/node_modules/')) return `node_modules/${name}` in packages;
    }
  };
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, version]) => (isThere(place, name) ? [] : [{ place, name, version }])),
  );
}

function fill(lock) {
  for (const { place, name, version } of missingPlatforms(lock.packages)) {
    const platform = platformOf(name);
    if (platform === null || !/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version} of ${place}: no platform in its name or no exact version`);
    lock.packages[`node_modules/${name}`] = { version, ...(lock.packages[place].dev ? { dev: true } : {}), optional: true, ...platform };
  }
  const [own, ...rest] = Object.entries(lock.packages);
  return { ...lock, packages: Object.fromEntries([own, ...rest.sort(([a], [b]) => a.localeCompare(b, 'en'))]) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const before = Object.keys(lock.packages).length;
  const filled = fill(lock);
  writeFileSync(file, `${JSON.stringify(filled, null, 2)}\n`);
  console.log(`${Object.keys(filled.packages).length - before} platform packages added`);
}
