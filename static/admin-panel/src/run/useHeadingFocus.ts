import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useAnnounce } from '../ui/announcer';
import { isFocusLost } from '../ui/keepFocus';
import type { RunClient } from './runClient';

/**
 * The heading takes the focus when a run begins, as the button that began it is gone, and when it ends, where the focus was
 * on what steered it. An admin who does something else by then keeps their place, and hears the heading.
 */
export function useHeadingFocus(client: RunClient, ended: boolean): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const begun = useRef<RunClient>();
  const announce = useAnnounce();
  // Before the focus that what went away had goes to a place around it.
  useLayoutEffect(() => {
    const isBeginning = begun.current !== client;
    begun.current = client;
    if (isBeginning || isFocusLost()) heading.current?.focus();
    else announce(heading.current?.textContent ?? '');
  }, [client, ended, announce]);
  return heading;
}
