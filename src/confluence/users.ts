import { asUser, route } from '@forge/api';
import * as v from 'valibot';
import type { Person } from '../contract';
import { read, READ_HEADERS, type Result } from './request';
import * as schemas from './schemas';

/** The person the app acts as: who is looking at the page. `GET user/current`; 3 points. */
export function currentUser(): Promise<Result<Person>> {
  return read(schemas.person, () =>
    asUser().requestConfluence(route`/wiki/rest/api/user/current?expand=operations`, {
      headers: READ_HEADERS,
    }),
  );
}

const permitted = v.object({
  operations: v.nullish(v.array(v.object({ operation: v.string(), targetType: v.string() }))),
});

/**
 * Whether the person the app acts as may administer Confluence, as Confluence says it now.
 * `GET user/current`; 3 points.
 */
export async function mayAdminister(): Promise<Result<boolean>> {
  const me = await read(permitted, () =>
    asUser().requestConfluence(route`/wiki/rest/api/user/current?expand=operations`, {
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
 * Who these accounts are, without those that no longer exist. `GET user/bulk`; 1 + 2 points a person.
 * @param accountIds at most 200
 */
export async function usersById(accountIds: readonly string[]): Promise<Result<Person[]>> {
  const query = new URLSearchParams(accountIds.map((accountId) => ['accountId', accountId]));
  const page = await read(schemas.personPage, () =>
    asUser().requestConfluence(
      route`/wiki/rest/api/user/bulk?${query}&limit=200&expand=operations&expand=isExternalCollaborator`,
      { headers: READ_HEADERS },
    ),
  );
  return page.ok ? { ok: true, value: page.value.results } : page;
}
