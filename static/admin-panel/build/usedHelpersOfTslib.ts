import type { Plugin } from 'vite';

const NAME = 'tslib';
const VIRTUAL = '\0used-helpers-of-tslib';

/** `@forge/bridge` requires three helpers of TypeScript's, and a required module is bundled whole; imported they come alone. */
export function usedHelpersOfTslib(): Plugin {
  return {
    name: 'used-helpers-of-tslib',
    enforce: 'pre',
    resolveId: (id) => (id === NAME ? VIRTUAL : undefined),
    load: (id) =>
      id === VIRTUAL
        ? `export { __exportStar, __importDefault, __importStar } from 'tslib/tslib.es6.mjs';`
        : undefined,
  };
}
