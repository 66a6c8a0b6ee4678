import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

const PAGE = '/src/renderPage.tsx';

/** Has the browser fetch what shows the first row while the script that asks for it is still on its way. */
export function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const page = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(PAGE)));
        if (!page) throw new Error('The build has no file that shows the page.');
        const known = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap(withImports));
        const scripts = withImports(page).filter((file) => !known.has(file));
        const styles = [...(page.viteMetadata?.importedCss ?? [])];
        return [
          ...scripts.map((file) => linkTo('modulepreload', file)),
          ...styles.map((file) => linkTo('stylesheet', file)),
        ];
      },
    },
  };
}

function withImports({ fileName, imports }: Rolldown.OutputChunk): string[] {
  return [fileName, ...imports];
}

function linkTo(rel: 'modulepreload' | 'stylesheet', file: string): HtmlTagDescriptor {
  return { tag: 'link', injectTo: 'head', attrs: { rel, crossorigin: true, href: `./${file}` } };
}
