/** The app's location and the address of the settings page: each from the other. */

/**
 * @typedef {{pathname: string, search: string, hash: string, state: unknown, key: string}} AppLocation
 */

const GROUP_PATH = /^\/groups\/([^/]+)$/;

/**
 * The app's location that the settings page's address stands for.
 * @returns {AppLocation}
 */
export function currentLocation() {
  const params = new URLSearchParams(window.location.search);
  const group = params.get('group');
  const path = group === null ? (params.get('path') ?? '/') : `/groups/${encodeURIComponent(group)}`;
  const { pathname, search, hash } = new URL(`app:${path.startsWith('/') ? path : `/${path}`}`);
  const { state = null, key = 'default' } = window.history.state?.app ?? {};
  return { pathname, search, hash, state, key };
}

/**
 * The address of the settings page for a location of the app.
 * @param {AppLocation} location
 */
export function addressOf({ pathname, search, hash }) {
  const url = new URL(window.location.href);
  url.searchParams.delete('group');
  url.searchParams.delete('path');
  const group = search === '' && hash === '' ? decodedGroup(pathname) : undefined;
  if (group !== undefined) url.searchParams.set('group', group);
  else if (pathname + search + hash !== '/') url.searchParams.set('path', pathname + search + hash);
  return url.href;
}

/** @param {string} pathname */
function decodedGroup(pathname) {
  const encoded = GROUP_PATH.exec(pathname)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const group = decodeURIComponent(encoded);
    // Only what comes back as it went, so that a reload shows the same path.
    return encodeURIComponent(group) === encoded ? group : undefined;
  } catch {
    return undefined;
  }
}

/** @param {'PUSH' | 'REPLACE'} action @param {AppLocation} location */
export function record(action, location) {
  const { state, key } = location;
  const method = action === 'PUSH' ? 'pushState' : 'replaceState';
  window.history[method]({ app: { state, key } }, '', addressOf(location));
}

/**
 * Sets or removes a parameter of the address without a new entry in the history.
 * @param {string} name @param {string | undefined} value
 */
export function setParameter(name, value) {
  const url = new URL(window.location.href);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  window.history.replaceState(window.history.state, '', url);
}
