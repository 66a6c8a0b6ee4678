import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

const common = {
  globals: true,
  restoreMocks: true,
  testTimeout: 60_000, // A machine may do other things meanwhile.
  hookTimeout: 60_000,
  // Modules are loaded once a worker, not once a file: loading them takes longer than most tests. No test may rely on a fresh module.
  isolate: false,
};

const SIMULATION = 'test/src/simulation/**/*.test.ts';
const page = fileURLToPath(new URL('static/admin-panel/src', import.meta.url));

/** Small files that take long. In a fresh clone no durations are known, and Vitest begins with the largest files. */
const LONG = ['simulation/simulation', 'simulation/unattended', 'simulation/forgedCalls', 'manifest'];

/** Long files first, so that no core is idle at the end of a project. */
class LongestFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }) => LONG.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Their source maps name files that were not published, which Vite warns of. */
const withoutSourceMaps = {
  name: 'without-source-maps',
  enforce: 'pre',
  async load(id) {
    if (!/node_modules\/@atlaskit\/.*\.js$/.test(id)) return undefined;
    return (await readFile(id, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '');
  },
};

const isShuffled = process.argv.some((arg) => arg.startsWith('--sequence.shuffle'));

export default defineConfig({
  test: {
    ...(!isShuffled && { sequence: { sequencer: LongestFirst } }),
    // What Vite makes of a file is kept until the file changes: half of the time in which tests only begin.
    experimental: { fsModuleCache: true },
    maxWorkers: '100%', // Vitest leaves a core idle otherwise, and there may be only two.
    projects: [
      {
        test: {
          ...common,
          name: 'simulation',
          include: [SIMULATION],
          setupFiles: ['test/support/endTest.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/browser/**', SIMULATION],
          setupFiles: ['test/support/endTest.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [withoutSourceMaps],
        resolve: {
          // As in the built page.
          mainFields: ['module', 'main'],
          alias: [
            {
              find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/,
              replacement: `${page}/host/featureGatesOff.ts`,
            },
          ],
        },
        test: {
          ...common,
          name: 'dom',
          environment: 'jsdom',
          include: ['test/static/**/*.dom.test.tsx'],
          setupFiles: ['test/support/endTest.ts', 'test/static/support/domSetup.ts'],
          // Testing Library would hook into the first file of a worker only, whose tests would then run as no others do.
          env: { RTL_SKIP_AUTO_CLEANUP: 'true' },
          css: { modules: { classNameStrategy: 'non-scoped' } },
          // They import style sheets, which Node cannot.
          server: { deps: { inline: [/node_modules\/@atlaskit\//] } },
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/launch.mjs'],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
