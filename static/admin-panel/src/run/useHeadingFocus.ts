import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useAnnounce } from '../ui/announcer';
import { isFocusLost } from '../ui/keepFocus';
import type { Run } from './run';

/**
 * The heading takes the focus when a run begins, as the button that began it is gone, and when it ends, where the focus was
 * on what steered it. Whoever does something else by then keeps their place, and hears the heading.
 */
export function useHeadingFocus(run: Run, ended: boolean): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const begun = useRef<Run>();
  const announce = useAnnounce();
  // Before the focus that what went away had goes to a place around it.
  useLayoutEffect(() => {
    const isBeginning = begun.current !== run;
    begun.current = run;
    if (isBeginning || isFocusLost()) heading.current?.focus();
    else announce(heading.current?.textContent ?? '');
  }, [run, ended, announce]);
  return heading;
}
