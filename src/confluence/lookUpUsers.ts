import type { Person } from '../contract/directory';
import { mapConcurrently } from '../mapConcurrently';
import type { Confluence } from './confluence';
import { parseCaller, parsePersonPage, type Caller } from './parseAnswers';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';

/** Who asks, as Confluence has it, and whether they may administer it now. `GET user/current`; 3 points. */
export function currentCaller(confluence: Confluence): Promise<Result<Caller>> {
  return read(confluence, { parse: parseCaller, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(route`/wiki/rest/api/user/current?expand=operations`, {
      headers: READ_HEADERS,
    }),
  );
}

/** Accounts in one `GET user/bulk`. */
const USERS_A_REQUEST = 200;
/** UTF-16 code units of a query, so that the whole path stays within 6 KB: longer ones are refused on the way. */
const MAX_QUERY_CHARS = 5_800;
/** Requests under way at once where the ids are too long for one. */
const REQUESTS_AT_ONCE = 5;

/**
 * Who these accounts are, without those that do not exist. `GET user/bulk`; 1 + 2 points a person, and 1 more for each
 * request beyond the first: 6 KB of address are about 100 of the usual ids. Who can use Confluence may.
 */
export async function usersById(
  confluence: Confluence,
  accountIds: readonly string[],
): Promise<Result<Person[]>> {
  const batches = await mapConcurrently(intoRequests(accountIds), REQUESTS_AT_ONCE, (batch) =>
    findUsers(confluence, batch),
  );
  return join(batches);
}

/** Whether there is such an account, as far as who asks may see. `GET user/bulk`; at most 3 points. */
export async function isAccount(confluence: Confluence, accountId: string): Promise<Result<boolean>> {
  const page = await readUsers(confluence, [accountId]);
  if (page.ok) return { ok: true, value: page.value.results.length > 0 };
  return page.error.kind === 'userNotFound' ? { ok: true, value: false } : page;
}

/**
 * Confluence leaves unknown accounts out; should it answer 404 for one of many, the halves are asked about alone, so that
 * the others are found: 2 requests more for each halving.
 */
async function findUsers(confluence: Confluence, accountIds: readonly string[]): Promise<Result<Person[]>> {
  const page = await readUsers(confluence, accountIds);
  if (page.ok) {
    const found = page.value.results.filter(({ accountId }) => accountId !== '');
    const ids = new Set(found.map(({ accountId }) => accountId));
    const rest = accountIds.filter((accountId) => !ids.has(accountId));
    // A page that was cut short says nothing of those who are not on it.
    const isCut = page.value.hasNext && rest.length > 0 && rest.length < accountIds.length;
    return isCut
      ? join([{ ok: true, value: found }, await findUsers(confluence, rest)])
      : { ok: true, value: found };
  }
  if (page.error.kind !== 'userNotFound') return page;
  if (accountIds.length <= 1) return { ok: true, value: [] };
  const middle = Math.ceil(accountIds.length / 2);
  const first = await findUsers(confluence, accountIds.slice(0, middle));
  return first.ok ? join([first, await findUsers(confluence, accountIds.slice(middle))]) : first;
}

function readUsers(confluence: Confluence, accountIds: readonly string[]) {
  return read(confluence, { parse: parsePersonPage, notFound: 'userNotFound' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/user/bulk?${queryOf(accountIds)}&limit=${USERS_A_REQUEST}&expand=operations&expand=isExternalCollaborator`,
      { headers: READ_HEADERS },
    ),
  );
}

function queryOf(accountIds: readonly string[]): URLSearchParams {
  return new URLSearchParams(accountIds.map((accountId) => ['accountId', accountId]));
}

function intoRequests(accountIds: readonly string[]): string[][] {
  const batches: string[][] = [];
  let chars = Infinity;
  for (const accountId of accountIds) {
    const more = queryOf([accountId]).toString().length + 1;
    const batch = batches.at(-1);
    if (!batch || batch.length === USERS_A_REQUEST || chars + more > MAX_QUERY_CHARS) {
      batches.push([accountId]);
      chars = more;
    } else {
      batch.push(accountId);
      chars += more;
    }
  }
  return batches;
}

/** The people of all requests, or the first error. */
function join(results: readonly Result<Person[]>[]): Result<Person[]> {
  const failed = results.find((result) => !result.ok);
  return failed ?? { ok: true, value: results.flatMap((result) => (result.ok ? result.value : [])) };
}
