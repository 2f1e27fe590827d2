/** The arrows between the folders hold because the lint breaks the build: every arrow's violation is planted once and must be found. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** File → the import it must not have. */
const forbidden: readonly (readonly [file: string, specifier: string])[] = [
  ['shared/forms/a.ts', 'node:fs'],
  ['shared/forms/b.ts', 'electron'],
  ['shared/forms/c.ts', 'react'],
  ['shared/forms/d.ts', 'ws'],
  ['shared/forms/e.ts', 'better-sqlite3'],
  ['shared/forms/f.ts', '../../electron/backend/platform.ts'],
  ['shared/forms/g.ts', '../../renderer/main.tsx'],
  ['shared/forms/h.ts', '../../sync-server/room.ts'],
  ['shared/approval/steps/i.ts', '../../../tests/support/host-app.ts'],
  ['renderer/app/a.tsx', 'node:path'],
  ['renderer/app/b.tsx', 'electron'],
  ['renderer/app/c.tsx', '../../electron/hosts/http.ts'],
  ['renderer/app/d.tsx', '../../sync-server/room.ts'],
  ['renderer/app/e.tsx', 'better-sqlite3'],
  ['renderer/app/f.tsx', 'pkijs'],
  ['sync-server/a.ts', 'electron'],
  ['sync-server/b.ts', '../electron/backend/platform.ts'],
  ['sync-server/storage/c.ts', '../../renderer/main.tsx'],
  ['sync-server/d.ts', 'react'],
  ['electron/backend/pdf/a.ts', 'electron'],
  ['electron/backend/pdf/b.ts', '../../hosts/http.ts'],
  ['electron/backend/pdf/c.ts', '../../desktop/window.ts'],
  ['electron/backend/pdf/d.ts', '../../../renderer/main.tsx'],
  ['electron/backend/pdf/e.ts', '../../../sync-server/room.ts'],
  ['electron/backend/f.ts', '../cli/open-window.ts'],
  ['electron/hosts/a.ts', 'electron'],
  ['electron/hosts/b.ts', '../desktop/window.ts'],
  ['electron/hosts/c.ts', '../backend/app.ts'],
  ['electron/hosts/d.ts', '../backend/pdf/seal.ts'],
  ['electron/hosts/e.ts', '../../renderer/main.tsx'],
  ['electron/desktop/a.ts', '../backend/app.ts'],
  ['electron/desktop/b.ts', '../hosts/ipc.ts'],
  ['electron/desktop/c.ts', '../../sync-server/room.ts'],
  ['electron/cli/a.ts', '../../sync-server/main.ts'],
  ['electron/cli/b.ts', 'electron'],
  ['electron/cli/c.ts', '../desktop/window.ts'],
  ['electron/cli/demo/d.ts', '../../../sync-server/room.ts'],
  ['electron/web.ts', 'electron'],
  ['electron/main.ts', '../sync-server/main.ts'],
  ['electron/preload.ts', '../renderer/main.tsx'],
];

/** Imports the arrows allow. */
const allowed: readonly (readonly [file: string, specifier: string])[] = [
  ['shared/forms/ok.ts', '../lib/result.ts'],
  ['shared/forms/ok2.ts', 'zod'],
  ['renderer/app/ok.tsx', '../../shared/api/bridge.ts'],
  ['renderer/app/ok2.tsx', 'react'],
  ['sync-server/ok.ts', '../shared/lib/result.ts'],
  ['sync-server/ok2.ts', 'node:http'],
  ['electron/backend/pdf/ok.ts', '../../../shared/lib/result.ts'],
  ['electron/backend/pdf/ok2.ts', '../platform.ts'],
  ['electron/hosts/ok.ts', '../backend/platform.ts'],
  ['electron/desktop/ok.ts', 'electron'],
  ['electron/desktop/ok2.ts', '../backend/platform.ts'],
  ['electron/cli/ok.ts', '../backend/app.ts'],
  ['tests/unit/ok.ts', '../../sync-server/room.ts'],
];

/** House rules besides the arrows: file, rule, source that breaks it. */
const broken: readonly (readonly [file: string, rule: string, source: string])[] = [
  ['shared/rules/any.ts', 'no-explicit-any', 'export const a: any = 1;'],
  ['shared/rules/default.ts', 'no-default-export', 'const a = 1;\nexport default a;'],
  ['shared/rules/long.ts', 'max-lines', `export const a = [\n${'  1,\n'.repeat(300)}];`],
  ['shared/rules/function.ts', 'max-lines-per-function', `export function a(): void {\n${"  console.log('x');\n".repeat(41)}}`],
  ['shared/rules/type.ts', 'consistent-type-imports', "import { Ok } from '../lib/result.ts';\nexport const a: Ok<number> | null = null;"],
  ['shared/rules/cycle.ts', 'no-cycle', "import { b } from './cycle-b.ts';\nexport const a = () => b;"],
  ['shared/rules/promise.ts', 'no-floating-promises', 'export function a(): void {\n  Promise.resolve(1);\n}'],
  [
    'shared/rules/switch.ts',
    'switch-exhaustiveness-check',
    "export function a(x: 'p' | 'q'): number {\n  switch (x) {\n    case 'p':\n      return 1;\n  }\n  return 0;\n}",
  ],
  ['tests/unit/only.test.ts', 'no-focused-tests', "import { test } from 'vitest';\ntest.only('x', () => {});"],
  ['tests/unit/skip.test.ts', 'no-disabled-tests', "import { test } from 'vitest';\ntest.skip('x', () => {});"],
];

/** What the broken files need around them. */
const around: readonly (readonly [file: string, source: string])[] = [
  ['shared/lib/result.ts', 'export interface Ok<T> {\n  readonly value: T;\n}'],
  ['shared/rules/cycle-b.ts', "import { a } from './cycle.ts';\nexport const b = () => a;"],
];

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code: string; readonly message: string }[];
}

let found: ReadonlyMap<string, string>;

beforeAll(() => {
  const tree = mkdtempSync(join(tmpdir(), 'ongyeol-arrows-'));
  const plant = (file: string, source: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `${source}\n`);
  };
  for (const [file, specifier] of [...forbidden, ...allowed]) plant(file, `export * as it from '${specifier}';`);
  for (const [file, , source] of broken) plant(file, source);
  for (const [file, source] of around) plant(file, source);
  copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
  plant('tsconfig.json', '{ "compilerOptions": { "strict": true, "allowImportingTsExtensions": true, "noEmit": true } }');
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '-f', 'json'], { cwd: tree, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(run.stdout) as Report;
  found = new Map([...Map.groupBy(diagnostics, ({ filename }) => filename)].map(([file, list]) => [file, list.map(({ code }) => code).join(' ')]));
}, 60_000);

describe('arrows', () => {
  test.each(forbidden)('%s may not import %s', (file) => {
    expect(found.get(file)).toContain('no-restricted-imports');
  });

  test.each(allowed)('%s may import %s', (file) => {
    expect(found.get(file)).toBeUndefined();
  });
});

test.each(broken)('%s breaks %s', (file, rule) => {
  expect(found.get(file)).toContain(`(${rule})`);
});
