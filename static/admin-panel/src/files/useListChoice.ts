import { useMemo } from 'react';
import { useKeptState } from '../ui/useKeptState';
import type { ListChoice } from './listChoice';

const NOTHING_CHOSEN: Partial<ListChoice> = {};

/**
 * What is to be done with the people of a list: as the admin chose, which is kept for the visit, else as proposed.
 * @param key whose list it is
 */
export function useListChoice(key: string, proposed: Pick<ListChoice, 'where' | 'wanted'>) {
  const [chosen, change] = useKeptState('listChoice', key, NOTHING_CHOSEN);
  const choice = useMemo((): ListChoice => ({ groups: [], ...proposed, ...chosen }), [proposed, chosen]);
  return {
    choice,
    choose: (changed: Partial<ListChoice>) => change((before) => ({ ...before, ...changed })),
  };
}
