// Builds the function as Forge would bundle it, and the page.
import { build } from 'esbuild';
import { build as buildPage } from 'vite';

await build({
  entryPoints: ['src/index.ts'],
  outfile: 'dist/function/index.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
});
await buildPage({ configFile: 'static/admin-panel/vite.config.ts', logLevel: 'warn' });
