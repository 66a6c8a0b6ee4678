import type { RunGroup, RunRecord } from '../../../../src/contract';
import { groupMessages } from '../directory/groupMessages';
import { nameOrId } from '../ui/visibleText';
import type { ActiveRun } from './activeRun';

/** What groups are called in a sentence: the name of one, else how many they are. */
export function groupsText(names: readonly string[]): string {
  const [name = ''] = names;
  return names.length === 1 ? name : groupMessages.text('groupCount', { count: names.length });
}

/** What the groups of the page's run are called. */
export function namesOfGroups({ groups }: Pick<ActiveRun, 'groups'>): string[] {
  return [...groups.values()].map(({ name }) => name);
}

/** What one of them is called. */
export function nameOfGroup({ groups }: Pick<ActiveRun, 'groups'>, groupId: string): string {
  return groups.get(groupId)?.name ?? groupId;
}

/** What a group of a run in the history is called, or was then. */
export function nameOfRecordedGroup({ groupId, name = '' }: RunGroup): string {
  return nameOrId({ id: groupId, name });
}

/** What the groups of a run in the history are called, or were then. */
export function namesOfRecordedGroups({ groups }: Pick<RunRecord, 'groups'>): string[] {
  return groups.map(nameOfRecordedGroup);
}
