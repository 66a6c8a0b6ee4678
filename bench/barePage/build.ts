/** Builds the bare page the way scripts/build.mjs and the page's Vite configuration build the app. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildPage } from 'vite';

/** The folder with the bare page's `manifest.yml`. */
export const BARE_PAGE = fileURLToPath(new URL('.', import.meta.url));

export async function buildBarePage(): Promise<void> {
  await build({
    entryPoints: [`${BARE_PAGE}function/index.ts`],
    outfile: `${BARE_PAGE}dist/function/index.cjs`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    logLevel: 'warning',
  });
  await buildPage({
    configFile: false,
    root: `${BARE_PAGE}page`,
    base: './',
    build: { target: 'es2022', outDir: `${BARE_PAGE}dist/page`, emptyOutDir: true, assetsInlineLimit: 0 },
    logLevel: 'warn',
  });
}
