// Mutation testing, run by `npm run mutate`: does a test fail where the code is changed?

/** One of those that decide what is claimed of a change, asked of Confluence and written down. */
const { MUTATED_FOLDER: folder = 'src' } = process.env;
const report = folder.replaceAll('/', '-');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [`${folder}/**/*.ts`],
  testRunner: 'vitest',
  // Which test covers what is known by test: to look for it by imports as well would take longer.
  vitest: { configFile: 'scripts/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation/ignoreTexts.mjs'],
  ignorers: ['texts'],
  // A table or a limit is read once, when its module is loaded, and modules are not loaded again for each mutant.
  ignoreStatic: true,
  // The thread that runs tests is a second busy process: two of them take both cores.
  concurrency: 1,
  // Endless loops are found by counting. What is left waits for a timer that never comes.
  timeoutMS: 10_000,
  timeoutFactor: 2,
  // The suite runs in a copy: what it needs is copied, and nothing else.
  ignorePatterns: [
    '**',
    ...['src', 'static/admin-panel/src', 'sandbox', 'test', 'scripts/mutation', 'contract'].map(
      (folder) => `!${folder}/**`,
    ),
    ...['package.json', 'tsconfig.json', 'manifest.yml'].map((file) => `!${file}`),
  ],
  tempDirName: '.build/stryker',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: `.build/mutation/${report}.html` },
  jsonReporter: { fileName: `.build/mutation/${report}.json` },
  thresholds: { high: 95, low: 85, break: 85 },
};
