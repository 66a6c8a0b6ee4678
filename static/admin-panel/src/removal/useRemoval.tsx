import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  type ReactNode,
} from 'react';
import type { Group, Person } from '../../../../src/contract';
import { membershipKey } from '../../../../src/membership/changeBlocks';
import { removeMember } from '../host/invokeResolver';
import { useNoteRefusal } from '../rights/useMayChange';
import { useAnnounce } from '../ui/announcer';
import { useOneAtATime, type OneAtATime } from '../ui/oneAtATime';
import { useIsShown } from '../ui/shown';
import { checkMember, type ChangePlace } from './checkMember';
import { outcomeTitle } from './outcomeWords';
import { removalMessages } from './removalMessages';
import {
  afterEvent,
  isDeparture,
  NOTHING_REMOVED,
  stateAfter,
  type Departure,
  type GroupRemoval,
  type RemovalEvent,
} from './rowState';

type Removals = ReadonlyMap<string, GroupRemoval>;
type Dispatch = (change: { groupId: string; event: RemovalEvent }) => void;

const RemovalsContext = createContext<
  { removals: Removals; dispatch: Dispatch; tasks: OneAtATime } | undefined
>(undefined);

/** Keeps outcomes for as long as the page is open: through reloads of a list and changes of group. */
export function RemovalProvider({ children }: { children: ReactNode }) {
  const [removals, dispatch] = useReducer(reduce, new Map());
  const tasks = useOneAtATime();
  const value = useMemo(() => ({ removals, dispatch, tasks }), [removals, tasks]);
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

/** What is known of single removals, by group id. */
export function useRemovals(): ReadonlyMap<string, GroupRemoval> {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useRemovals needs a RemovalProvider.');
  return context.removals;
}

/** Takes note that the admin has read what stopped the last removal from a group. */
export function useDismissProblem(groupId: string) {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useDismissProblem needs a RemovalProvider.');
  const { dispatch } = context;
  return () => dispatch({ groupId, event: { type: 'problemRead' } });
}

interface Options {
  /** What to call a person when speaking of them. */
  nameOf: (person: Person) => string;
  /** Called once it is certain that the person is not a member now. */
  onLeft: (person: Person) => void;
  /** Called once Confluence said whether the person is a member. */
  onChecked: (person: Person, member: boolean) => void;
  /** Where the history has the removal of which it is open whether it was made, where no single one is. */
  placeOf: (person: Person) => ChangePlace | undefined;
}

/** Removal of people from one group. */
export function useRemoval(group: Group, { nameOf, onLeft, onChecked, placeOf }: Options) {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useRemoval needs a RemovalProvider.');
  const { removals, dispatch, tasks } = context;
  const announce = useAnnounce();
  const noteRefusal = useNoteRefusal();
  const isShown = useIsShown();
  const inSight = useInSight(isShown);
  const groupId = group.id;
  const tell = (event: RemovalEvent) => dispatch({ groupId, event });

  // What was said before this group was opened again has been read.
  useEffect(() => {
    if (isShown) dispatch({ groupId, event: { type: 'messagesRead' } });
  }, [dispatch, groupId, isShown]);

  /** Runs one request about a person; a second one meanwhile is not made. */
  const alone = ({ accountId }: Person, request: () => Promise<void>) =>
    tasks.run(membershipKey({ groupId, accountId }), request);

  /** Where the group is shown, its row or the notice above its table speak; elsewhere nothing would. */
  const announceElsewhere = (text: string) => {
    if (!inSight.current) announce(text);
  };
  const about = (person: Person) => ({ name: nameOf(person), group: group.name });
  const leaveList = (person: Person, how: Departure['how']) => {
    onLeft(person);
    announceElsewhere(removalMessages.text(how, about(person)));
  };

  const remove = (person: Person) =>
    alone(person, async () => {
      tell({ type: 'removing', person });
      const answer = await removeMember(group, person.accountId);
      const state = stateAfter(answer);
      if (isDeparture(state)) {
        leaveList(person, state);
      } else {
        if (state.status === 'failed' && state.error.kind === 'permission') noteRefusal();
        const outcome = outcomeTitle(state);
        announceElsewhere(removalMessages.text('outcomeElsewhere', { ...about(person), outcome }));
      }
      tell({ type: 'answered', person, answer });
    });

  const check = (person: Person) =>
    alone(person, async () => {
      tell({ type: 'checking', person });
      const runId = removals.get(groupId)?.rows.get(person.accountId)?.runId;
      const place = runId === undefined ? placeOf(person) : { runId, change: 0 };
      const answer = await checkMember({ groupId, accountId: person.accountId }, place);
      if ('error' in answer) {
        announceElsewhere(removalMessages.text('checkedElsewhere', about(person)));
        tell({ type: 'checkFailed', person, error: answer.error });
        return;
      }
      const { member } = answer;
      onChecked(person, member);
      if (member) announceElsewhere(removalMessages.text('checkedElsewhere', about(person)));
      else leaveList(person, 'removed');
      tell({ type: 'checked', person, member });
    });

  return {
    state: removals.get(groupId) ?? NOTHING_REMOVED,
    remove,
    check,
    readMessages: () => tell({ type: 'messagesRead' }),
  };
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
