import { useState, type ReactNode } from 'react';
import type { Change, Person } from '../../../../src/contract';
import { isManagedExternally } from '../../../../src/membership/isManagedExternally';
import { AskChange, type AskedChange } from '../plan/AskChange';
import { usePlans } from '../plan/PlanProvider';
import type { ComparedGroups } from './changesOf';

/**
 * Has changes made: several are planned, one is asked about. What an identity provider owns is planned always, as the plan makes
 * a file of it.
 */
export function useChangePeople({ a, b }: ComparedGroups): {
  make: (changes: readonly Change[], people: readonly Person[]) => void;
  dialog: ReactNode;
} {
  const { open } = usePlans();
  const [question, setQuestion] = useState<{ asked: AskedChange; person: Person }>();
  const groups = b ? [a, b] : [a];
  const make = (changes: readonly Change[], people: readonly Person[]) => {
    const [change, ...others] = changes;
    if (!change) return;
    const group = groups.find(({ id }) => id === change.groupId);
    const person = people.find(({ accountId }) => accountId === change.accountId);
    if (others.length === 0 && group && person && !isManagedExternally(group)) {
      setQuestion({ asked: { change, group }, person });
    } else {
      open({ kind: 'chosen', changes }, { people, groups });
    }
  };
  return {
    make,
    dialog: question && <AskChange {...question} onClose={() => setQuestion(undefined)} />,
  };
}
