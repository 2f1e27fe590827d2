/** A fresh clone installs anywhere: `npm ci` refuses a lockfile that lacks an optional package of any platform. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { missingPlatforms, platformOf } from '../../scripts/lock-platforms.mjs';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly dependencies?: Readonly<Record<string, string>>;
        readonly devDependencies?: Readonly<Record<string, string>>;
        readonly optionalDependencies?: Record<string, string>;
        readonly hasInstallScript?: boolean;
      }
    >
  >;
}

const root = resolve(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;

test('the lockfile answers every optional package; else run node scripts/lock-platforms.mjs', () => {
  expect(missingPlatforms(lock.packages)).toEqual([]);
});

test('direct dependencies are exact versions', () => {
  const own = lock.packages[''];
  const all = Object.entries({ ...own?.dependencies, ...own?.devDependencies, ...own?.optionalDependencies });
  expect(all.filter(([, version]) => !/^(npm:[^@]+@|npm:@[^@]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test.each([
  ['@oxfmt/binding-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
  ['@oxfmt/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['@napi-rs/canvas-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@typescript/typescript-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['left-pad', null],
])('%s is for %j', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('a lockfile with a gap is found', () => {
  expect(
    missingPlatforms({
      'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-x64': '1.0.0' } },
      'node_modules/a/node_modules/a-linux-x64': {},
    }),
  ).toEqual([{ place: 'node_modules/a', name: 'a-darwin-x64', version: '1.0.0' }]);
});
