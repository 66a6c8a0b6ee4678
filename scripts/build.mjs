// Builds the function as Forge would bundle it, and the page.
import { build } from 'esbuild';
import { build as buildPage } from 'vite';

/**
 * Forge's packages require three helpers of TypeScript's, and a required module is bundled whole: 4 KB of the function. The
 * same helpers imported are bundled alone.
 */
const usedHelpersOfTslib = {
  name: 'used-helpers-of-tslib',
  setup(build) {
    build.onResolve({ filter: /^tslib$/ }, () => ({ path: 'tslib', namespace: 'used-helpers' }));
    build.onLoad({ filter: /^tslib$/, namespace: 'used-helpers' }, () => ({
      contents: `export { __exportStar, __importDefault, __importStar } from 'tslib/tslib.es6.mjs';`,
      resolveDir: import.meta.dirname,
    }));
  },
};

await build({
  entryPoints: ['src/index.ts'],
  outfile: 'dist/function/index.cjs',
  bundle: true,
  platform: 'node',
  target: 'es2023',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
  plugins: [usedHelpersOfTslib],
});
await buildPage({
  configFile: 'static/admin-panel/vite.config.ts',
  configLoader: 'runner', // Node 20 cannot load TypeScript by itself.
  logLevel: 'warn',
});
