/** The way from a function's `@forge/kvs` to the storage. */
import { fetchAnswer, never } from '../fetchAnswer';
import type { ForgeFetch } from '../runtime';
import type { AppStorage } from './index';

export interface StorageFetchOptions {
  storage: AppStorage;
  scopes: readonly string[];
  /** True once the invocation was killed: nothing it asks for goes out any more. */
  isDead: () => boolean;
}

const ORIGIN = 'https://storage.sandbox';

/** A `__forge_fetch__` of type "kvs" for one invocation. The app asks as itself: no consent is needed. */
export function createStorageFetch({ storage, scopes, isDead }: StorageFetchOptions): ForgeFetch {
  return async (_target, path, init) => {
    if (isDead()) return never;
    const request = new Request(ORIGIN + path, init);
    if (request.method !== 'POST') throw new Error(`The storage knows POST only, not ${request.method}.`);
    request.signal.throwIfAborted();
    const body = await request.text();
    if (isDead()) return never;
    return fetchAnswer(storage.handle({ path, body, scopes }), request.signal, isDead);
  };
}
