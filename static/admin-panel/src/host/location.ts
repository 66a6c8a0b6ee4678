import { view } from '@forge/bridge';
import { useMemo, useSyncExternalStore } from 'react';
import { pathOf, placeIn, type MembersPlace, type Place } from './place';

/** Where in the app the admin is, kept in the host page's history where the host supports that. */
export interface AppLocation {
  path: () => string;
  /** Where in the Members tab the admin is, or was last; nothing where they have not been there. */
  lastMembers: () => MembersPlace | undefined;
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
  let path = '/';
  let lastMembers: MembersPlace | undefined;
  const stand = (to: string) => {
    path = to;
    const place = placeIn(to);
    if (place.tab === 'members') lastMembers = place;
    listeners.forEach((onChange) => onChange());
  };
  const here = { path: () => path, lastMembers: () => lastMembers, listen };
  try {
    const history = await view.createHistory();
    stand(history.location.pathname);
    history.listen((location) => stand(location.pathname));
    return { ...here, push: (to) => history.push(to) };
  } catch (reason) {
    console.info('This host keeps no history for the app.', reason);
    stand('/');
    return { ...here, push: stand };
  }
}

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
