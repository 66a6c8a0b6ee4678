/** The person or app that a request of the app's function acts as, and with which scopes. */
import type { AppPrincipal, Confluence, PersonaKey } from '../confluence';
import { PERSONAS, type Consents } from './personas';
import type { ForgeFetchOptions } from './runtime';

/**
 * What becomes of `asUser(accountId)` for a person who is away: it works where Forge documents that it does, it is
 * refused, or it does not take effect, as the field reports: the request is made as the app.
 */
export const IMPERSONATIONS = ['on', 'off', 'ineffective'] as const;
export type ImpersonationMode = (typeof IMPERSONATIONS)[number];

export interface ActorOptions {
  confluence: Confluence;
  consents: Consents;
  scopes: readonly string[];
  /** Those with which the app may act for a person who is away. */
  impersonationScopes: readonly string[];
  impersonation: ImpersonationMode;
}

/** What Forge says with a 401 in `forge-proxy-error`. */
type Refusal = 'NEEDS_AUTHENTICATION_ERR' | 'AUTH_TYPE_UNAVAILABLE';

export type Actor = { principal: AppPrincipal; scopes: readonly string[] } | { refusal: Refusal };

/**
 * The person or app that the request acts as.
 * @param present who made the invocation; undefined for the events of a queue and for triggers, which only may act for others
 * @throws where Forge's own packages would not get so far
 */
export function actorOf(
  options: ActorOptions,
  present: PersonaKey | undefined,
  { provider, accountId }: ForgeFetchOptions,
): Actor {
  const { confluence, consents, scopes } = options;
  if (provider === 'app') return { principal: { type: 'app' }, scopes };
  if (provider !== 'user') {
    throw new Error('requestConfluence needs asUser() or asApp(): nobody is named to make the request.');
  }
  if (present === undefined) {
    return accountId === undefined ? { refusal: 'AUTH_TYPE_UNAVAILABLE' } : absentActor(options, accountId);
  }
  if (accountId !== undefined && accountId !== confluence.personas[present].accountId) {
    return { refusal: 'AUTH_TYPE_UNAVAILABLE' };
  }
  if (!consents.has(present)) return { refusal: 'NEEDS_AUTHENTICATION_ERR' };
  return { principal: { type: 'user', persona: present }, scopes };
}

function absentActor(options: ActorOptions, accountId: string): Actor {
  const { confluence, consents, impersonation, impersonationScopes, scopes } = options;
  const persona = PERSONAS.find((one) => confluence.personas[one].accountId === accountId);
  const isRefused =
    impersonation === 'off' ||
    impersonationScopes.length === 0 ||
    !confluence.canSignIn(accountId) ||
    (persona !== undefined && !consents.has(persona));
  if (isRefused) return { refusal: 'AUTH_TYPE_UNAVAILABLE' };
  if (impersonation === 'ineffective') return { principal: { type: 'app' }, scopes };
  return {
    principal: persona === undefined ? { type: 'account', accountId } : { type: 'user', persona },
    scopes: impersonationScopes,
  };
}
