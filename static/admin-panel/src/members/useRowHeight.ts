import { useSyncExternalStore } from 'react';

/** Where the style sheet lays a row out in lines instead of columns. */
const NARROW = window.matchMedia('(width < 900px)');
/** Lines of text a row has, each 1.5 rem, above and below them half a rem, and a border of 1 px. */
const LINES = { wide: 1, narrow: 3 };

/**
 * What a row without a result is high, px. All are of one height, so that none has to be measured: that takes a
 * browser longer than everything else about a row.
 */
export function useRowHeight(): number {
  const narrow = useSyncExternalStore(listen, () => NARROW.matches);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (1 + 1.5 * (narrow ? LINES.narrow : LINES.wide)) * rem + 1;
}

function listen(onChange: () => void): () => void {
  NARROW.addEventListener('change', onChange);
  return () => NARROW.removeEventListener('change', onChange);
}
