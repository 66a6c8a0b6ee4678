import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Group, Person, RunAction } from '../../../../src/contract';
import { useOnline } from '../host/useOnline';
import type { Chosen } from '../people/chosen';
import type { Standing } from './people';
import { deferredModule } from '../ui/deferred';
import { PageRun } from './pageRun';
import type { Run } from './run';
import { hasEnded, type RunSnapshot } from './snapshot';

/** A run, and whom it is about. */
export interface ActiveRun {
  run: Run;
  action: RunAction;
  group: Group;
  /** As far as they are known; a run that is taken up again knows account ids only. */
  people: ReadonlyMap<string, Person>;
  /**
   * ms since the epoch. 0 for one that is taken up again: whatever list of the group there is, it may have been read while
   * people were being removed.
   */
  startedAt: number;
}

interface Runs {
  /** The run that is under way, or the last one until its summary is closed. */
  active: ActiveRun | undefined;
  /** Whether one is under way, about to begin, or just being taken up. */
  isUnderWay: boolean;
  /** The run that did not begin, until its message is closed. */
  notBegun: WantedRun | undefined;
  /** Begins a run unless one is under way. Never rejects. @returns whether it has begun */
  start: (wanted: WantedRun) => Promise<boolean>;
  /**
   * Goes on with one that was begun before; only when none is under way.
   * @throws ReadFailed where that cannot be
   */
  resume: (runId: string) => Promise<void>;
  close: () => void;
  closeNotBegun: () => void;
}

/** A run to begin. */
export interface WantedRun {
  action: RunAction;
  group: Group;
  /** By account id. */
  people: ReadonlyMap<string, Chosen>;
  /** The run whose changes it takes back. */
  undoes?: string;
}

const loadRuns = deferredModule(() => import('./begin'));

const RunContext = createContext<Runs | undefined>(undefined);

/** Keeps the run while the admin goes from group to group: nothing else on the page waits for it. */
export function RunProvider({ children }: { children: ReactNode }) {
  const [pageRun] = useState(() => new PageRun());
  const { active, isBeginning, notBegun } = useSyncExternalStore(pageRun.subscribe, pageRun.getSnapshot);
  const isRunning = useSyncExternalStore(active?.run.subscribe ?? subscribeToNothing, () =>
    active ? !hasEnded(active.run.getSnapshot().state) : false,
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
      resume: (runId: string) =>
        pageRun.takeUp(async () => {
          const { takeUp } = await loadRuns();
          return takeUp(runId);
        }),
      close: () => pageRun.close(),
      closeNotBegun: () => pageRun.closeNotBegun(),
    }),
    [pageRun, active, isUnderWay, notBegun],
  );
  return (
    <RunContext.Provider value={value}>
      {children}
      {active && <WhileItRuns run={active.run} />}
    </RunContext.Provider>
  );
}

export function useRuns(): Runs {
  const runs = useContext(RunContext);
  if (!runs) throw new Error('useRuns needs a RunProvider.');
  return runs;
}

export function useRunSnapshot(run: Run): RunSnapshot;
export function useRunSnapshot(run: Run | undefined): RunSnapshot | undefined;
export function useRunSnapshot(run: Run | undefined): RunSnapshot | undefined {
  return useSyncExternalStore(run?.subscribe ?? subscribeToNothing, () => run?.getSnapshot());
}

/** The run of this group, and how it ended if it has; renders again when that changes, not with every person. */
export function useRunOf(
  groupId: string,
): { active: ActiveRun; ending: RunSnapshot | undefined } | undefined {
  const { active } = useRuns();
  const mine = active?.group.id === groupId ? active : undefined;
  const ending = useSyncExternalStore(mine?.run.subscribe ?? subscribeToNothing, () => {
    const snapshot = mine?.run.getSnapshot();
    return snapshot && hasEnded(snapshot.state) ? snapshot : undefined;
  });
  return mine && { active: mine, ending };
}

/** Where one person stands in the run of this group, if it is about them. */
export function useStanding(groupId: string, accountId: string): Standing | undefined {
  const { active } = useRuns();
  const run = active?.group.id === groupId ? active.run : undefined;
  return useSyncExternalStore(run?.subscribe ?? subscribeToNothing, () => run?.standingOf(accountId));
}

/** Tells a run whether the browser has a network, and warns of leaving the page before it has ended. */
function WhileItRuns({ run }: { run: Run }) {
  const { state } = useRunSnapshot(run);
  const online = useOnline();
  const ended = hasEnded(state);
  useEffect(() => run.setOnline(online), [run, online]);
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
