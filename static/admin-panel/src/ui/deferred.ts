import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

const loads = new Set<() => Promise<unknown>>();

/** Times a part is fetched again where the connection broke, and how long apart, ms. */
const RETRIES = 5;
const RETRY_MS = 1_000;

/** A component whose code is not needed for the first row. It is fetched soon after, or when it is first shown. */
export function deferred<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  const patient = () => loadPatiently(load);
  loads.add(patient);
  return lazy(patient);
}

/** The same for code that is no component. */
export function deferredModule<Module>(load: () => Promise<Module>): () => Promise<Module> {
  const patient = () => loadPatiently(load);
  loads.add(patient);
  return patient;
}

/** Fetches all of it before it is needed: what speaks of a lost network must not need the network. */
export function preloadDeferred(): void {
  for (const load of loads) {
    load().catch((error: unknown) => console.info('Part of the page comes when it is needed.', error));
  }
}

async function loadPatiently<T>(load: () => Promise<T>): Promise<T> {
  for (let retry = 0; retry < RETRIES; retry += 1) {
    try {
      return await load();
    } catch (error) {
      console.info('Part of the page did not come; it is fetched again.', error);
      await connection();
    }
  }
  return load();
}

/** Resolves when the browser is online again, or after a moment where it thinks it is. */
function connection(): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, RETRY_MS);
    else window.addEventListener('online', () => resolve(), { once: true });
  });
}
