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
import { hasEnded, type ChangeStanding, type RunSnapshot } from '../../../../src/run/runSnapshot';
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
  const value = useMemo(
    () => ({
      ...{ active, isUnderWay, notBegun },
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
      close: () => pageRun.close(),
      closeNotBegun: () => pageRun.closeNotBegun(),
    }),
    [pageRun, active, isUnderWay, notBegun],
  );
  return (
    <RunContext.Provider value={value}>
      {children}
      {active && <WhileItRuns client={active.client} />}
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

/** The page's run where it is this one of the history; a run learns its id with its first answer. */
export function useOwnRun(runId: string): ActiveRun | undefined {
  const { active } = useRuns();
  const ownRunId = useSyncExternalStore(
    active?.client.subscribe ?? subscribeToNothing,
    () => active?.client.runId,
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

/** Tells a run whether the browser has a network, and warns of leaving the page before it has ended. */
function WhileItRuns({ client }: { client: RunClient }) {
  const { state } = useRunSnapshot(client);
  const online = useOnline();
  const ended = hasEnded(state);
  useEffect(() => client.setOnline(online), [client, online]);
  useEffect(() => {
    if (ended) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [ended]);
  return null;
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
