import { asUser, route } from '@forge/api';
import type { PeoplePage, Person } from '../contract';
import { read, READ_HEADERS, type Result } from './request';
import * as schemas from './schemas';

/** Atlassian account ids: 24 hex digits, or a number or word and a UUID. */
const ACCOUNT_ID = /^(?:[0-9a-f]{24}|[0-9A-Za-z]{1,32}:[0-9A-Za-z:_-]{8,95})$/i;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** People of one name who are compared with an email address, a page of them, and pages at most. */
const NAMESAKES = 25;
const PAGES_OF_NAMESAKES = 3;

/**
 * People in the directory by account id, by email address, or by the beginnings of the words of their name; guests and
 * deactivated people too. 3 points by id, else 1 + 2 a person. Who can use Confluence may.
 *
 * CQL documents no field for the email. An address is looked for as it stands, then as the name that stands in it, and
 * only who has just this address counts: whose address is hidden, or says nothing of the name, is not found that way.
 * @param query not blank
 * @param limit people at most
 */
export async function findPeople(query: string, limit: number): Promise<Result<PeoplePage>> {
  const wanted = query.trim();
  if (ACCOUNT_ID.test(wanted)) return byAccountId(wanted);
  if (EMAIL.test(wanted)) return byEmail(wanted);
  return byName(wordsIn(wanted), limit);
}

async function byAccountId(accountId: string): Promise<Result<PeoplePage>> {
  const page = await read(schemas.personPage, () =>
    asUser().requestConfluence(route`/wiki/rest/api/user/bulk?accountId=${accountId}&expand=operations`, {
      headers: READ_HEADERS,
    }),
  );
  return page.ok ? { ok: true, value: { people: page.value.results, more: false } } : page;
}

async function byEmail(email: string): Promise<Result<PeoplePage>> {
  const [localPart = ''] = email.split('@');
  const hasIt = (person: Person) => person.email?.toLowerCase() === email.toLowerCase();
  const name = wordsIn(localPart).filter((word) => /\p{L}/u.test(word));
  const asks = [
    () => byName(wordsIn(email), 1),
    ...Array.from(
      { length: PAGES_OF_NAMESAKES },
      (_, page) => () => byName(name, NAMESAKES, page * NAMESAKES),
    ),
  ];
  for (const [index, ask] of asks.entries()) {
    const namesakes = await ask();
    if (!namesakes.ok) return namesakes;
    const people = namesakes.value.people.filter(hasIt);
    const isLast = index > 0 && !namesakes.value.more;
    if (people.length > 0 || isLast) return { ok: true, value: { people, more: false } };
  }
  return { ok: true, value: { people: [], more: false } };
}

async function byName(words: readonly string[], limit: number, start = 0): Promise<Result<PeoplePage>> {
  if (words.length === 0) return { ok: true, value: { people: [], more: false } };
  const cql = `user.fullname ~ ${quoted(words.join(' '))}`;
  const page = await read(schemas.userSearch, () =>
    asUser().requestConfluence(
      route`/wiki/rest/api/search/user?cql=${cql}&start=${start}&limit=${limit}&expand=operations&sitePermissionTypeFilter=all`,
      { headers: READ_HEADERS },
    ),
  );
  if (!page.ok) return page;
  const { results, totalSize, _links } = page.value;
  const people = results.map(({ user }) => user);
  const more = _links?.next !== undefined || (totalSize ?? 0) > start + people.length;
  return { ok: true, value: { people, more: more && people.length > 0 } };
}

/**
 * The words of a name: letters, digits and their marks. Everything else separates words in a name search anyway, or
 * would act in one: wildcards, operators, brackets. In lower case, so that AND, OR and NOT are words too.
 */
function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

/** A CQL string: backslash and quote would end it. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
