import { defineConfig } from 'vitest/config';

/** `npm test`: everything but the long runs and the end-to-end specs. */
export default defineConfig({
  test: {
    include: ['tests/{unit,contract,migrations,house}/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    environment: 'node',
    pool: 'forks',
    // Left alone, vitest keeps one core free: on two cores that is half the machine.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
  },
});
