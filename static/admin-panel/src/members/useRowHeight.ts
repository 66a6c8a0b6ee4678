import { useSyncExternalStore } from 'react';

/** Where the style sheet lays a row out in lines instead of columns. */
const NARROW = window.matchMedia('(width < 900px)');
const NARROWEST = window.matchMedia('(width < 480px)');
/** Lines of text a row has, each 1.5 rem, above and below them half a rem, and a border of 1 px. */
const LINES = { wide: 1, narrow: 3, narrowest: 4 };

/**
 * What a row without a result is high, px. All are of one height, so that none has to be measured: that takes a
 * browser longer than everything else about a row.
 */
export function useRowHeight(): number {
  const layout = useSyncExternalStore(listen, layoutNow);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (1 + 1.5 * LINES[layout]) * rem + 1;
}

function layoutNow(): keyof typeof LINES {
  if (NARROWEST.matches) return 'narrowest';
  return NARROW.matches ? 'narrow' : 'wide';
}

function listen(onChange: () => void): () => void {
  for (const query of [NARROW, NARROWEST]) query.addEventListener('change', onChange);
  return () => {
    for (const query of [NARROW, NARROWEST]) query.removeEventListener('change', onChange);
  };
}
