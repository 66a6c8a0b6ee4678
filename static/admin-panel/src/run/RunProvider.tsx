import {
  createContext,
  useCallback,
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
  /** Whether one is under way, or is just being taken up. */
  isUnderWay: boolean;
  /** Begins a run; only when none is under way. */
  start: (wanted: WantedRun) => Promise<void>;
  /**
   * Goes on with one that was begun before; only when none is under way.
   * @throws ReadFailed where that cannot be
   */
  resume: (runId: string) => Promise<void>;
  close: () => void;
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
  const [active, setActive] = useState<ActiveRun>();
  const [isTakingUp, setIsTakingUp] = useState(false);
  const isRunning = useSyncExternalStore(active?.run.subscribe ?? subscribeToNothing, () =>
    active ? !hasEnded(active.run.getSnapshot().state) : false,
  );
  const isUnderWay = isTakingUp || isRunning;
  const start = useCallback(async (wanted: WantedRun) => {
    const { begin } = await loadRuns();
    setActive(begin(wanted));
  }, []);
  const resume = useCallback(async (runId: string) => {
    setIsTakingUp(true);
    try {
      const { takeUp } = await loadRuns();
      setActive(await takeUp(runId));
    } finally {
      setIsTakingUp(false);
    }
  }, []);
  const close = useCallback(() => setActive(undefined), []);
  const value = useMemo(
    () => ({ active, isUnderWay, start, resume, close }),
    [active, isUnderWay, start, resume, close],
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

/** Holds a run while the browser is offline, and warns of leaving the page before it has ended. */
function WhileItRuns({ run }: { run: Run }) {
  const { state } = useRunSnapshot(run);
  const online = useOnline();
  const ended = hasEnded(state);
  useEffect(() => {
    if (online) return undefined;
    if (run.getSnapshot().state.name !== 'running') return undefined;
    run.pause();
    return () => run.resume();
  }, [run, online]);
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
