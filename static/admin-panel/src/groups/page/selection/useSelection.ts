import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../../../../../src/contract';
import type { MemberList } from '../../../members/memberList';
import { NONE_SELECTED, whoStayed, withoutAccounts, withPeople } from '../../../members/selected';
import { useRangeChoice } from '../../../members/useRangeChoice';

/** Who is chosen, by account id; kept while the list is searched and sorted, until they leave the group. */
export function useSelection(list: MemberList) {
  const [selected, setSelected] = useState(NONE_SELECTED);

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

  const choose = useRangeChoice(change);

  const drop = useCallback(
    (accountIds: readonly string[]) => setSelected((before) => withoutAccounts(before, accountIds)),
    [],
  );

  const clear = useCallback(() => setSelected(NONE_SELECTED), []);
  return { selected, change, choose, drop, clear };
}
