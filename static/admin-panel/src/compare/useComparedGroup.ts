import { useEffect, useMemo, useState } from 'react';
import type { Group } from '../../../../src/contract';
import { costOfRest } from '../members/loading/costOfRest';
import { useLoadEveryone } from '../members/loading/useLoadEveryone';
import type { MemberList } from '../members/memberList';
import { useIsShown } from '../ui/shown';

/** A group of a comparison: how far it is read, and the ways to read the rest. */
export function useComparedGroup(group: Group, list: MemberList) {
  const everyone = useLoadEveryone(group.id, list);
  const { loading, isAutomatic, start } = everyone;
  // A group that was read whole on request is read whole again when people were added to it.
  const [isWanted, setIsWanted] = useState(list.isComplete);
  const isShown = useIsShown();
  const mustStart = isWanted && isShown && !isAutomatic && !list.isComplete && loading.status === 'idle';
  useEffect(() => {
    if (mustStart) start();
  }, [mustStart, start]);
  const { version } = list;
  const { requests, seconds } = useMemo(() => costOfRest(list), [list, version]);
  return {
    ...{ group, list, requests, seconds, loading, isAutomatic },
    isComing: everyone.isComing || mustStart,
    start: () => {
      setIsWanted(true);
      start();
    },
    stop: () => {
      setIsWanted(false);
      everyone.stop();
    },
  };
}

export type ComparedGroup = ReturnType<typeof useComparedGroup>;
