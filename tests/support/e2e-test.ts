/** A browser test with the program running: one for each file and worker, so that no file meets papers of another. */

import { test as base } from '@playwright/test';
import { startApp, type Started } from './e2e-app.ts';

/** `test` with the program as `app`; `first`: with the main job of the first start. */
export const testWithApp = ({ first }: { readonly first: boolean }) =>
  base.extend<object, { app: Started }>({
    app: [
      async ({ browserName: _unused }, use) => {
        const app = await startApp({ first });
        await use(app);
        await app.stop();
      },
      { scope: 'worker', timeout: first ? 90_000 : 60_000 },
    ],
  });
