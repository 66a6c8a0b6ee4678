import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compileMessages } from './build/compileMessages';
import { designTokens } from './build/designTokens';
import { preloadPage } from './build/preloadPage';
import { usedHelpersOfTslib } from './build/usedHelpersOfTslib';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface ModuleGraph {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

let modulesOfPage: Set<string> | undefined;

/** Whether a module is needed to show the first row: what `renderPage` imports, and what that does. */
function isOfPage(id: string, graph: ModuleGraph): boolean {
  modulesOfPage ??= reachableFrom(here('./src/renderPage.tsx'), graph);
  return modulesOfPage.has(id);
}

function reachableFrom(entry: string, graph: ModuleGraph): Set<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return reached;
}

export default defineConfig({
  root: here('.'),
  base: './', // Forge serves the resource below a path it chooses.
  plugins: [designTokens(), compileMessages(), preloadPage(), usedHelpersOfTslib()],
  resolve: {
    // A Forge app never initialises Atlassian's feature gates; the real client is a sixth of the page and logs errors.
    alias: [
      {
        find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/,
        replacement: here('./src/host/featureGatesOff.ts'),
      },
      // The messages are parsed at build time.
      {
        find: '@formatjs/icu-messageformat-parser',
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
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
          groups: [
            // Two files before the first row: what asks for it, and what shows it. Each further one would be a request more.
            { name: 'first', tags: ['$initial'] },
            { debugName: 'page', name: (id, graph) => (isOfPage(id, graph) ? 'page' : null) },
          ],
        },
      },
    },
  },
});
