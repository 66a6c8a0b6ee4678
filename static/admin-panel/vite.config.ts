import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { designTokens } from './build/designTokens';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface ModuleGraph {
  getModuleIds: () => IterableIterator<string>;
  getModuleInfo: (id: string) => { isEntry: boolean; importedIds: readonly string[] } | null;
}

/** All that is loaded before the first row goes into one file: each further one would be a request before it. */
function firstChunk(id: string, graph: ModuleGraph): string | undefined {
  return modulesBeforeTheFirstRow(graph).has(id) ? 'first' : undefined;
}

let modulesBefore: Set<string> | undefined;

/** What the entry imports, and what that does, without what is loaded on demand. */
function modulesBeforeTheFirstRow({ getModuleIds, getModuleInfo }: ModuleGraph): Set<string> {
  if (modulesBefore) return modulesBefore;
  modulesBefore = new Set();
  const waiting = [...getModuleIds()].filter((id) => getModuleInfo(id)?.isEntry);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (modulesBefore.has(id)) continue;
    modulesBefore.add(id);
    waiting.push(...(getModuleInfo(id)?.importedIds ?? []));
  }
  return modulesBefore;
}

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
      output: {
        manualChunks: firstChunk,
        // What several deferred parts share would else be dozens of files.
        experimentalMinChunkSize: 1_000,
      },
      onwarn: (warning, warn) => {
        // "use client" is for server components; there are none.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
