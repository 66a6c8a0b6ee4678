import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useOnline } from '../../host/useOnline';
import { useIsShown } from '../../ui/shown';
import { PAINT_MS } from '../firstView';
import type { MemberList } from '../memberList';
import { isReadWhole } from './readWhole';
import { restLoaderOf } from './restLoaderOf';

/**
 * Reads everybody of the group into the list until it is told to stop or leaves the page: by itself where the group is not
 * large, else on demand.
 */
export function useLoadEveryone(groupId: string, list: MemberList) {
  const loader = useMemo(() => restLoaderOf(groupId, list), [groupId, list]);
  useEffect(() => loader.hold(), [loader]);
  const loading = useSyncExternalStore(loader.subscribe, loader.loading);
  const online = useOnline();
  const isShown = useIsShown();

  const isAutomatic = isReadWhole(list);
  const isNext = loading.status === 'idle' && online;
  const isComing = isAutomatic && !list.isComplete && (isNext || loading.status === 'reading');
  const mayStart = isComing && isNext && isShown;
  useEffect(() => {
    if (!mayStart) return undefined;
    const timer = setTimeout(() => void loader.start(), PAINT_MS);
    return () => clearTimeout(timer);
  }, [mayStart, loader]);

  return {
    loading,
    /** The group is not so large that its rest has to be asked for. */
    isAutomatic,
    /** The rest is read without being asked for, now or in a moment. */
    isComing,
    start: () => void loader.start(),
    stop: loader.stop,
  };
}
