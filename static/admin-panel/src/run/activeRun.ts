import type { Action, Change, Group, Membership, Person } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import { isKnown, knownById, type Chosen } from '../directory/chosen';
import type { RunClient } from './runClient';
import { changeKindOf, kindOfChanges, type ChangeKind, type RunKind } from './runKind';

/** A run, and what the page knows of its people and groups. */
export interface ActiveRun {
  client: RunClient;
  /** By id, in the plan's order; by their ids where no name is known. */
  groups: ReadonlyMap<string, Group>;
  /** It takes changes of another run back. */
  isUndo: boolean;
  /** What it does as a whole. */
  kind: RunKind;
  /** By account id, as far as they are known; a run that is taken up again knows account ids only. */
  people: ReadonlyMap<string, Person>;
  /**
   * ms since the epoch. 0 for one that is taken up again: whatever list of its groups there is, it may have been read
   * while they were being changed.
   */
  startedAt: number;
  /** Where the plan has a membership, if it is about it. */
  indexOf: (membership: Membership) => number | undefined;
}

/** A run to begin: changes of any groups, of each membership one. */
export interface WantedRun {
  changes: readonly Change[];
  groups: readonly Group[];
  /** By account id. */
  people: ReadonlyMap<string, Chosen>;
  /** The run whose changes it takes back, and which: their places there, rising, one for each change in order. */
  undoes?: { runId: string; changes: readonly number[] };
  /** Why, in the admin's words. */
  reason?: string;
  /** When the memberships that it adds are to end, ms since the epoch. */
  until?: number;
}

/** What a run to begin does as a whole. */
export function kindOfWanted({ changes, groups, undoes }: WantedRun): RunKind {
  return kindOfChanges(countActions(changes), groups.length, undoes !== undefined);
}

/** What the page knows of a run beside its changes. */
interface AboutRun {
  groups: readonly Group[];
  people: Iterable<Chosen>;
  isUndo: boolean;
  startedAt: number;
}

/** What the page has of a run that `client` drives. */
export function activeRun(client: RunClient, about: AboutRun): ActiveRun {
  return { client, ...activeRunOf(client.changes, about) };
}

/** The same of changes before anything drives them: of 50,000 it is a task of its own. */
export function activeRunOf(
  changes: readonly Change[],
  { groups, people, isUndo, startedAt }: AboutRun,
): Omit<ActiveRun, 'client'> {
  const names = new Map(groups.map((group) => [group.id, group]));
  const places = placesIn(changes);
  const changed = [...places.keys()].map((id) => names.get(id) ?? { id, name: id });
  return {
    ...{ isUndo, startedAt },
    groups: new Map(changed.map((group) => [group.id, group])),
    people: knownAmong(people),
    kind: kindOfChanges(countActions(changes), changed.length, isUndo),
    indexOf: ({ groupId, accountId }) => places.get(groupId)?.get(accountId),
  };
}

/** Where the plan has each membership, by group id and account id: no key is made of 50,000 of them. */
function placesIn(changes: readonly Change[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const places = new Map<string, Map<string, number>>();
  for (const [index, { groupId, accountId }] of changes.entries()) {
    const inGroup = places.get(groupId);
    if (inGroup) inGroup.set(accountId, index);
    else places.set(groupId, new Map([[accountId, index]]));
  }
  return places;
}

function knownAmong(people: Iterable<Chosen>): ReadonlyMap<string, Person> {
  const known = new Map<string, Person>();
  for (const person of people) if (isKnown(person)) known.set(person.accountId, person);
  return known;
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

/** Whose membership the page's run has changed, each once, in the plan's order. */
export function peopleDoneIn(run: Pick<ActiveRun, 'client'>): string[] {
  const done = standingsOf(run).filter(({ standing }) => standing.status === 'done');
  return [...new Set(done.map(({ change }) => change.accountId))];
}

/** Who is called what in a run. */
export function personIn({ people }: Pick<ActiveRun, 'people'>, accountId: string): Chosen {
  return people.get(accountId) ?? knownById(accountId);
}

/** What one change of a run does. */
export function kindOfChange({ isUndo }: Pick<ActiveRun, 'isUndo'>, change: Change): ChangeKind {
  return changeKindOf(change, isUndo);
}

/** How changes are counted by what they do. */
export function countActions(changes: readonly Change[]): Record<Action, number> {
  const actions: Record<Action, number> = { add: 0, remove: 0 };
  for (const { action } of changes) actions[action] += 1;
  return actions;
}
