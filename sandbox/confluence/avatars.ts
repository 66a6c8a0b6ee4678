import { isRead } from './method';
import { splitPath } from './path';
import type { ConfluenceResponse } from './protocol';
import type { Site } from './site';

/** Where the picture of people without their own is. */
export const DEFAULT_PICTURE_PATH = '/wiki/images/icons/profilepics/default.svg';

const AVATAR_PREFIX = '/wiki/aa-avatar/';

/** Where a person's own picture is. */
export function avatarPath(accountId: string): string {
  return AVATAR_PREFIX + encodeURIComponent(accountId);
}

/** Answers requests for profile pictures, for which nobody needs to sign in; undefined for any other path. */
export function avatarResponse(site: Site, method: string, path: string): ConfluenceResponse | undefined {
  const { pathname } = splitPath(path);
  if (!isRead(method)) return undefined;
  if (pathname === DEFAULT_PICTURE_PATH) return svg(200, picture('#7A869A', ''));
  if (!pathname.startsWith(AVATAR_PREFIX)) return undefined;
  const person = site.people.get(decode(pathname.slice(AVATAR_PREFIX.length)));
  if (person === undefined) return svg(404, '');
  return svg(200, picture(colorOf(person.accountId), initials(person.displayName)));
}

function svg(status: number, body: string): ConfluenceResponse {
  return {
    status,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=3600' },
    body,
  };
}

function picture(color: string, text: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">` +
    `<rect width="48" height="48" fill="${color}"/>` +
    `<text x="24" y="31" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${text}</text></svg>`
  );
}

/** First letters of the first and last word; only letters and digits, so they need no escaping. */
function initials(name: string): string {
  const letters = [...name.matchAll(/(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu)].map(([letter]) => letter);
  const [first = '', ...others] = letters;
  return (first + (others.at(-1) ?? '')).toUpperCase();
}

/** Dark enough for white letters, the same at each visit. */
function colorOf(accountId: string): string {
  let hash = 0;
  for (const character of accountId) hash = (hash * 31 + character.charCodeAt(0)) % 360;
  return `hsl(${hash} 55% 38%)`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
