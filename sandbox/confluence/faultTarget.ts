import * as v from 'valibot';
import type { FaultTarget } from './faults';
import { splitPath } from './path';
import type { ConfluenceRequest } from './protocol';

const AccountIdBody = v.pipe(v.string(), v.parseJson(), v.object({ accountId: v.string() }));

/** What faults may look at: the account is the one in the query or, for additions, in the body. */
export function faultTargetOf({ method, path, body }: ConfluenceRequest): FaultTarget {
  return { service: 'confluence', method, path, accountId: accountIdIn(path, body) };
}

function accountIdIn(path: string, body: string | undefined): string | undefined {
  const inQuery = new URLSearchParams(splitPath(path).query).get('accountId');
  if (inQuery !== null) return inQuery;
  const parsed = v.safeParse(AccountIdBody, body);
  return parsed.success ? parsed.output.accountId : undefined;
}
