import type { PeoplePage, Person } from '../contract/directory';
import type { Confluence } from './confluence';
import { usersById } from './lookUpUsers';
import { nextStartOf } from './paging';
import { parseUserSearchPage } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

/** Atlassian account ids: 24 hex digits, or a prefix, a colon and more, most often a UUID. */
const ACCOUNT_ID = /^(?:[0-9a-f]{24}|[0-9a-z]{1,32}:[0-9a-z:_-]{8,95})$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Letters, digits and their marks, and what joins them inside a word: O'Brien; the joiners of Persian and Indic scripts. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’\u200C\u200D][\p{L}\p{N}\p{M}]+)*/gu;
/** People who are compared with an email address: at most so many pages of so many. */
const NAMESAKES_A_PAGE = 25;
const NAMESAKE_PAGES = 2;

/**
 * People in the directory by account id, by email address, or by the beginnings of the words of their name; guests and
 * deactivated people too. 3 points by id, else 1 + 2 a person. Who can use Confluence may.
 *
 * CQL has no field for the email. An address is looked for as the name that stands in it, among the first 50 people of
 * that name, and only who shows just this address counts. So `more` is false then, and whose address is hidden, or says
 * nothing of the name, is not found that way.
 * @param query not blank
 * @param limit people at most, 1..50
 */
export async function findPeople(
  confluence: Confluence,
  query: string,
  limit: number,
): Promise<Result<PeoplePage>> {
  const wanted = query.trim();
  if (ACCOUNT_ID.test(wanted)) return byAccountId(confluence, wanted);
  if (EMAIL.test(wanted)) return byEmail(confluence, wanted);
  const page = await byName(confluence, wordsIn(wanted), 0, limit);
  if (!page.ok) return page;
  const { people, nextStart } = page.value;
  return { ok: true, value: { people, more: nextStart !== undefined } };
}

async function byAccountId(confluence: Confluence, accountId: string): Promise<Result<PeoplePage>> {
  const people = await usersById(confluence, [accountId]);
  return people.ok ? { ok: true, value: { people: people.value, more: false } } : people;
}

async function byEmail(confluence: Confluence, email: string): Promise<Result<PeoplePage>> {
  const words = nameIn(email);
  const hasIt = (person: Person) => person.email?.toLowerCase() === email.toLowerCase();
  let start: number | undefined = 0;
  for (let pages = 0; pages < NAMESAKE_PAGES && start !== undefined; pages++) {
    const page: Result<NamePage> = await byName(confluence, words, start, NAMESAKES_A_PAGE);
    if (!page.ok) return page;
    const people = page.value.people.filter(hasIt);
    if (people.length > 0) return { ok: true, value: { people, more: false } };
    start = page.value.nextStart;
  }
  return { ok: true, value: { people: [], more: false } };
}

interface NamePage {
  people: Person[];
  /** Offset to ask for next; absent on the last page. */
  nextStart?: number;
}

/** Without a word Confluence is not asked, and no account is found. */
async function byName(
  confluence: Confluence,
  words: readonly string[],
  start: number,
  limit: number,
): Promise<Result<NamePage>> {
  if (words.length === 0) return { ok: true, value: { people: [] } };
  const cql = `user.fullname ~ ${quoted(words.join(' '))}`;
  // Guests and deactivated people are left out unless all are asked for.
  const page = await read(confluence, { parse: parseUserSearchPage, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/search/user?cql=${cql}&start=${start}&limit=${limit}&expand=operations&sitePermissionTypeFilter=all`,
      { headers: READ_HEADERS },
    ),
  );
  if (!page.ok) return page;
  const { results, hasNext, total = 0 } = page.value;
  const isCounted = results.length > 0 && start + results.length < total;
  const nextStart = nextStartOf({ ...page.value, hasNext: hasNext || isCounted }, start);
  return {
    ok: true,
    value: {
      people: results.filter(({ accountId }) => accountId !== ''),
      ...(nextStart !== undefined && { nextStart }),
    },
  };
}

/** The words of the name that an address most often is made of, without the numbers that tell namesakes apart. */
function nameIn(email: string): string[] {
  const [localPart = ''] = email.split('@');
  return wordsIn(localPart)
    .map((word) => word.replace(/\p{N}+$/u, ''))
    .filter((word) => word !== '');
}

/**
 * What a name search looks for. Everything but words would act in a text search of CQL (wildcards, operators,
 * brackets) or separates them anyway. In lower case, so that AND, OR and NOT are words too.
 */
function wordsIn(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(WORD) ?? [];
}

/** A CQL string: backslash and quote would end it. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
