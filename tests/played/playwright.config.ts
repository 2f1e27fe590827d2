import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/**
 * Days at the office played through the screens on the real program, with pictures of what the people saw in `docs/screens/played`:
 * `npx electron-vite build && npx playwright test -c tests/played/playwright.config.ts`. They take minutes, so `npm test` leaves them out.
 */
export default defineConfig({
  ...base,
  testDir: import.meta.dirname,
  outputDir: '../../test-results/played',
  timeout: 600_000,
  workers: 1,
  globalSetup: '../support/e2e-seed.ts',
  use: { ...base.use, actionTimeout: 30_000 },
  projects: base.projects?.filter(({ name }) => name === 'web') ?? [],
});
