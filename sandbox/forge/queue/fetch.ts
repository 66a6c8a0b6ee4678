/** The way from a function's `@forge/events` to the queue. */
import { fetchAnswer, never } from '../fetchAnswer';
import type { ForgeFetch } from '../runtime';
import type { AppQueue } from './index';
import type { PushOrigin } from './protocol';

export interface QueueFetchOptions {
  queue: Pick<AppQueue, 'handle'>;
  origin: PushOrigin;
  /** True once the invocation was killed: nothing it asks for goes out any more. */
  isDead: () => boolean;
}

const ORIGIN = 'https://queue.sandbox';

/** A `__forge_fetch__` of the app for "stargate", for one invocation. */
export function createQueueFetch({ queue, origin, isDead }: QueueFetchOptions): ForgeFetch {
  return async (_target, path, init) => {
    if (isDead()) return never;
    const request = new Request(ORIGIN, init);
    if (request.method !== 'POST') throw new Error(`The queue knows POST only, not ${request.method}.`);
    request.signal.throwIfAborted();
    const body = await request.text();
    if (isDead()) return never;
    // The path as it is: a URL would escape its braces.
    return fetchAnswer(queue.handle({ path, body, origin }), request.signal, isDead);
  };
}
