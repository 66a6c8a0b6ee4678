import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { AppLocation } from './location';
import { pathOf, placeIn, type Place } from './place';

/** Where the admin is in the app, and the way to go elsewhere. */
interface Navigation {
  place: Place;
  go: (to: Place) => void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

/** Tells everything inside it where in the app the admin is. */
export function NavigationProvider({ location, children }: { location: AppLocation; children: ReactNode }) {
  const path = useSyncExternalStore(location.listen, location.path);
  const navigation = useMemo(
    () => ({
      place: placeIn(path),
      go: (to: Place) => {
        const next = pathOf(to);
        // Going where one is would put a second entry into the history, on which Back does nothing.
        if (next !== location.path()) location.push(next);
      },
    }),
    [location, path],
  );
  const { page } = navigation.place;
  // Filters and what is compared are a part of the address too.
  const subject = page === 'history' || page === 'compare' ? page : path;
  useLayoutEffect(() => {
    document.documentElement.scrollTop = 0;
  }, [subject]);
  return <NavigationContext.Provider value={navigation}>{children}</NavigationContext.Provider>;
}

/** The place that the address names, and `go` to another one. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('useNavigation needs a NavigationProvider.');
  return navigation;
}
