import { useMemo } from 'react';
import type { Pause } from '../host/createPause';
import { useComputed } from '../ui/useComputed';
import type { ListInput } from './columns/mentionsOf';
import { proposeUses } from './columns/proposeUses';
import type { SourceUse } from './listSettings';

/** A source, with what decides on its use. */
export interface SourceInput {
  id: number;
  input: ListInput;
}

interface ProposedUses {
  /** By the source's id; undefined while it is not known. */
  useOf: (id: number) => SourceUse | undefined;
  /** They are those of the sources as they are now. */
  isCurrent: boolean;
}

/** What each source is proposed to be used for; one that stands alone names people. @param sources the same array until they change */
export function useProposedUses(sources: readonly SourceInput[]): ProposedUses {
  const { output, isCurrent } = useComputed(sources.length > 1 ? sources : undefined, usesById);
  const isAlone = sources.length < 2;
  return useMemo(
    () => ({ useOf: (id) => (isAlone ? 'people' : output?.get(id)), isCurrent }),
    [isAlone, output, isCurrent],
  );
}

async function usesById(
  sources: readonly SourceInput[],
  pause: Pause,
): Promise<ReadonlyMap<number, SourceUse>> {
  const uses = await proposeUses(
    sources.map(({ input }) => input),
    pause,
  );
  return new Map(sources.map(({ id }, place) => [id, uses[place] ?? 'people']));
}
