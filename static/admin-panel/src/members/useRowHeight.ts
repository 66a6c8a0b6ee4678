import { useSyncExternalStore } from 'react';

/** Where the style sheet puts a person's status below them. */
const NARROW = window.matchMedia('(width < 560px)');
/** Lines of text and the space around them, rem. */
const HEIGHTS = { wide: 3, narrow: 5.75 };

/**
 * What a row without a result is high, px. All are of one height, so that none has to be measured: that takes a
 * browser longer than everything else about a row.
 */
export function useRowHeight(): number {
  const isNarrow = useSyncExternalStore(listen, () => NARROW.matches);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return HEIGHTS[isNarrow ? 'narrow' : 'wide'] * rem + 1; // Its border.
}

function listen(onChange: () => void): () => void {
  NARROW.addEventListener('change', onChange);
  return () => NARROW.removeEventListener('change', onChange);
}
