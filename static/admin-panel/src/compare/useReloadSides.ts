import { focusManager } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browserTools } from '../host/tools';
import type { useMembers } from '../members/queries';
import { useAnnounce } from '../ui/announcer';
import { useIsShown } from '../ui/shown';
import { useLatest } from '../ui/useLatest';
import { compareMessages as messages } from './compareMessages';

/** ms after which members are read anew when they come in sight again: a plan is made of who is where now. */
const OLD_MS = 5 * 60_000;

/** Reading the members of a comparison anew. */
export interface ReloadOfSides {
  /** Members that are shown are being read anew: by this, or after a change. */
  isUnderWay: boolean;
  /** Reads them anew, once at a time. What was asked person by person is asked anew for the new lists. */
  start: () => void;
}

type MembersRead = Pick<ReturnType<typeof useMembers>, 'list' | 'isFetching' | 'refetch'>;

/**
 * Reads the members of the groups that are compared anew: on request, and by itself when the comparison or the browser's tab
 * comes in sight and one of them was read more than five minutes ago. What was read before stays where that fails.
 */
export function useReloadSides(sides: readonly MembersRead[]): ReloadOfSides {
  const isShown = useIsShown();
  const announce = useAnnounce();
  const start = useLatest(() => {
    announce(messages.text('reloading'));
    void Promise.all(sides.map(({ refetch }) => refetch({ cancelRefetch: false }))).then((reads) => {
      // An alert tells of what failed.
      if (!reads.some(({ isError }) => isError)) announce(messages.text('reloaded'));
    });
  });
  const startIfOld = useLatest(() => {
    if (sides.some(isOld)) start();
  });
  useEffect(() => {
    if (!isShown) return undefined;
    startIfOld();
    return focusManager.subscribe((isFocused) => {
      if (isFocused) startIfOld();
    });
  }, [isShown, startIfOld]);
  return { start, isUnderWay: sides.some(({ list, isFetching }) => list !== undefined && isFetching) };
}

function isOld({ list }: MembersRead): boolean {
  return list !== undefined && browserTools.clock.now() - list.openedAt > OLD_MS;
}
