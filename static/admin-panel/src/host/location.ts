import { view } from '@forge/bridge';

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
  let path = '/';
  const stand = (to: string) => {
    path = to;
    listeners.forEach((onChange) => onChange());
  };
  const here = { path: () => path, listen };
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
