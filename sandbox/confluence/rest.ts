import { accountIdOf, principalOf } from './authentication';
import { methodNotAllowed, notFound, scopeMismatch, unauthorized, type RestError } from './errors';
import type { NonMember } from './nonMember';
import { handlers } from './operations';
import type { Answer, LinkContext } from './operations/call';
import { splitPath } from './path';
import { isActive } from './permissions';
import type { ConfluenceRequest } from './protocol';
import type { Person, Site } from './site';
import type { MatchedOperation, Specification } from './specification';
import { checkXsrf } from './xsrf';

export interface RestContext {
  site: Site;
  specification: Specification;
  nonMember: NonMember;
}

/**
 * Applies a request to the site and answers it; throws `RestError` for everything Confluence refuses. The checks go from
 * the gateway inwards: signed in, scope, XSRF, valid, permitted, existing. So nobody without permission learns from a 404
 * what exists.
 */
export function answerRest(
  { site, specification, nonMember }: RestContext,
  matched: MatchedOperation | undefined,
  request: ConfluenceRequest,
): Answer {
  const person = signedIn(site, request);
  if (matched === undefined) throw noOperation(specification.methodsAt(request.path));
  checkScopes(matched, request);
  checkXsrf(request);
  const { parameters, body } = specification.parse(request, matched);
  const handler = handlers.get(matched.operationId);
  if (handler === undefined) throw new Error(`Operation ${matched.operationId} has no handler`);
  return handler({ site, nonMember, person, parameters, body, links: linkContext(request) });
}

function signedIn(site: Site, request: ConfluenceRequest): Person {
  const accountId = accountIdOf(principalOf(request));
  const person = accountId === undefined ? undefined : site.people.get(accountId);
  if (person === undefined || !isActive(person)) throw unauthorized();
  return person;
}

function noOperation(methods: readonly string[]): RestError {
  return methods.length === 0
    ? notFound('The sandbox has no such operation')
    : methodNotAllowed(methods.join(', '));
}

function checkScopes({ scopes }: MatchedOperation, { caller }: ConfluenceRequest): void {
  if (caller.kind !== 'app') return;
  if (!scopes.every((scope) => caller.scopes.includes(scope))) throw scopeMismatch();
}

function linkContext({ path, headers }: ConfluenceRequest): LinkContext {
  const host = headers.host;
  const origin = host === undefined ? 'https://sandbox.atlassian.net' : `http://${host}`;
  const { pathname, query } = splitPath(path);
  return {
    base: `${origin}/wiki`,
    path: pathname.replace(/^\/wiki/, ''),
    query: new URLSearchParams(query),
  };
}
