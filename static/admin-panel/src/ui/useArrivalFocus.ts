import { useEffect } from 'react';
import { isFocusLost } from './keepFocus';
import { useLatest } from './useLatest';

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
