import { useEffect } from 'react';
import { useLatest } from '../ui/useLatest';

/**
 * Puts the focus where the admin has just gone, once that is there, unless they have put it somewhere else meanwhile.
 * @param find the element that takes it
 */
export function useArrivalFocus(isThere: boolean, find: () => HTMLElement | null | undefined): void {
  const focus = useLatest(() => {
    if (isThere && isFocusLost()) find()?.focus();
  });
  useEffect(() => focus(), [focus, isThere]);
}

/** What had the focus has left the page; at most a place around it holds it. */
export function isFocusLost(): boolean {
  return document.activeElement?.matches('body, [data-keeps-focus]') ?? true;
}
