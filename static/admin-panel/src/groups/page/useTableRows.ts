import { useDeferredValue, useMemo, useState } from 'react';
import type { MemberList } from '../../members/memberList';
import type { Order } from '../../members/order';
import { rowsOf } from '../../members/rows';
import type { MemberStatus } from '../../members/status';
import { useReadyForSearch } from '../../members/useReadyForSearch';
import { useDirectory } from './find/useDirectory';

/** The table's people, by what is searched for, which status and in which order: of the list, and of those the directory found. */
export function useTableRows(groupId: string, list: MemberList) {
  const [typed, setTyped] = useState('');
  const [status, setStatus] = useState<MemberStatus>();
  const [order, setOrder] = useState<Order>();
  const query = useDeferredValue(typed.trim());
  const directory = useDirectory(groupId, directoryQuery(list, query), (accountId) => list.has(accountId));
  const found = directory.hits.filter(({ member }) => member === true).map(({ person }) => person);
  const foundIds = found.map(({ accountId }) => accountId).join(' ');
  const { version } = list;
  const rows = useMemo(
    () => rowsOf(list, { query, status, order, found }),
    // The list says by its version that it changed, the found by their ids.
    [list, version, query, status, order, foundIds],
  );
  const readyForSearch = useReadyForSearch(list.loaded());
  return {
    readyForSearch,
    typed,
    setTyped,
    query,
    status,
    setStatus,
    order,
    setOrder,
    directory,
    found,
    rows,
  };
}

/** What to ask the directory: nothing where the exact match of the query is listed. Confluence does not list everyone. */
function directoryQuery(list: MemberList, query: string): string | undefined {
  if (query === '' || list.has(query)) return undefined;
  const email = query.toLowerCase();
  const isListed =
    email.includes('@') && list.loaded().some((person) => person.email?.toLowerCase() === email);
  return isListed ? undefined : query;
}
