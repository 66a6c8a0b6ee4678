import { view } from '@forge/bridge';
import { useMemo, useSyncExternalStore } from 'react';
import { pathOf, placeIn, type Place } from './place';

/** Where in the app the admin is, kept in the host page's history where the host supports that. */
export interface AppLocation {
  path: () => string;
  push: (path: string) => void;
  /** @returns stops listening */
  listen: (onChange: () => void) => () => void;
}

/** The host's history; in memory alone where this host has none to give, so that the page still works. */
export async function openLocation(): Promise<AppLocation> {
  const listeners = new Set<() => void>();
  const listen = (onChange: () => void) => {
    listeners.add(onChange);
    return () => void listeners.delete(onChange);
  };
  const tell = () => listeners.forEach((onChange) => onChange());
  try {
    const history = await view.createHistory();
    let path = history.location.pathname;
    history.listen((location) => {
      path = location.pathname;
      tell();
    });
    return { path: () => path, push: (to) => history.push(to), listen };
  } catch (reason) {
    console.info('This host keeps no history for the app.', reason);
    let path = '/';
    const push = (to: string) => {
      path = to;
      tell();
    };
    return { path: () => path, push, listen };
  }
}

/** What the path says to show, and a way to go elsewhere. */
export function usePlace(location: AppLocation): [Place, (place: Place) => void] {
  const path = useSyncExternalStore(location.listen, location.path);
  const place = useMemo(() => placeIn(path), [path]);
  return [
    place,
    (next) => {
      const to = pathOf(next);
      // Going where one is would put a second entry into the history, on which Back does nothing.
      if (to !== location.path()) location.push(to);
    },
  ];
}
