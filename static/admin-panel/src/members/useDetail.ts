import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Share of what is in sight that has to go by between two frames before it is unreadable. */
const UNREADABLE = 0.5;
/** Rows that get all their details in one frame once the list stands still. */
const ROWS_A_FRAME = 5;

/**
 * How many of the rows in the document show all their details. While the list flies by it is none, only names: a browser
 * cannot lay out hundreds of whole rows a second, and they could not be read.
 */
export function useDetail() {
  const [flying, setFlying] = useState(false);
  const [detailed, setDetailed] = useState(Infinity);
  const offset = useRef(0);

  const onChange = useCallback((list: Virtualizer<HTMLDivElement, Element>) => {
    const now = list.scrollOffset ?? 0;
    const moved = Math.abs(now - offset.current);
    offset.current = now;
    if (!list.isScrolling) {
      setFlying(false);
    } else if (moved > UNREADABLE * (list.scrollRect?.height ?? Infinity)) {
      setFlying(true);
      setDetailed(0);
    }
  }, []);

  useEffect(() => {
    if (flying || detailed === Infinity) return undefined;
    const frame = requestAnimationFrame(() =>
      setDetailed((count) => (count > 100 ? Infinity : count + ROWS_A_FRAME)),
    );
    return () => cancelAnimationFrame(frame);
  }, [flying, detailed]);

  return { detailed: flying ? 0 : detailed, onChange };
}
