import type { Action, Change, Group, Membership, Person } from '../../../../src/contract';
import { membershipKey } from '../../../../src/membership/changeBlocks';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import { isKnown, knownById, type Chosen } from '../people/chosen';
import { wordsOf, wordsOfPlan, type ActionWords } from './actionWords';
import type { RunClient } from './runClient';

/** Who began a run, when, and about how much. */
export interface Begun {
  /** Absent where it was the admin who is looking. */
  by?: string;
  /** ms since the epoch, or ISO 8601. */
  at: number | string;
  /** Changes of the whole run. */
  total: number;
}

/** A run, and what the page knows of its people and groups. */
export interface ActiveRun {
  client: RunClient;
  /** By id, in the plan's order; by their ids where no name is known. */
  groups: ReadonlyMap<string, Group>;
  /** It takes changes of another run back. */
  isUndo: boolean;
  /** The words for it as a whole. */
  words: ActionWords;
  /** By account id, as far as they are known; a run that is taken up again knows account ids only. */
  people: ReadonlyMap<string, Person>;
  begun: Begun;
  /**
   * ms since the epoch. 0 for one that is taken up again: whatever list of its groups there is, it may have been read
   * while they were being changed.
   */
  startedAt: number;
  /** Where the plan has a membership, if it is about it. */
  indexOf: (membership: Membership) => number | undefined;
}

/** A run to begin: changes of any groups, or one kind of change in one group. Each membership once. */
export type WantedRun = {
  /** The run whose changes it takes back, and which: their places there, rising, one for each change in order. */
  undoes?: { runId: string; changes: readonly number[] };
  /** Why, in the admin's words. */
  reason?: string;
  /** By account id. */
  people: ReadonlyMap<string, Chosen>;
} & ({ changes: readonly Change[]; groups: readonly Group[] } | { action: Action; group: Group });

/** What a run to begin is about: its changes, and the groups they are in. */
export function planOf(wanted: WantedRun): { changes: readonly Change[]; groups: readonly Group[] } {
  if ('changes' in wanted) return wanted;
  const { action, group, people } = wanted;
  const changes = [...people.keys()].map((accountId) => ({ groupId: group.id, accountId, action }));
  return { changes, groups: [group] };
}

/** The words for a run to begin. */
export function wordsOfWanted(wanted: WantedRun): ActionWords {
  const { changes, groups } = planOf(wanted);
  return wordsOfPlan(countActions(changes), groups.length, wanted.undoes !== undefined);
}

/** What the page has of a run that `client` drives. */
export function activeRun(
  client: RunClient,
  about: {
    groups: readonly Group[];
    people: Iterable<Chosen>;
    isUndo: boolean;
    startedAt: number;
    begun: Begun;
  },
): ActiveRun {
  const { isUndo, startedAt, begun } = about;
  const names = new Map(about.groups.map((group) => [group.id, group]));
  const groupIds = [...new Set(client.changes.map(({ groupId }) => groupId))];
  const groups = groupIds.map((id) => names.get(id) ?? { id, name: id });
  const places = new Map(client.changes.map((change, index) => [membershipKey(change), index]));
  return {
    ...{ client, isUndo, startedAt, begun },
    groups: new Map(groups.map((group) => [group.id, group])),
    people: new Map([...about.people].filter(isKnown).map((person) => [person.accountId, person])),
    words: wordsOfPlan(countActions(client.changes), groups.length, isUndo),
    indexOf: (membership) => places.get(membershipKey(membership)),
  };
}

/** A change of a run, and where it stands. */
export interface StandingChange {
  change: Change;
  index: number;
  standing: ChangeStanding;
}

/** Every change of a run with its standing, in the plan's order. */
export function standingsOf({ client }: Pick<ActiveRun, 'client'>): StandingChange[] {
  return client.changes.flatMap((change, index) => {
    const standing = client.standingOf(index);
    return standing ? [{ change, index, standing }] : [];
  });
}

/** Who is called what in a run. */
export function personIn({ people }: Pick<ActiveRun, 'people'>, accountId: string): Chosen {
  return people.get(accountId) ?? knownById(accountId);
}

/** The words for one change of a run. */
export function wordsOfChange({ isUndo }: Pick<ActiveRun, 'isUndo'>, { action }: Change): ActionWords {
  return wordsOf(action, isUndo);
}

/** How changes are counted by what they do. */
export function countActions(changes: readonly Change[]): Record<Action, number> {
  const actions: Record<Action, number> = { add: 0, remove: 0 };
  for (const { action } of changes) actions[action] += 1;
  return actions;
}
