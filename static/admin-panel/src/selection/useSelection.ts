import { useCallback, useEffect, useRef, useState } from 'react';
import type { Person } from '../../../../src/contract';
import type { MemberList } from '../members/memberList';
import { NOBODY, whoStayed, withPeople } from './selected';

/** Where in the table somebody stands, and who stands elsewhere; nobody where a member is not loaded. */
interface Place {
  index: number;
  at: (index: number) => Person | undefined;
}

/** Who is chosen, by account id; kept while the list is searched and sorted, until they leave the group. */
export function useSelection(list: MemberList) {
  const [selected, setSelected] = useState(NOBODY);
  const anchor = useRef<number>();

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
    (person: Person, isSelected: boolean, toAnchor: boolean, { index, at }: Place) => {
      const from = toAnchor ? (anchor.current ?? index) : index;
      anchor.current = index;
      const between = Array.from({ length: Math.abs(index - from) + 1 }, (_, step) =>
        at(Math.min(index, from) + step),
      );
      change([person, ...between.filter((other) => other !== undefined)], isSelected);
    },
    [change],
  );

  const clear = useCallback(() => setSelected(NOBODY), []);
  return { selected, change, choose, clear };
}
