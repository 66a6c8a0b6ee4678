import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { designTokens } from './build/designTokens';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './', // Forge serves the resource below a path it chooses.
  plugins: [designTokens()],
  resolve: {
    // A Forge app never initialises Atlassian's feature gates; the real client is a sixth of the page and logs errors.
    alias: [
      {
        find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/,
        replacement: here('./src/host/featureGatesOff.ts'),
      },
    ],
  },
  legacy: { inconsistentCjsInterop: true }, // Atlaskit's icons are CommonJS, and mean `exports.default` as Babel does.
  css: { transformer: 'lightningcss' }, // It minifies the style sheets anyway, and reads `composes` from other files.
  build: {
    target: 'es2022',
    outDir: here('./dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // Nothing inline: Forge's CSP.
    manifest: true, // The bundle budget test reads what the files import.
    chunkSizeWarningLimit: 600, // kB uncompressed; the budget that counts is test/bundles.test.ts.
    rolldownOptions: {
      checks: { moduleLevelDirective: false }, // "use client" is for server components; there are none.
      output: {
        codeSplitting: {
          // All that is loaded before the first row goes into one file: each further one would be a request before it.
          groups: [{ name: 'first', tags: ['$initial'] }],
        },
      },
    },
  },
});
