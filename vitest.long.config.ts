import { defineConfig } from 'vitest/config';

/** `npm run test:long`: full-count fuzz and kill runs, whose seeded slices `npm test` runs. */
export default defineConfig({
  test: { include: ['tests/long/**/*.test.ts'], environment: 'node', pool: 'forks', fileParallelism: false, testTimeout: 3_600_000, hookTimeout: 120_000 },
});
