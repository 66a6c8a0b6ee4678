import { view, type FullContext } from '@forge/bridge';

const TOKENS = 'light:light dark:dark spacing:spacing typography:typography shape:shape motion:motion';

/** Before the host is asked: what the operating system prefers, so that a dark page never flashes white. */
export function applyPreferredTheme(): void {
  apply(window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

/** Confluence's own theme; from then on the host keeps the attributes in step when the admin switches. */
export async function followHostTheme(context: FullContext): Promise<void> {
  const mode = context.theme?.colorMode;
  if (mode === 'light' || mode === 'dark') apply(mode);
  await view.theme.enable();
}

/** The attributes that the design tokens' style sheet is keyed by. */
function apply(mode: 'light' | 'dark'): void {
  const html = document.documentElement;
  html.dataset.colorMode = mode;
  html.dataset.theme = TOKENS;
}
