import { createContext, useContext, useMemo, useReducer, useState, type ReactNode } from 'react';
import type { Person } from '../../../../src/contract';
import { invoke, ReadFailed, removeMembers, valueOf } from '../host/resolver';
import { afterEvent, NOTHING_REMOVED, outcomeFor, type GroupRemoval, type RemovalEvent } from './rowState';

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

/**
 * Removal of people from one group.
 * @param onRemoved called once Confluence said that the person is not a member now
 */
export function useRemoval(groupId: string, onRemoved: (person: Person) => void) {
  const context = useContext(RemovalsContext);
  if (!context) throw new Error('useRemoval needs a RemovalProvider.');
  const { removals, dispatch, busy } = context;
  const tell = (event: RemovalEvent) => dispatch({ groupId, event });

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

  const remove = (person: Person) =>
    alone(person, async () => {
      tell({ type: 'removing', person });
      const answer = await removeMembers({ groupId, accountIds: [person.accountId] });
      if (outcomeFor(person.accountId, answer).status === 'removed') onRemoved(person);
      tell({ type: 'answered', person, answer });
    });

  const check = (person: Person) =>
    alone(person, async () => {
      tell({ type: 'checking', person });
      try {
        const { member } = await valueOf(invoke('checkMembership', { groupId, accountId: person.accountId }));
        if (!member) onRemoved(person);
        tell({ type: 'checked', person, member });
      } catch (failure) {
        if (!(failure instanceof ReadFailed)) throw failure;
        tell({ type: 'checkFailed', person, error: failure.error });
      }
    });

  return { state: removals.get(groupId) ?? NOTHING_REMOVED, remove, check };
}

function reduce(removals: Removals, { groupId, event }: { groupId: string; event: RemovalEvent }): Removals {
  return new Map(removals).set(groupId, afterEvent(removals.get(groupId) ?? NOTHING_REMOVED, event));
}
