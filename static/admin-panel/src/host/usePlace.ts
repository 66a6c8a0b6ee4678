import { useMemo, useSyncExternalStore } from 'react';
import type { AppLocation } from './location';
import { pathOf, placeIn, type Place } from './place';

/** What the path says to show, what the Members tab shows or showed last, and a way to go elsewhere. */
export function usePlace(location: AppLocation) {
  const path = useSyncExternalStore(location.listen, location.path);
  const lastMembers = useSyncExternalStore(location.listen, location.lastMembers);
  const place = useMemo(() => placeIn(path), [path]);
  return {
    place,
    lastMembers,
    go: (next: Place) => {
      const to = pathOf(next);
      // Going where one is would put a second entry into the history, on which Back does nothing.
      if (to !== location.path()) location.push(to);
    },
  };
}
