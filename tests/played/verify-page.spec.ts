/** VP1: the page that was built, opened from the disk with no network, says of every vector what the command line says, byte for byte. */

import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VECTORS } from '../support/capsule-vectors.ts';
import { root } from '../support/e2e-app.ts';

test('VP1 verify.html and the command line agree on every vector', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ongyeol-vectors-'));
  spawnSync(process.execPath, [join(root, 'tests/fixtures/capsules/make.ts'), folder]);
  const page = await (await browser.newContext({ offline: true })).newPage();
  const differ: string[] = [];
  for (const trust of new Set(VECTORS.map((vector) => vector.trust ?? 'root.pem'))) {
    await page.goto(pathToFileURL(join(root, 'out/verify/verify.html')).href);
    await page.getByLabel('최상위 인증서 고르기').setInputFiles(join(folder, trust));
    const names = VECTORS.filter((vector) => (vector.trust ?? 'root.pem') === trust).map(({ name }) => name);
    await page.getByLabel('파일 고르기').setInputFiles(names.map((name) => join(folder, `${name}.ongyeol`)));
    for (const name of names) {
      const card = page.getByRole('article', { name: `${name}.ongyeol`, exact: true });
      const [saved] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '결과 파일(JSON) 저장' }).click()]);
      const file = join(folder, `${name}.ongyeol`);
      const told = spawnSync(process.execPath, [join(root, 'electron/cli/main.ts'), 'verify', file, '--trust', join(folder, trust), '--json'], {
        encoding: 'utf8',
      });
      if (readFileSync(await saved.path(), 'utf8') !== told.stdout.trim()) differ.push(name);
    }
  }
  expect(differ).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
