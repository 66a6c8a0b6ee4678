import { useCallback, useRef, useState } from 'react';
import type { Person } from '../../../../src/contract';
import type { Chosen } from '../people/chosen';

export type Selected = ReadonlyMap<string, Chosen>;

const NOBODY: Selected = new Map();

/** Where in the table somebody stands, and who stands elsewhere; nobody where a member is not loaded. */
interface Place {
  index: number;
  at: (index: number) => Person | undefined;
}

/** Who is chosen, by account id; kept while the list is searched and sorted. */
export function useSelection() {
  const [selected, setSelected] = useState(NOBODY);
  const anchor = useRef<number>();

  const change = useCallback((people: readonly Chosen[], isSelected: boolean) => {
    setSelected((before) => {
      const after = new Map(before);
      for (const person of people) {
        if (isSelected) after.set(person.accountId, person);
        else after.delete(person.accountId);
      }
      return after;
    });
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
