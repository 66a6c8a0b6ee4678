import * as v from 'valibot';
import type { Person } from '../contract/directory';
import type { Confluence } from './confluence';
import { read, READ_HEADERS, type Result } from './request';
import { route } from './route';
import * as schemas from './schemas';

/** Who asks. `GET user/current`; 3 points. */
export function currentUser(confluence: Confluence): Promise<Result<Person>> {
  return read(confluence, { schema: schemas.person, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(route`/wiki/rest/api/user/current?expand=operations`, {
      headers: READ_HEADERS,
    }),
  );
}

const permitted = v.object({
  operations: v.nullish(v.array(v.object({ operation: v.string(), targetType: v.string() }))),
});

/** Whether who asks may administer Confluence, as Confluence says it now. `GET user/current`; 3 points. */
export async function mayAdminister(confluence: Confluence): Promise<Result<boolean>> {
  const me = await read(confluence, { schema: permitted, notFound: 'unavailable' }, () =>
    confluence.requestConfluence(route`/wiki/rest/api/user/current?expand=operations`, {
      headers: READ_HEADERS,
    }),
  );
  if (!me.ok) return me;
  const mayDo = (me.value.operations ?? []).some(
    ({ operation, targetType }) => operation === 'administer' && targetType === 'application',
  );
  return { ok: true, value: mayDo };
}

/**
 * Who these accounts are, without those that do not exist. `GET user/bulk`; 1 + 2 points a person. Who can use Confluence
 * may. Confluence leaves unknown accounts out; should it answer 404 for one of many, the halves are asked about alone, so
 * that the others are found: 2 requests more for each halving.
 * @param accountIds at most 200
 */
export async function usersById(
  confluence: Confluence,
  accountIds: readonly string[],
): Promise<Result<Person[]>> {
  const query = new URLSearchParams(accountIds.map((accountId) => ['accountId', accountId]));
  const page = await read(confluence, { schema: schemas.personPage, notFound: 'userNotFound' }, () =>
    confluence.requestConfluence(
      route`/wiki/rest/api/user/bulk?${query}&limit=200&expand=operations&expand=isExternalCollaborator`,
      { headers: READ_HEADERS },
    ),
  );
  if (page.ok) return { ok: true, value: page.value.results };
  if (page.error.kind !== 'userNotFound') return page;
  if (accountIds.length <= 1) return { ok: true, value: [] };
  const middle = Math.ceil(accountIds.length / 2);
  const first = await usersById(confluence, accountIds.slice(0, middle));
  if (!first.ok) return first;
  const second = await usersById(confluence, accountIds.slice(middle));
  return second.ok ? { ok: true, value: [...first.value, ...second.value] } : second;
}
