// How Stryker runs tests: those of the folder that is mutated, in one thread, without those that take long.
import { configDefaults, defineConfig } from 'vitest/config';
import { keepThread } from './keptThread.mjs';

/** One of `src`; set by `scripts/mutate.mjs`. */
const { MUTATED_FOLDER: folder = 'src' } = process.env;

/** What they look for, faster tests do too: whole runs that come out right, prices, and payloads by the thousand. */
const SLOW_FILES = ['cost', 'protectedAtOnce'];

export default defineConfig({
  plugins: [keepThread()],
  test: {
    globals: true,
    restoreMocks: true,
    isolate: false,
    include: [`test/${folder}/**/*.test.ts`],
    exclude: [
      ...configDefaults.exclude,
      'test/src/simulation/**',
      ...SLOW_FILES.map((name) => `**/${name}.test.ts`),
    ],
    setupFiles: ['scripts/mutation/setup.mjs'],
    // A mutant whose request is never answered waits as long.
    testTimeout: 10_000,
  },
});
