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
import type { Group, Person } from '../../../../../src/contract';
import { invoke } from '../../host/resolver';
import { useOnline } from '../../host/useOnline';
import type { Standing } from './people';
import type { RemovalRun } from './removalRun';
import { hasEnded, type RunSnapshot } from './snapshot';

/** A run, and whom it is about. */
export interface ActiveRun {
  run: RemovalRun;
  group: Group;
  people: ReadonlyMap<string, Person>;
  /** ms since the epoch. */
  startedAt: number;
}

interface Runs {
  /** The run that is under way, or the last one until its summary is closed. */
  active: ActiveRun | undefined;
  /** Whether it has ended. */
  ended: boolean;
  /** Begins to remove people; only when none is under way. */
  start: (group: Group, people: ReadonlyMap<string, Person>) => Promise<void>;
  close: () => void;
}

const RunContext = createContext<Runs | undefined>(undefined);

/** Keeps the run while the admin goes from group to group: nothing else on the page waits for it. */
export function RunProvider({ children }: { children: ReactNode }) {
  const [active, setActive] = useState<ActiveRun>();
  const ended = useSyncExternalStore(active?.run.subscribe ?? subscribeToNothing, () =>
    active ? hasEnded(active.run.getSnapshot().state) : false,
  );
  const start = useCallback(async (group: Group, people: ReadonlyMap<string, Person>) => {
    const [{ RemovalRun: Run }, { browserClock }] = await Promise.all([
      import('./removalRun'),
      import('./clock'),
    ]);
    const run = Run.start({
      groupId: group.id,
      accountIds: [...people.keys()],
      removeMembers: (input) => invoke('removeMembers', input),
      clock: browserClock,
      random: () => Math.random(),
    });
    setActive({ run, group, people, startedAt: browserClock.now() });
  }, []);
  const close = useCallback(() => setActive(undefined), []);
  const value = useMemo(() => ({ active, ended, start, close }), [active, ended, start, close]);
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

export function useRunSnapshot(run: RemovalRun): RunSnapshot {
  return useSyncExternalStore(run.subscribe, run.getSnapshot);
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
function WhileItRuns({ run }: { run: RemovalRun }) {
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
