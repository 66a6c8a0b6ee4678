import { parsePersonaKey, personas, type PersonaKey } from './personas';
import type { ConfluenceRequest } from './protocol';
import type { LogEntry } from './requestLog';

/** Whom a request acts as. */
export type Principal = LogEntry['principal'];

/**
 * Whom a request acts as: the app's own principal, or the persona whose key the `Authorization` header of a client
 * holds, as bearer token or (with any password) as basic user name.
 */
export function principalOf({ caller, headers }: ConfluenceRequest): Principal {
  if (caller.kind === 'app') return caller.principal;
  const persona = personaIn(headers.authorization ?? '');
  return persona === undefined ? { type: 'anonymous' } : { type: 'user', persona };
}

/** The account behind a principal, or undefined for an anonymous one. */
export function accountIdOf(principal: Principal): string | undefined {
  switch (principal.type) {
    case 'user':
      return personas[principal.persona].accountId;
    case 'account':
      return principal.accountId;
    case 'app':
      return APP_ACCOUNT_ID;
    case 'anonymous':
      return undefined;
  }
}

/** The account the app itself has, which `asApp` requests act as. */
export const APP_ACCOUNT_ID = '712020:0d5c8f3a-91be-4c62-a7f4-3e88b1d6c905';

function personaIn(authorization: string): PersonaKey | undefined {
  const [scheme = '', credentials = ''] = authorization.split(' ', 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return parsePersonaKey(credentials);
    case 'basic':
      return parsePersonaKey(Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0] ?? '');
    default:
      return undefined;
  }
}
