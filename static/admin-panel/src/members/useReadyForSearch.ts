import { useCallback, useState } from 'react';
import type { Person } from '../../../../src/contract';
import { useComputed } from '../ui/useComputed';
import { foldNames } from './matching';

/**
 * Readies people for being searched as soon as the search field has the focus: folding 50,000 names takes some 60 ms, which
 * would be felt at the first letter.
 * @returns for `onFocus` of the field
 */
export function useReadyForSearch(people: readonly Person[]): () => void {
  const [isWanted, setIsWanted] = useState(false);
  useComputed(isWanted ? people : undefined, foldNames);
  return useCallback(() => setIsWanted(true), []);
}
