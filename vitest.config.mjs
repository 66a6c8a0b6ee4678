import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const common = {
  globals: true,
  restoreMocks: true,
  testTimeout: 30_000,
  hookTimeout: 30_000,
  // Modules are loaded once a worker, not once a file: loading them takes longer than most tests. No test may rely on a fresh module.
  isolate: false,
};

const page = fileURLToPath(new URL('static/admin-panel/src', import.meta.url));

export default defineConfig({
  test: {
    maxWorkers: '100%', // Vitest leaves a core idle otherwise, and there may be only two.
    projects: [
      {
        test: {
          ...common,
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/browser/**'],
          setupFiles: ['test/static/support/installBridge.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
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
          setupFiles: ['test/static/support/installBridge.ts', 'test/static/support/domSetup.ts'],
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
