import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { errorOfLoss } from '../../../../../src/run/lostAnswer';
import { isOnline, useOnline } from '../../host/useOnline';
import { deferredModule } from '../../ui/deferred';
import { useIsShown } from '../../ui/shown';
import { PAINT_MS } from '../firstView';
import type { MemberList } from '../memberList';
import type { ReadingEnd } from './reading';
import { isReadWhole } from './readWhole';
import { RestLoader } from './restLoader';

const loadReading = deferredModule(() => import('./reading'));
const loadTools = deferredModule(() => import('./readingTools'));

/**
 * Reads everybody of the group into the list until it is told to stop or leaves the page: by itself where the group is not
 * large, else on demand.
 */
export function useLoadEveryone(groupId: string, list: MemberList) {
  const loader = useMemo(
    () => new RestLoader(list, { readRest: (rest, signal) => readEveryone(groupId, rest, signal), isOnline }),
    [groupId, list],
  );
  useEffect(() => loader.giveUp, [loader]);
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

async function readEveryone(groupId: string, list: MemberList, signal: AbortSignal): Promise<ReadingEnd> {
  try {
    const [{ Reading }, { readingTools }] = await Promise.all([loadReading(), loadTools()]);
    return await new Reading(list, readingTools(groupId, signal)).run();
  } catch (cause) {
    return { status: 'failed', error: errorOfLoss('unavailable', cause) };
  }
}
