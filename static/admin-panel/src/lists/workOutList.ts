import type { Action } from '../../../../src/contract';
import type { Pause } from '../host/createPause';
import { forEachWithPauses } from '../host/work';
import { actionsIn } from './columns/actionsIn';
import { addressBookOf } from './columns/addressBook';
import { createGroupTest, groupsIn, keyOfGroups, type GroupInList } from './columns/groupsIn';
import { mentionsOf, type ListInput } from './columns/mentionsOf';
import type { Day } from './columns/rowFilter';
import type { AddressBook } from './match/listKnowledge';
import type { Mentions } from './mention';

/** A list as far as the admin has settled what its columns say. */
export interface ListWork {
  inputs: readonly ListInput[];
  /** What each is called, in the same order. */
  names: readonly string[];
  today: Day;
  /** Only rows about it count; rows that are about no group do. */
  onlyGroup: { id: string; name: string } | undefined;
  /** `keyOfGroups` of the groups whose rows count all the same, where none is about it; empty for none. */
  otherGroups: string;
}

/** What stands in a list, before anyone is looked up. */
export interface WorkedOutList {
  mentions: Mentions;
  /** Account ids by email address, of files that have both. */
  book: AddressBook;
  groups: readonly GroupInList[];
  /** The same, where a group is wanted and is none of them; undefined where it is one, or no row is about a group. */
  otherGroups: readonly GroupInList[] | undefined;
  /** What rows say is to be done, rows that are left out included. */
  actions: ReadonlySet<Action>;
  /** The same of the rows that count. */
  countedActions: ReadonlySet<Action>;
  names: readonly string[];
  /** Rows that a filter leaves out, of each input. */
  filtered: readonly number[];
}

/** Finds the people that tables and texts mention. */
export async function workOutList(
  { inputs, names, today, onlyGroup, otherGroups: taken }: ListWork,
  pause: Pause,
): Promise<WorkedOutList> {
  const groups = await groupsIn(inputs, pause);
  const isGroupWanted = onlyGroup && createGroupTest(onlyGroup, groups);
  const isOther = isGroupWanted !== undefined && !groups.some(isGroupWanted);
  const otherGroups = isOther && groups.length > 0 ? groups : undefined;
  const areAllWanted = otherGroups !== undefined && keyOfGroups(otherGroups) === taken;
  const mentions = await mentionsOf(
    inputs,
    { today, ...(isGroupWanted && !areAllWanted && { isGroupWanted }) },
    pause,
  );
  const filtered = inputs.map(() => 0);
  for (const { why, file } of mentions.omissions) {
    if (why === 'filtered') filtered[file] = (filtered[file] ?? 0) + 1;
  }
  const actions = await actionsIn(inputs, pause);
  const countedActions = new Set<Action>();
  await forEachWithPauses(mentions.mentions, pause, ({ action }) => {
    if (action) countedActions.add(action);
  });
  const book = await addressBookOf(inputs, pause);
  return { mentions, book, groups, otherGroups, actions, countedActions, names, filtered };
}
