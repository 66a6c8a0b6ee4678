import { useEffect, useState } from 'react';

/** The first rows are painted by then, which what comes after would slow down; ms. */
export const PAINT_MS = 300;

/** Whether the first rows, which are drawn with what asks this, are painted. Once it is so it stays. */
export function useFirstView(): boolean {
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsThere(true), PAINT_MS);
    return () => clearTimeout(timer);
  }, []);
  return isThere;
}
