import js from '@eslint/js';
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

/** Design §2: arrows point one way. `who` may not import what matches `from`. */
const arrow = (who, from, message) => ({
  files: who,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: from, message }] }] },
});

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
  arrow(['sandbox/**'], '(^|/)src(/|$)', 'The sandbox loads the built function the way Forge does.'),
  arrow(['src/**'], '(^|/)(sandbox|static)(/|$)', 'The function knows neither the page nor the sandbox.'),
  arrow(
    ['static/**'],
    '(^|/)(sandbox|src/(?!contract|clock))',
    'The page knows the resolver through src/contract.ts only; how to wait is the same for both.',
  ),
  arrow(
    ['src/confluence/**'],
    // A later entry replaces the rule of an earlier one, so what src/** may not is said again.
    '(^|/)(sandbox|static)(/|$)|^\\.\\./(removal|history|resolver)',
    'confluence is the lowest layer.',
  ),
);
