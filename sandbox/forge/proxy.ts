/** The Forge proxy: takes a function's product request to Confluence, as the person or as the app. */
import type { Caller, Confluence, PersonaKey } from '../confluence';
import { fetchAnswer, never } from './fetchAnswer';
import type { ForgeFetch, ForgeFetchOptions } from './runtime';

export interface ProxyOptions {
  confluence: Confluence;
  /** Who made the invocation. */
  as: PersonaKey;
  scopes: readonly string[];
  hasConsented: () => boolean;
  /** True once the invocation was killed: nothing it asks for goes out any more. */
  isDead: () => boolean;
}

const ORIGIN = 'https://confluence.sandbox';

/** A `__forge_fetch__` for one invocation. */
export function createProxy(options: ProxyOptions): ForgeFetch {
  const { confluence, as, scopes, hasConsented, isDead } = options;
  return async (target, path, init) => {
    if (isDead()) return never;
    const principal = principalOf(target, confluence.personas[as].accountId, as);
    if (principal.type === 'user' && !hasConsented()) {
      return new Response(null, {
        status: 401,
        headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' },
      });
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
      caller: { kind: 'app', via: 'function', principal, scopes },
    });
    return fetchAnswer(answer, request.signal, isDead);
  };
}

type Principal = Extract<Caller, { kind: 'app' }>['principal'];

function principalOf(target: ForgeFetchOptions, accountId: string, persona: PersonaKey): Principal {
  const { type, provider, remote } = target;
  if (type !== 'fpp' || remote !== 'confluence') {
    throw new Error(
      `The sandbox serves Confluence and the storage only, not type "${type}" with remote "${remote ?? 'none'}".`,
    );
  }
  if (provider === 'app') return { type: 'app' };
  if (provider !== 'user') {
    throw new Error('requestConfluence needs asUser() or asApp(): nobody is named to make the request.');
  }
  if (target.accountId !== undefined && target.accountId !== accountId) {
    throw new Error(
      'asUser(accountId) for somebody other than the person present is not supported by Forge.',
    );
  }
  return { type: 'user', persona };
}

function toRequest(path: string, init: RequestInit | undefined): Request {
  if (!path.startsWith('/wiki/')) {
    throw new Error(`A Confluence path starts with /wiki/, but the function asked for "${path}".`);
  }
  return new Request(ORIGIN + path, init);
}
