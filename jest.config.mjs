const transform = {
  '^.+\\.[jt]sx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

const common = {
  testEnvironment: 'node',
  transform,
  // These are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!intl-messageformat/|@formatjs/)'],
  restoreMocks: true,
};

export default {
  projects: [
    {
      ...common,
      displayName: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
    },
    {
      ...common,
      displayName: 'dom',
      testEnvironment: '<rootDir>/test/support/domEnvironment.mjs',
      testMatch: ['<rootDir>/test/static/**/*.dom.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/test/static/support/domSetup.ts'],
      moduleNameMapper: {
        '\\.css$': '<rootDir>/test/static/support/styleSheet.cjs',
        // As in the built page.
        '^@atlaskit/feature-gate-js-client(/.*)?$':
          '<rootDir>/static/admin-panel/src/host/featureGatesOff.ts',
      },
    },
    {
      ...common,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      globalSetup: '<rootDir>/test/browser/support/launch.mjs',
      globalTeardown: '<rootDir>/test/browser/support/close.mjs',
    },
  ],
  testSequencer: '<rootDir>/test/support/simulationFirst.mjs',
  maxWorkers: '100%', // Jest leaves a core idle otherwise, and there may be only two.
  testTimeout: 30_000,
};
