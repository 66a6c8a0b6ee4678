/** The page's color mode: what the address or the system says. */

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** @typedef {'auto' | 'light' | 'dark'} Choice */

/**
 * @param {Choice} initial
 * @param {(mode: 'light' | 'dark') => void} onChange told of every change of the resulting mode
 */
export function createTheme(initial, onChange) {
  let choice = initial;
  const mode = () => (choice === 'auto' ? (dark.matches ? 'dark' : 'light') : choice);
  dark.addEventListener('change', () => {
    if (choice === 'auto') onChange(mode());
  });
  return {
    mode,
    /** @param {Choice} next */
    choose(next) {
      choice = next;
      document.documentElement.dataset.colorMode = next;
      onChange(mode());
    },
  };
}
