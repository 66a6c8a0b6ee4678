import type { RunRecord } from '../../../../src/contract';
import { number } from '../ui/number';
import type { ActiveRun } from './activeRun';

/** What groups are called in a sentence: the name of one, else how many they are. */
export function groupsText(names: readonly string[]): string {
  const [name = ''] = names;
  return names.length === 1 ? name : `${number(names.length)} groups`;
}

/** What the groups of the page's run are called. */
export function namesOfGroups({ groups }: Pick<ActiveRun, 'groups'>): string[] {
  return [...groups.values()].map(({ name }) => name);
}

/** What the groups of a run in the history are called, or were then. */
export function namesOfRecordedGroups({ groups }: Pick<RunRecord, 'groups'>): string[] {
  return groups.map(({ groupId, name }) => name ?? groupId);
}
