import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Change, Membership } from '../../../../src/contract';
import {
  endedElsewhere,
  hasEnded,
  type ChangeStanding,
  type RunSnapshot,
  type RunState,
} from '../../../../src/run/runSnapshot';
import { HostContext } from '../host/HostContext';
import { begunRuns, ownerOf } from '../host/keptIds';
import { useOnline } from '../host/useOnline';
import { deferredModule } from '../ui/deferred';
import type { ActiveRun, WantedRun } from './activeRun';
import { PageRun } from './pageRun';
import type { RunClient } from './runClient';

interface Runs {
  /** The run that is under way, or the last one until its receipt is dismissed. */
  active: ActiveRun | undefined;
  /** Whether one is under way, about to begin, or just being taken up. */
  isUnderWay: boolean;
  /** The run that did not begin, until its message is closed. */
  notBegun: WantedRun | undefined;
  /** Begins a run unless one is under way. Never rejects. @returns whether it has begun */
  start: (wanted: WantedRun) => Promise<boolean>;
  /**
   * Makes the changes at these places (all that are left where none are given) of a run that was begun before: what failed,
   * was not attempted, or is open. Only when none is under way.
   * @throws ReadFailed where that cannot be
   */
  goOn: (runId: string, places?: readonly number[]) => Promise<void>;
  /**
   * Shows a run that the worker drives like the page's own. Does nothing while one is under way.
   * @throws ReadFailed
   */
  follow: (runId: string) => Promise<void>;
  /** Dismisses the receipt. */
  close: () => void;
  closeNotBegun: () => void;
}

const loadRuns = deferredModule(() => import('./begin'));

const RunContext = createContext<Runs | undefined>(undefined);

/** Keeps the run while the admin goes from group to group: nothing else on the page waits for it. */
export function RunProvider({ children }: { children: ReactNode }) {
  const [pageRun] = useState(() => new PageRun());
  const { active, isBeginning, notBegun } = useSyncExternalStore(pageRun.subscribe, pageRun.getSnapshot);
  const isRunning = useSyncExternalStore(active?.client.subscribe ?? subscribeToNothing, () =>
    active ? !hasEnded(active.client.getSnapshot().state) : false,
  );
  const isUnderWay = isBeginning || isRunning;
  // They stay the same, so that an effect that asks for a run does so once.
  const actions = useMemo(
    () => ({
      start: (wanted: WantedRun) =>
        pageRun.begin(wanted, async () => {
          const { begin } = await loadRuns();
          return begin(wanted);
        }),
      goOn: (runId: string, places?: readonly number[]) =>
        pageRun.goOn(runId, places, async () => {
          const { takeUp } = await loadRuns();
          return takeUp(runId, places);
        }),
      follow: (runId: string) =>
        pageRun.follow(async () => {
          const { follow, takeUp } = await loadRuns();
          return follow(runId, () => pageRun.takeOver(runId, () => takeUp(runId)));
        }),
      close: () => pageRun.close(),
      closeNotBegun: () => pageRun.closeNotBegun(),
    }),
    [pageRun],
  );
  const value = useMemo(
    () => ({ active, isUnderWay, notBegun, ...actions }),
    [active, isUnderWay, notBegun, actions],
  );
  return (
    <RunContext.Provider value={value}>
      {children}
      {active && <WhileItRuns client={active.client} follow={actions.follow} />}
    </RunContext.Provider>
  );
}

export function useRuns(): Runs {
  const runs = useContext(RunContext);
  if (!runs) throw new Error('useRuns needs a RunProvider.');
  return runs;
}

export function useRunSnapshot(client: RunClient): RunSnapshot;
export function useRunSnapshot(client: RunClient | undefined): RunSnapshot | undefined;
export function useRunSnapshot(client: RunClient | undefined): RunSnapshot | undefined {
  return useSyncExternalStore(client?.subscribe ?? subscribeToNothing, () => client?.getSnapshot());
}

/** The page's run where it is this one of the history and the page has it yet; a run learns its id with its first answer. */
export function useOwnRun(runId: string): ActiveRun | undefined {
  const { active } = useRuns();
  const ownRunId = useSyncExternalStore(active?.client.subscribe ?? subscribeToNothing, () =>
    active?.client.getSnapshot().state.name === 'released' ? undefined : active?.client.runId,
  );
  return ownRunId === runId ? active : undefined;
}

/** The run about this group, and how it ended if it has; renders again when that changes, not with every change. */
export function useRunOf(
  groupId: string,
): { active: ActiveRun; ending: RunSnapshot | undefined } | undefined {
  const { active } = useRuns();
  const mine = active?.groups.has(groupId) ? active : undefined;
  const ending = useSyncExternalStore(mine?.client.subscribe ?? subscribeToNothing, () => {
    const snapshot = mine?.client.getSnapshot();
    return snapshot && hasEnded(snapshot.state) ? snapshot : undefined;
  });
  return mine && { active: mine, ending };
}

/** The change that the page's run is about to make to a membership or has made, and where it stands. */
export function useStanding(
  membership: Membership,
): { change: Change; standing: ChangeStanding } | undefined {
  const { active } = useRuns();
  const index = active?.indexOf(membership) ?? -1;
  const change = active?.client.changes[index];
  const client = change && active.client;
  const standing = useSyncExternalStore(client?.subscribe ?? subscribeToNothing, () =>
    client?.standingOf(index),
  );
  return change && standing && { change, standing };
}

interface WhileItRunsProps extends Pick<Runs, 'follow'> {
  client: RunClient;
}

/**
 * Tells a run whether the browser has a network, keeps in mind that it has not ended, and warns of leaving the page where it
 * would not go on. Where the worker has taken it over, the page looks on.
 */
function WhileItRuns({ client, follow }: WhileItRunsProps) {
  const { state, goesOn, notClosed } = useRunSnapshot(client);
  const owner = ownerOf(useContext(HostContext));
  const online = useOnline();
  const ended = hasEnded(state);
  const { runId } = client;
  const isOpen = !ended || notClosed !== undefined || wasLeft(state);
  // What was asked for a moment ago is not written down yet, and the worker would not know of it.
  const isAsked = !client.background && (state.name === 'pausing' || state.name === 'stopping');
  const isLostOnLeaving = !ended && (!goesOn || isAsked);
  const hasWorkerTaken = isTakenByWorker(state);
  useEffect(() => client.setOnline(online), [client, online]);
  useEffect(() => {
    if (!isLostOnLeaving) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isLostOnLeaving]);
  useEffect(() => {
    if (runId === undefined) return;
    if (isOpen) begunRuns.remember(owner, runId);
    else begunRuns.forget(owner, [runId]);
  }, [owner, runId, isOpen]);
  useEffect(() => {
    if (!hasWorkerTaken || runId === undefined) return;
    follow(runId).catch((error: unknown) => {
      console.info('How far the changes are could not be read.', error);
    });
  }, [hasWorkerTaken, runId, follow]);
  return null;
}

/** Another driver has it, or it has none. */
function wasLeft(state: RunState): boolean {
  return state.name === 'released' || ('error' in state && state.error.takenBy !== undefined);
}

/** The worker has taken it over from this page. */
export function isTakenByWorker(state: RunState): boolean {
  return endedElsewhere(state) && 'error' in state && state.error.takenBy?.isWorker === true;
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
