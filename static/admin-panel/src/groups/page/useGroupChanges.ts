import type { Group, Person } from '../../../../../src/contract';
import { usePlans } from '../../plan/PlanProvider';
import { useRuns } from '../../run/RunProvider';
import { groupPageMessages as messages } from './groupPageMessages';

/** What an addition is beside that. */
export interface AdditionOptions {
  /** The run of the one removal that it takes back. */
  undoes?: string | undefined;
  /** When the membership ends, ms since the epoch. */
  until?: number | undefined;
}

/** The ways to change who is in a group from its page: several changes are planned, one is made at once. */
export function useGroupChanges(group: Group) {
  const { open } = usePlans();
  const { isUnderWay, start } = useRuns();
  const removalOf = ({ accountId }: Person) => ({ groupId: group.id, accountId, action: 'remove' as const });
  const additionOf = ({ accountId }: Person, to: Group) => ({
    groupId: to.id,
    accountId,
    action: 'add' as const,
  });
  return {
    /** Why nothing can be begun now; absent where something can. */
    blocked: isUnderWay ? messages.text('changeUnderWay') : undefined,
    planRemoval: (people: readonly Person[]) =>
      open({ kind: 'chosen', changes: people.map(removalOf) }, { people, groups: [group] }),
    planMove: (people: readonly Person[], to: Group) => {
      const changes = people.flatMap((person) => [additionOf(person, to), removalOf(person)]);
      open({ kind: 'chosen', changes }, { people, groups: [group, to] });
    },
    add: (person: Person, { undoes, until }: AdditionOptions) =>
      void start({
        changes: [additionOf(person, group)],
        groups: [group],
        people: new Map([[person.accountId, person]]),
        ...(undoes !== undefined && { undoes: { runId: undoes, changes: [0] } }),
        ...(until !== undefined && { until }),
      }),
  };
}
