import { useMemo } from 'react';
import { useWork } from '../ui/useWork';
import { findRows, isNarrowed, type RowSearch } from './planFilters';
import type { PlanEntry } from './preparedPlan';

/**
 * The changes that are shown: all, or those that the filter and what was typed leave; those that were shown before, or all,
 * while a large plan is searched.
 * @param isShort it is searched while rendering
 */
export function usePlanRows(
  changes: readonly PlanEntry[],
  { filter, typed, effectOf, personOf, hasNamesake, groups }: RowSearch,
  isShort: boolean,
): readonly PlanEntry[] {
  const finding = useMemo(
    () =>
      isNarrowed({ filter, typed })
        ? () => findRows(changes, { filter, typed, effectOf, personOf, hasNamesake, groups })
        : undefined,
    [changes, filter, typed, effectOf, personOf, hasNamesake, groups],
  );
  const { output } = useWork(finding, isShort);
  return output ?? changes;
}
