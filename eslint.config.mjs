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
/** What goes on without the page stands above the tools of the function; its queue is a port. */
const BACKGROUND = ['background/!(workQueue).ts', 'due'];
const all = (root, names) => names.map((name) => `${root}/${name}`);

/** The plugin takes globs or folders, not both. */
const toGlob = (path) => (path.endsWith('.ts') || path.endsWith('.tsx') ? path : `${path}/**`);

const SRC = './src';
const PAGE = './static/admin-panel/src';
/** Below everything else of the page: each may be used by what is above, and knows nothing of it. */
const BASE = ['i18n', 'ui', 'host', 'problems', 'directory', 'rights', 'csv'];
/** Who is in a group: lists, and asking person by person. */
const MEMBERS = ['members', 'membership'];
/** Whom files and texts name. */
const LISTS = ['lists'];
/** What changes memberships: the plan, its run, and what that means for everything shown. */
const CHANGING = ['plan', 'run', 'removal', 'memberships'];
/** What the page offers: none knows another, and what two of them need goes below both. */
const FEATURES = ['groups', 'people', 'files', 'compare', 'history'];

const zones = [
  closed('./sandbox', SRC, 'The sandbox loads the built function the way Forge does.'),
  closed('./sandbox', './static', 'The sandbox serves the built page.'),
  closed(SRC, ['./sandbox', './static'], 'The function knows neither the page nor the sandbox.'),
  closed('./static', './sandbox', 'The page knows the host only.'),
  closed(
    './static',
    [...all(SRC, ['history', 'background', 'due']), `${SRC}/!(clock|chunk|cutText|mapConcurrently).ts`],
    'Of the function the page shares what is pure: contract, confluence, membership and run.',
  ),
  closed(
    `${SRC}/contract`,
    all(SRC, ['confluence', 'membership', 'run', 'history', 'background', 'due', '*.ts']),
    'contract is the lowest layer.',
  ),
  closed(
    `${SRC}/membership`,
    all(SRC, ['confluence', 'run', 'history', 'background', 'due', '*.ts']),
    'membership knows the contract only.',
  ),
  closed(
    `${SRC}/run`,
    all(SRC, ['confluence', 'history', 'background', 'due', '!(clock|chunk|cutText).ts']),
    'The engine knows neither Confluence nor the history: both are ports.',
  ),
  closed(
    `${SRC}/confluence`,
    all(SRC, ['run', 'history', 'background', 'due', '!(chunk|cutText|mapConcurrently).ts']),
    'Who asks Confluence is a parameter.',
  ),
  closed(
    `${SRC}/history`,
    all(SRC, ['confluence', ...BACKGROUND, '!(asUser|clock|chunk).ts']),
    'The history knows the store only.',
  ),
  closed(
    `${SRC}/background`,
    all(SRC, ['due', '@(index|resolver|worker).ts']),
    'What goes on without the page knows the tools of the function, not who invokes it.',
  ),
  closed(
    `${SRC}/due`,
    all(SRC, ['@(index|resolver|worker).ts']),
    'What comes due knows the tools of the function, not who invokes it.',
  ),
  closed(
    `${PAGE}/i18n`,
    all(PAGE, [
      ...BASE.filter((name) => name !== 'i18n'),
      ...MEMBERS,
      ...LISTS,
      ...CHANGING,
      ...FEATURES,
      '*.tsx',
      '*.ts',
    ]),
    'Words know nothing of the page.',
  ),
  ...BASE.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [...MEMBERS, ...LISTS, ...CHANGING, ...FEATURES, '*.tsx', '*.ts']),
      'What several features need knows none of them.',
    ),
  ),
  ...MEMBERS.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [...LISTS, ...CHANGING, ...FEATURES, '*.tsx', '*.ts']),
      'Who is in a group is known without what changes it.',
    ),
  ),
  ...LISTS.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [...CHANGING, ...FEATURES, '*.tsx', '*.ts']),
      'Whom a list names is known without what is done with them.',
    ),
  ),
  ...CHANGING.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [...LISTS, ...FEATURES, '*.tsx', '*.ts']),
      'A plan and its run know nothing of where they were begun.',
    ),
  ),
  ...FEATURES.map((name) =>
    closed(
      `${PAGE}/${name}`,
      all(PAGE, [...FEATURES.filter((other) => other !== name), '*.tsx', '*.ts']),
      'Features do not import each other: what two of them need goes below both.',
    ),
  ),
].map((zone) => ({ ...zone, from: [zone.from].flat().map(toGlob) }));

/** Attributes that are read or heard. */
const ATTRIBUTES =
  '/^(aria-(braillelabel|description|label|placeholder|roledescription|valuetext)|alt|placeholder)$/';
/** Props of the page's components that are, where they are no id of a message: `header="nothingYet"`. */
const PROPS = '/^(blocked|confirm|description|header|label|note|text|title)$/';
const LETTER = '/\\p{L}/u';
const NO_ID = '/^(?![a-z][A-Za-z0-9]*$).*\\p{L}/u';
/** What React would show as it is, wherever it is written. */
const shownIn = (place, words) =>
  ['', '> LogicalExpression ', '> ConditionalExpression '].flatMap((choice) => [
    `${place} > JSXExpressionContainer ${choice}> Literal[value=${words}]`,
    `${place} > JSXExpressionContainer ${choice}> TemplateLiteral > TemplateElement[value.raw=${LETTER}]`,
  ]);
const attribute = (name, words) => {
  const place = `JSXAttribute[name.name=${name}]`;
  return [`${place} > Literal[value=${words}]`, ...shownIn(place, words)];
};
/** A sentence as a value: not what only developers see, and no column of a file that is named as another product names it. */
const SENTENCE = '/^\\p{Lu}\\S* .*\\p{L}/u';
const NOT_SAID = [
  'NewExpression > *',
  'CallExpression[callee.object.name="console"] > *',
  'Property[key.name="detail"] > *',
  'VariableDeclarator[id.name=/_COLUMNS$/] > *',
  'VariableDeclarator[id.name=/_COLUMNS$/] > ArrayExpression > *',
]
  .map((place) => `:not(${place})`)
  .join('');
const inCatalog = (selector) => ({
  ...{ selector, message: 'Words of the page stand in the catalog of their feature (*Messages.ts).' },
});
/** No plugin is needed to find words outside the catalogs. */
const SENTENCES = [
  `Literal[value=${SENTENCE}]${NOT_SAID}`,
  `TemplateLiteral${NOT_SAID} > TemplateElement:first-child[value.raw=${SENTENCE}]`,
].map(inCatalog);
const WORDS_IN_JSX = [
  `JSXText[value=${LETTER}]`,
  ...shownIn(':matches(JSXElement, JSXFragment)', LETTER),
  ...attribute(ATTRIBUTES, LETTER),
  ...attribute(PROPS, NO_ID),
].map(inCatalog);

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
  {
    files: ['static/admin-panel/src/**/*.ts', 'static/admin-panel/src/**/*.tsx'],
    ignores: ['**/*Messages.ts'],
    rules: { 'no-restricted-syntax': ['error', ...WORDS_IN_JSX, ...SENTENCES] },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { 'import-x': importX },
    rules: {
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', ['parent', 'sibling', 'index']],
          'newlines-between': 'never',
          alphabetize: { order: 'asc', caseInsensitive: true },
        },
      ],
      'import-x/no-duplicates': 'error',
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
    files: ['src/**/*.ts'],
    ignores: ['src/logEvent.ts'],
    // What is logged is one of the events there: numbers and kinds, nothing about a person.
    rules: { 'no-console': 'error' },
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
