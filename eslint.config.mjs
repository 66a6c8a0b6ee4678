import js from '@eslint/js';
import * as importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const nodeGlobals = {
  globalThis: 'readonly',
  process: 'readonly',
  console: 'readonly',
  URL: 'readonly',
  fetch: 'readonly',
  Buffer: 'readonly',
};
const browserGlobals = {
  ...{ window: 'readonly', document: 'readonly', location: 'readonly', history: 'readonly' },
  ...{ URL: 'readonly', URLSearchParams: 'readonly' },
};

/** Arrows point one way: what lies in `target` may not import from `from`. */
const closed = (target, from, message) => ({ target, from, message });
const all = (root, names) => names.map((name) => `${root}/${name}`);

/** The plugin takes globs or folders, not both. */
const toGlob = (path) => (path.endsWith('.ts') || path.endsWith('.tsx') ? path : `${path}/**`);

const SRC = './src';
const PAGE = './static/admin-panel/src';
/** Below the features of the page: each may be used by everybody above, and knows nothing of them. */
const BASE = ['ui', 'host', 'problems', 'people', 'csv'];
/** Features that read; `members` and `membership` are what the others look into. */
const READING = ['members', 'membership', 'groups', 'find', 'selection', 'list', 'export'];
/** Features that change memberships: one run, the dialogs before it, and what it means for everything shown. */
const CHANGING = ['run', 'removal', 'memberships'];

const zones = [
  closed('./sandbox', SRC, 'The sandbox loads the built function the way Forge does.'),
  closed('./sandbox', './static', 'The sandbox serves the built page.'),
  closed(SRC, ['./sandbox', './static'], 'The function knows neither the page nor the sandbox.'),
  closed('./static', './sandbox', 'The page knows the host only.'),
  closed(
    './static',
    [`${SRC}/history`, `${SRC}/!(clock|chunk|cutText).ts`],
    'Of the function the page shares what is pure: contract, confluence, membership and run.',
  ),
  closed(
    `${SRC}/contract`,
    all(SRC, ['confluence', 'membership', 'run', 'history', '*.ts']),
    'contract is the lowest layer.',
  ),
  closed(
    `${SRC}/membership`,
    all(SRC, ['confluence', 'run', 'history', '*.ts']),
    'membership knows the contract only.',
  ),
  closed(
    `${SRC}/run`,
    all(SRC, ['confluence', 'history', '!(clock|chunk|cutText).ts']),
    'The engine knows neither Confluence nor the history: both are ports.',
  ),
  closed(
    `${SRC}/confluence`,
    all(SRC, ['run', 'history', '!(chunk|cutText|mapConcurrently).ts']),
    'Who asks Confluence is a parameter.',
  ),
  closed(
    `${SRC}/history`,
    all(SRC, ['confluence', '!(asUser|clock|chunk).ts']),
    'The history knows the store only.',
  ),
  ...BASE.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [...READING, ...CHANGING, 'history', '*.tsx', '*.ts']),
      'What several features need knows none of them.',
    ),
  ),
  ...READING.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [
        ...READING.filter((other) => other !== name && other !== 'members' && other !== 'membership'),
        ...CHANGING,
        'history',
        '*.tsx',
        '*.ts',
      ]),
      'Features do not import each other: what two of them need goes below both.',
    ),
  ),
  ...CHANGING.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, ['groups', 'selection', 'list', 'export', 'history', '*.tsx', '*.ts']),
      'A run knows nothing of where it was begun.',
    ),
  ),
  closed(
    `${PAGE}/history`,
    all(PAGE, ['find', 'selection', 'list', 'export', '*.tsx', '*.ts']),
    'Features do not import each other.',
  ),
].map((zone) => ({ ...zone, from: [zone.from].flat().map(toGlob) }));

export default tseslint.config(
  { ignores: ['**/dist/', '.build/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An empty string from Confluence means the same as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['static/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
    rules: {
      'react-hooks/incompatible-library': 'off', // Speaks of React Compiler, which is not used.
      // Table roles are spelled out where CSS takes the elements' display away; some browsers then drop theirs.
      'jsx-a11y/no-redundant-roles': ['error', { thead: ['rowgroup'], tbody: ['rowgroup'] }],
      // Following the focus is no interaction.
      'jsx-a11y/no-noninteractive-element-interactions': ['error', { handlers: ['onClick', 'onKeyDown'] }],
      // A list with a scroll bar of its own has to take the focus, for the keyboard to scroll it.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['region'] }],
      'jsx-a11y/no-interactive-element-to-noninteractive-role': ['error', { td: ['cell'] }],
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: nodeGlobals } },
  { files: ['sandbox/forge/host/*.js', 'bench/inPage/*.js'], languageOptions: { globals: browserGlobals } },
  {
    files: ['src/**/*.ts', 'static/**/*.ts', 'static/**/*.tsx', 'sandbox/**/*.ts'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
      'import-x/no-cycle': 'error',
    },
  },
  {
    files: ['src/confluence/**', 'src/membership/**', 'src/run/**', 'src/contract/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(@forge/|node:|react)', message: 'It runs in the page too.' }] },
      ],
    },
  },
);
