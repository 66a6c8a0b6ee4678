import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useAnnounce } from '../ui/announcer';
import { isFocusLost } from '../ui/keepFocus';
import { useLatest } from '../ui/useLatest';
import type { RunClient } from './runClient';

/**
 * The heading takes the focus when a run begins and when it ends, where what had the focus is gone: the button that began
 * it, or what steered it. Otherwise the admin keeps their place, and hears the heading.
 * @param text what to speak where no heading is shown
 */
export function useHeadingFocus(
  client: RunClient,
  hasEnded: boolean,
  text: string,
): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const tell = useLatest(() => {
    // What goes on in the background was begun by nothing on this page, whose focus is where it was.
    const mayTakeIt = hasEnded || !client.background;
    if (heading.current && mayTakeIt && isFocusLost()) heading.current.focus();
    else announce(heading.current?.textContent ?? text);
  });
  // Before the focus that what went away had goes to a place around it.
  useLayoutEffect(() => tell(), [client, hasEnded, tell]);
  return heading;
}
