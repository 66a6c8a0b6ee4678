import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { Group, Person } from '../../../../src/contract';
import { invoke, ReadFailed, removeMembers, valueOf } from '../host/resolver';
import { useAnnounce } from '../ui/announcer';
import { useIsShown } from '../ui/shown';
import { outcomeTitle } from './outcomeWords';
import { afterEvent, NOTHING_REMOVED, stateAfter, type GroupRemoval, type RemovalEvent } from './rowState';

type Removals = ReadonlyMap<string, GroupRemoval>;
type Dispatch = (change: { groupId: string; event: RemovalEvent }) => void;

const RemovalsContext = createContext<
  { removals: Removals; dispatch: Dispatch; busy: Set<string> } | undefined
>(undefined);

/** Keeps outcomes for as long as the page is open: through reloads of a list and changes of group. */
export function RemovalProvider({ children }: { children: ReactNode }) {
  const [removals, dispatch] = useReducer(reduce, new Map());
  // Whom a request is under way for. Not React state: a second click comes before the first is rendered.
  const [busy] = useState(() => new Set<string>());
  const value = useMemo(() => ({ removals, dispatch, busy }), [removals, busy]);
  return <RemovalsContext.Provider value={value}>{children}</RemovalsContext.Provider>;
}

/** Drops what single removals and checks left in people's rows: a run tells of them from now on. */
export function useSupersedeOutcomes() {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useSupersedeOutcomes needs a RemovalProvider.');
  const { dispatch } = context;
  return useCallback(
    (groupId: string, accountIds: readonly string[]) =>
      dispatch({ groupId, event: { type: 'superseded', accountIds } }),
    [dispatch],
  );
}

/** What is known of single removals from a group. */
export function useGroupRemoval(groupId: string): GroupRemoval {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useGroupRemoval needs a RemovalProvider.');
  return context.removals.get(groupId) ?? NOTHING_REMOVED;
}

interface Options {
  /** What to call a person when speaking of them. */
  nameOf: (person: Person) => string;
  /** Called once Confluence said that the person is not a member now. */
  onRemoved: (person: Person) => void;
  /** Called once Confluence said whether the person is a member. */
  onChecked: (person: Person, member: boolean) => void;
  /** The run in the history that left it open whether the person was removed, where no single removal did. */
  runIdOf: (person: Person) => string | undefined;
}

/** Removal of people from one group. */
export function useRemoval(group: Group, { nameOf, onRemoved, onChecked, runIdOf }: Options) {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useRemoval needs a RemovalProvider.');
  const { removals, dispatch, busy } = context;
  const announce = useAnnounce();
  const isShown = useIsShown();
  const inSight = useInSight(isShown);
  const groupId = group.id;
  const tell = (event: RemovalEvent) => dispatch({ groupId, event });

  // What was said before this group was opened again has been read.
  useEffect(() => {
    if (isShown) dispatch({ groupId, event: { type: 'messagesRead' } });
  }, [dispatch, groupId, isShown]);

  /** Runs one request about a person; a second one meanwhile is not made. */
  const alone = async (person: Person, request: () => Promise<void>) => {
    const key = `${groupId} ${person.accountId}`;
    if (busy.has(key)) return;
    busy.add(key);
    try {
      await request();
    } finally {
      busy.delete(key);
    }
  };

  /** Where the group is shown, its row or the message above its table speak; elsewhere nothing would. */
  const announceElsewhere = (text: string) => {
    if (!inSight.current) announce(text);
  };
  const leaveList = (person: Person) => {
    onRemoved(person);
    announceElsewhere(`Removed ${nameOf(person)} from ${group.name}.`);
  };

  const remove = (person: Person) =>
    alone(person, async () => {
      tell({ type: 'removing', person });
      const answer = await removeMembers({ groupId, accountIds: [person.accountId] });
      const state = stateAfter(person.accountId, answer);
      if (state === 'removed') leaveList(person);
      else announceElsewhere(`${nameOf(person)} in ${group.name}: ${outcomeTitle(state)}`);
      tell({ type: 'answered', person, answer });
    });

  const check = (person: Person) =>
    alone(person, async () => {
      tell({ type: 'checking', person });
      const runId = removals.get(groupId)?.rows.get(person.accountId)?.runId ?? runIdOf(person);
      const event = await askMembership(groupId, person, runId);
      if (event.type === 'checked') onChecked(person, event.member);
      if (event.type === 'checked' && !event.member) leaveList(person);
      else announceElsewhere(`${nameOf(person)} in ${group.name} was checked.`);
      tell(event);
    });

  return {
    state: removals.get(groupId) ?? NOTHING_REMOVED,
    remove,
    check,
    readMessages: () => tell({ type: 'messagesRead' }),
  };
}

type CheckEvent = Extract<RemovalEvent, { type: 'checked' | 'checkFailed' }>;

async function askMembership(
  groupId: string,
  person: Person,
  runId: string | undefined,
): Promise<CheckEvent> {
  try {
    const { accountId } = person;
    const request = { groupId, accountId, ...(runId !== undefined && { runId }) };
    const { member } = await valueOf(invoke('checkMembership', request));
    return { type: 'checked', person, member };
  } catch (failure) {
    if (!(failure instanceof ReadFailed)) throw failure;
    return { type: 'checkFailed', person, error: failure.error };
  }
}

/** Whether the component is on the page, and in sight, when a request comes back. */
function useInSight(isShown: boolean) {
  const inSight = useRef(false);
  useEffect(() => {
    inSight.current = isShown;
    return () => {
      inSight.current = false;
    };
  }, [isShown]);
  return inSight;
}

function reduce(removals: Removals, { groupId, event }: { groupId: string; event: RemovalEvent }): Removals {
  return new Map(removals).set(groupId, afterEvent(removals.get(groupId) ?? NOTHING_REMOVED, event));
}
