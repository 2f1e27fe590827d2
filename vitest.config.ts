import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that start processes and wait for them: they come first, so that no long one is left for the end when the other workers have nothing to do. */
const LONG = /\/tests\/unit\/(cli|backend\/sync|backend\/pdf\/fuzz|sync-server\/backup)/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(({ moduleId }) => LONG.test(moduleId)), ...sorted.filter(({ moduleId }) => !LONG.test(moduleId))];
  }
}

/** `npm test`: everything but the long runs and the end-to-end specs. */
export default defineConfig({
  test: {
    include: ['tests/{unit,contract,migrations,house}/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    environment: 'node',
    pool: 'forks',
    // Many tests wait for processes, disks and sockets: one worker more than the two cores of a small machine keeps both at work.
    maxWorkers: 3,
    // Modules are read once by a worker, not once by a file: no test changes a module, and each makes and ends its own servers and folders.
    isolate: false,
    setupFiles: ['tests/support/real-timers.ts'],
    sequence: { sequencer: LongFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
  },
});
