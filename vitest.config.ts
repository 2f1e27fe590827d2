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

/**
 * Files that load a token's library, which reads its settings once for a process, and the one that puts a stand-in in the place of a module others
 * read too: each has a process of its own.
 */
const OWN_PROCESS = ['tests/contract/signer.test.ts', 'tests/unit/cli/token.test.ts', 'tests/unit/electron/desktop/notify.test.ts'];

/** What `npm test` draws from, so that the same code passes or fails the same way; `npm run test:long` draws anew (`docs/decisions/023-seeds.md`). */
const SEED = process.env['ONGYEOL_SEED'] ?? '20261130';

/** `npm test`: everything but the long runs and the end-to-end specs. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // Many tests wait for processes, disks and sockets: one worker more than the two cores of a small machine keeps both at work.
    maxWorkers: 3,
    env: { ONGYEOL_SEED: SEED },
    setupFiles: ['tests/support/real-timers.ts', 'tests/support/seeded.ts'],
    sequence: { sequencer: LongFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'own process', include: OWN_PROCESS, isolate: true } },
      {
        extends: true,
        // Modules are read once by a worker, not once by a file: no test changes a module, and each makes and ends its own servers and folders.
        test: {
          name: 'all',
          include: ['tests/{unit,contract,migrations,house}/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
          exclude: OWN_PROCESS,
          isolate: false,
        },
      },
    ],
  },
});
