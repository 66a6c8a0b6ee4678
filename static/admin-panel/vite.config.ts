import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { designTokens } from './build/designTokens';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './', // Forge serves the resource below a path it chooses.
  plugins: [designTokens()],
  esbuild: { jsx: 'automatic' },
  resolve: {
    // A Forge app never initialises Atlassian's feature gates; the real client is a sixth of the page and logs errors.
    alias: [
      {
        find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/,
        replacement: here('./src/host/featureGatesOff.ts'),
      },
    ],
  },
  build: {
    target: 'es2022',
    outDir: here('./dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // Nothing inline: Forge's CSP.
    manifest: true, // The bundle budget test reads which files load before the first row.
    chunkSizeWarningLimit: 600, // kB uncompressed; the budget that counts is test/bundles.test.ts.
    rollupOptions: {
      // What several parts share would else be dozens of files, each a request before the first row.
      output: { experimentalMinChunkSize: 1_000 },
      onwarn: (warning, warn) => {
        // "use client" is for server components; there are none.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
