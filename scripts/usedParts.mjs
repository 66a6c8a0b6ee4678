// esbuild plugins that bundle of a package what is used of it. What a package requires is bundled whole.
import { readFile } from 'node:fs/promises';

/** Forge's packages require three helpers of TypeScript's: 4 KB of the function whole. Imported, the same are bundled alone. */
export const usedHelpersOfTslib = {
  name: 'used-helpers-of-tslib',
  setup(build) {
    build.onResolve({ filter: /^tslib$/ }, () => ({ path: 'tslib', namespace: 'used-helpers' }));
    build.onLoad({ filter: /^tslib$/, namespace: 'used-helpers' }, () => ({
      contents: `export { __exportStar, __importDefault, __importStar } from 'tslib/tslib.es6.mjs';`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** What is used of `@forge/api`, by the package's own file. */
const PARTS = {
  'api/errors': ['NeedsAuthenticationError', 'NotAllowedError', 'ProxyRequestError'],
  'api/fetch': ['__requestAtlassianAsApp'],
  'api/runtime': ['getAppContext'],
  safeUrl: ['assumeTrustedRoute'],
};
const PARTS_OF_THE_FETCH_API = ['asUser'];

/**
 * The index of `@forge/api` requires its translations, egress checks, web triggers and more, which nothing here uses: a fifth
 * of the function. Its own files are bundled instead, and the build fails where something else of it is asked for.
 */
export const usedPartsOfForgeApi = {
  name: 'used-parts-of-forge-api',
  setup(build) {
    const known = new Set([...Object.values(PARTS).flat(), ...PARTS_OF_THE_FETCH_API]);
    build.onResolve({ filter: /^@forge\/api$/ }, async ({ kind, importer }) => {
      // esbuild itself refuses an `import` of what is not exported, but cannot see what becomes of a `require`.
      const errors = kind === 'require-call' ? await unknownNames(importer, known) : [];
      return { path: '@forge/api', namespace: 'used-parts', errors };
    });
    build.onLoad({ filter: /^@forge\/api$/, namespace: 'used-parts' }, () => ({
      contents: [
        ...Object.entries(PARTS).map(
          ([file, names]) => `export { ${names.join(', ')} } from '@forge/api/out/${file}';`,
        ),
        `import { getFetchAPI } from '@forge/api/out/api/fetch';`,
        `export const { ${PARTS_OF_THE_FETCH_API.join(', ')} } = getFetchAPI();`,
      ].join('\n'),
      resolveDir: import.meta.dirname,
    }));
  },
};

/** What a file of a package uses of `@forge/api` that is not among the parts, as errors of esbuild's. */
async function unknownNames(file, known) {
  const text = await readFile(file, 'utf8');
  const variables = [...text.matchAll(/const (\w+) = require\(["']@forge\/api["']\);/g)].map(
    ([, name]) => name,
  );
  const requires = text.match(/["']@forge\/api["']/g) ?? [];
  if (variables.length !== requires.length) {
    return [{ text: `It cannot be seen what ${file} uses of @forge/api: see scripts/usedParts.mjs.` }];
  }
  const used = variables.flatMap((variable) => [
    ...text.matchAll(new RegExp(String.raw`\b${variable}\b(?! = require)(?:\.(\w+))?`, 'g')),
  ]);
  return used
    .map(([whole, name]) => name ?? whole)
    .filter((name) => !known.has(name))
    .map((name) => ({ text: `${file} uses ${name} of @forge/api, which scripts/usedParts.mjs leaves out.` }));
}
