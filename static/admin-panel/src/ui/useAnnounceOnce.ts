import { useEffect, useRef } from 'react';
import { useAnnounce } from './announcer';
import { useIsShown } from './shown';

/** Tells those who wait without seeing the outline go; not before what they wait for is in sight. */
export function useAnnounceOnce(text: string): void {
  const announce = useAnnounce();
  const isShown = useIsShown();
  const said = useRef(false);
  useEffect(() => {
    if (said.current || !isShown) return;
    announce(text);
    said.current = true;
  }, [announce, isShown, text]);
}
