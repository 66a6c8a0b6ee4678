import type { Group } from '../../../../src/contract';
import { csvFileName, csvOf } from '../csv/csv';
import { REASON_WORDS } from './leftOutWords';
import type { LeftOut } from './plan';
import { planMessages } from './planMessages';

/** What was left out as a CSV file, in order: line, text, account id, group, reason. @param groups by id */
export function leftOutFile(
  leftOut: readonly LeftOut[],
  groups: ReadonlyMap<string, Group>,
  now: Date,
): { name: string; text: string } {
  const header = [
    planMessages.text('csvLine'),
    planMessages.text('csvText'),
    planMessages.text('csvAccountId'),
    planMessages.text('csvGroup'),
    planMessages.text('csvReason'),
  ];
  const rows = leftOut.map(({ line, text = '', accountId = '', groupId, reason }) => [
    line === undefined ? '' : String(line),
    text,
    accountId,
    nameIn(groups, groupId),
    planMessages.text(REASON_WORDS[reason]),
  ]);
  const groupIds = new Set(leftOut.flatMap(({ groupId }) => groupId ?? []));
  const [groupId] = groupIds;
  const about = groupIds.size === 1 ? nameIn(groups, groupId) : planMessages.text('fileOfSeveral');
  return { name: csvFileName(about, planMessages.text('fileName'), now), text: csvOf(header, rows) };
}

function nameIn(groups: ReadonlyMap<string, Group>, groupId: string | undefined): string {
  return groupId === undefined ? '' : (groups.get(groupId)?.name ?? groupId);
}
