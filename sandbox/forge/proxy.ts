/** The Forge proxy: takes a function's product request to Confluence, as the person or as the app. */
import type { PersonaKey } from '../confluence';
import { fetchAnswer, never } from './fetchAnswer';
import { actorOf, type ActorOptions } from './impersonation';
import type { ForgeFetch } from './runtime';

export interface ProxyOptions extends ActorOptions {
  /** Who made the invocation; undefined where no user did. */
  as: PersonaKey | undefined;
  /** True once the invocation was killed: nothing it asks for goes out any more. */
  isDead: () => boolean;
}

const ORIGIN = 'https://confluence.sandbox';

/** A `__forge_fetch__` for one invocation. */
export function createProxy(options: ProxyOptions): ForgeFetch {
  const { confluence, as, isDead } = options;
  return async (target, path, init) => {
    if (isDead()) return never;
    const { type, remote } = target;
    if (type !== 'fpp' || remote !== 'confluence') {
      throw new Error(
        `The sandbox serves Confluence, the storage and the queue only, not type "${type}" with remote "${remote ?? 'none'}".`,
      );
    }
    const actor = actorOf(options, as, target);
    if ('refusal' in actor) {
      return new Response(null, { status: 401, headers: { 'forge-proxy-error': actor.refusal } });
    }
    const request = toRequest(path, init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const body = await request.text();
    if (isDead()) return never;
    const answer = confluence.handle({
      method: request.method,
      path: url.pathname + url.search,
      headers: { 'user-agent': 'node', accept: '*/*', ...Object.fromEntries(request.headers) },
      ...(body === '' ? {} : { body }),
      caller: { kind: 'app', via: 'function', ...actor },
    });
    return fetchAnswer(answer, request.signal, isDead);
  };
}

function toRequest(path: string, init: RequestInit | undefined): Request {
  if (!path.startsWith('/wiki/')) {
    throw new Error(`A Confluence path starts with /wiki/, but the function asked for "${path}".`);
  }
  return new Request(ORIGIN + path, init);
}
