import { useCallback, useEffect, useRef, useState } from 'react';
import type { Person } from '../../../../../../src/contract';
import type { MemberList } from '../../../members/memberList';
import type { Rows } from '../../../members/rows';
import {
  NONE_SELECTED,
  peopleBetween,
  whoStayed,
  withoutAccounts,
  withPeople,
} from '../../../members/selected';

/** Who is chosen, by account id; kept while the list is searched and sorted, until they leave the group. */
export function useSelection(list: MemberList) {
  const [selected, setSelected] = useState(NONE_SELECTED);
  const anchor = useRef<string>();

  useEffect(() => {
    let mark = 0;
    const dropDeparted = () => {
      const left = list.removedSince(mark);
      mark = list.mark();
      setSelected((before) => whoStayed(before, list, left));
    };
    dropDeparted();
    return list.subscribe(dropDeparted);
  }, [list]);

  const change = useCallback((people: readonly Person[], isSelected: boolean) => {
    setSelected((before) => withPeople(before, people, isSelected));
  }, []);

  /** One person; with `toAnchor` everybody from the last one chosen to them too. */
  const choose = useCallback(
    (person: Person, isSelected: boolean, toAnchor: boolean, rows: Rows) => {
      const from = toAnchor ? anchor.current : undefined;
      // By id, because the rows change under it: by a search, an order, or people who leave.
      anchor.current = person.accountId;
      change(peopleBetween(from, person, rows), isSelected);
    },
    [change],
  );

  const drop = useCallback(
    (accountIds: readonly string[]) => setSelected((before) => withoutAccounts(before, accountIds)),
    [],
  );

  const clear = useCallback(() => setSelected(NONE_SELECTED), []);
  return { selected, change, choose, drop, clear };
}
