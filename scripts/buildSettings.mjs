// What npm run build and npm run dev make: the functions as Forge would bundle them, and the page.
import { usedHelpersOfTslib, usedPartsOfForgeApi } from './usedParts.mjs';

/** For esbuild. */
export const FUNCTION_BUILD = {
  // A bundle for each file that a handler in the manifest names.
  entryPoints: ['src/index.ts', 'src/worker.ts'],
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'es2023',
  format: 'cjs',
  logLevel: 'warning',
  plugins: [usedHelpersOfTslib, usedPartsOfForgeApi],
};
/** Where the functions are, below the folder of the project. */
export const FUNCTION_FOLDER = 'dist/function';

/** For Vite. */
export const PAGE_BUILD = {
  configFile: 'static/admin-panel/vite.config.ts',
  configLoader: 'runner', // Node 20 cannot load TypeScript by itself.
  logLevel: 'warn',
};
/** Where the page is, below the folder of the project: the manifest names it. */
export const PAGE_FOLDER = 'static/admin-panel/dist';
