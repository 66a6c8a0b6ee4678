import type { Confluence } from '../../../../src/confluence/confluence';

export const NOW = new Date(2026, 2, 2, 11, 20).getTime();
export const [GROUP_ID, PERSON_ID] = ['11111111-0000-4000-8000-000000000000', '5c3a1f9be0d7426a91b8c024'];
export const ERROR_PAGE = '<!doctype html><html><head><title>Error</title></head><body>Oops</body></html>';
export const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Log in with Atlassian account</title></head><body><form></form></body></html>';

export interface RawAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}
/** An answer, or none because the connection was cut. */
export type RawReply = RawAnswer | 'cut';

export const jsonReply = (status: number, body: unknown, headers?: Record<string, string>): RawAnswer => ({
  ...{ status, body: JSON.stringify(body) },
  ...(headers && { headers }),
});
/** As Confluence words an error. */
export const errorReply = (status: number, words: string): RawAnswer =>
  jsonReply(status, {
    statusCode: status,
    data: { errors: [{ message: { translation: words, args: [] } }] },
    message: `com.atlassian.confluence.api.service.exceptions.PermissionException: ${words}`,
  });
/** A page where data was asked for. */
export const pageReply = (
  status: number,
  body = ERROR_PAGE,
  headers: Record<string, string> = {},
): RawAnswer => ({
  ...{ status, body },
  headers: { 'content-type': 'text/html;charset=UTF-8', ...headers },
});
/** A 429 with what its headers say of the limit. */
export const limitReply = (headers: Record<string, string>) =>
  jsonReply(429, { message: 'Rate limit exceeded' }, headers);

const THERE = jsonReply(200, { id: GROUP_ID, name: 'design-team', type: 'group' });
export const MANAGED_GROUP = jsonReply(200, { id: GROUP_ID, name: 'design-team', managedBy: 'EXTERNAL' });
const KNOWN = jsonReply(200, { results: [{ accountId: PERSON_ID, displayName: 'Zoë' }] });
export const NO_RESULTS = jsonReply(200, { results: [] });
export const IN_GROUP = jsonReply(200, { results: [{ id: GROUP_ID, name: 'design-team' }] });
export const NOT_IN_GROUP = jsonReply(200, { results: [{ id: 'other', name: 'other' }] });

/** What the write meets, and what the lookups after it do. */
export interface RawSite {
  write?: RawReply;
  group?: RawReply;
  user?: RawReply;
  memberof?: RawReply;
  members?: RawReply;
}

/** The app's client for a site that answers so; what a site does not say goes well, except the write. */
export function confluenceOf(site: RawSite): Confluence {
  const replyTo = (path: string, method: string): RawReply => {
    if (method !== 'GET') return site.write ?? { status: 500 };
    if (path.includes('membersByGroupId')) return site.members ?? NO_RESULTS;
    if (path.includes('memberof')) return site.memberof ?? NOT_IN_GROUP;
    if (path.includes('group')) return site.group ?? THERE;
    return site.user ?? KNOWN;
  };
  return {
    requestConfluence: (path, { method = 'GET' }) => {
      const reply = replyTo(path, method);
      if (reply === 'cut') return Promise.reject(new Error('socket hang up'));
      const { status, headers = {}, body = '' } = reply;
      return Promise.resolve({
        status,
        headers: new Headers({ 'content-type': 'application/json', ...headers }),
        text: () => Promise.resolve(body),
      });
    },
    now: () => NOW,
    timeLeftMs: () => 10_000,
    errorOf: () => undefined,
  };
}
