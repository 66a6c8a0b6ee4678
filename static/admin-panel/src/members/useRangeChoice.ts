import { useCallback, useRef } from 'react';
import type { Person } from '../../../../src/contract';
import type { Rows } from './rows';
import { peopleBetween } from './selected';

/** Ticks one person or takes the tick away; with `toAnchor` everyone from the last one ticked to them too. */
type ChoosePerson = (person: Person, isSelected: boolean, toAnchor: boolean, rows: Rows) => void;

/** @param change ticks these people, or takes their ticks away; the same function until it means something else */
export function useRangeChoice(
  change: (people: readonly Person[], isSelected: boolean) => void,
): ChoosePerson {
  // By id, because the rows change under it: by a search, an order, or people who leave.
  const anchor = useRef<string>();
  return useCallback(
    (person, isSelected, toAnchor, rows) => {
      const from = toAnchor ? anchor.current : undefined;
      anchor.current = person.accountId;
      change(peopleBetween(from, person, rows), isSelected);
    },
    [change],
  );
}
