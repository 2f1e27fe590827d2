import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

// Real Electron where its binary is installed, else the stand-in: `require('electron')` in Node only returns a path.
const binary = join(import.meta.dirname, 'node_modules/electron/path.txt');
if (!existsSync(binary)) process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= join(import.meta.dirname, 'tests/electron-standin');

const chromium = {
  browserName: 'chromium' as const,
  locale: 'ko-KR',
  viewport: { width: 1440, height: 920 },
  launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
};

/** `*.electron.spec.ts` runs on Electron, every other spec in Chromium on the web host. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-seed.ts',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Each waits for programs it started more than it works: two of them leave half of two cores idle.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['line']],
  // A recording of every step takes a quarter of the time: it is made when somebody looks for a fault (`TRACE=1`).
  use: { trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'web', testIgnore: /\.electron\.spec\.ts$/, use: chromium },
    { name: 'electron', testMatch: /\.electron\.spec\.ts$/ },
  ],
});
