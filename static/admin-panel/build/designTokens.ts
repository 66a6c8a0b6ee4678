import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
// The built files rather than `getThemeStyles`, which asks the feature gates and logs that there are none.
const THEMES_FOLDER = '@atlaskit/tokens/dist/cjs/artifacts/themes';
const THEMES = ['light', 'dark', 'spacing', 'typography', 'shape', 'motion'];
const VIRTUAL_ID = 'virtual:design-tokens.css';

/**
 * Atlassian's design tokens as a static style sheet, `virtual:design-tokens.css`, keyed by the attributes
 * `data-color-mode` and `data-theme` of the html element.
 * `setGlobalTheme` of `@atlaskit/tokens` would inject them as an inline style, which Forge's CSP refuses.
 */
export function designTokens(): Plugin {
  return {
    name: 'design-tokens',
    resolveId: (id) => (id === VIRTUAL_ID ? `\0${VIRTUAL_ID}` : undefined),
    load: (id) => (id === `\0${VIRTUAL_ID}` ? THEMES.map(themeCss).join('\n') : undefined),
  };
}

function themeCss(theme: string): string {
  const module: unknown = require(`${THEMES_FOLDER}/atlassian-${theme}.js`);
  const css: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
  if (typeof css !== 'string') throw new Error(`@atlaskit/tokens has no style sheet for "${theme}".`);
  return css;
}
