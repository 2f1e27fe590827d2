/** Starts the built desktop program through Playwright's own Electron launcher. */

import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The page of a new window once it has left about:blank. */
export async function loaded(page: Page): Promise<Page> {
  await page.waitForURL((url) => url.protocol !== 'about:');
  return page;
}

/** A started program, its data folder and its first window. */
export const electronTest = base.extend<{ dataDir: string; desktop: ElectronApplication; window: Page }>({
  dataDir: async ({ browserName: _unused }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ongyeol-desktop-'));
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
  desktop: async ({ dataDir }, use) => {
    const desktop = await _electron.launch({ args: [root, '--data', dataDir], cwd: root, locale: 'ko-KR' });
    await use(desktop);
    await desktop.close();
  },
  window: async ({ desktop }, use) => {
    await use(await loaded(await desktop.firstWindow()));
  },
});
