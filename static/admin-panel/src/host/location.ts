import { view } from '@forge/bridge';
import { useSyncExternalStore } from 'react';

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

/** The id in `/group/ID`, and a way to go to another group. */
export function useGroupId(location: AppLocation): [string | undefined, (groupId: string) => void] {
  const path = useSyncExternalStore(location.listen, location.path);
  return [
    groupIdIn(path),
    (groupId) => {
      const to = `/group/${encodeURIComponent(groupId)}`;
      // Going where one is would put a second entry into the history, on which Back does nothing.
      if (to !== location.path()) location.push(to);
    },
  ];
}

/** The id in `/group/ID`. */
export function groupIdIn(path: string): string | undefined {
  const encoded = /^\/group\/([^/]+)$/.exec(path)?.[1];
  return encoded === undefined ? undefined : decode(encoded);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A link someone mangled: shown as the group that does not exist.
  }
}
