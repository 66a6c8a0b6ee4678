import type { Change, Group } from '../../../../src/contract';
import { CHANGE_COLUMNS, csvFileName, csvWithPauses } from '../csv/csv';
import type { CsvFile } from '../csv/useSaveCsv';
import { isKnown, type Chosen } from '../directory/chosen';
import { createPause } from '../host/createPause';
import { isVisible, nameOrId } from '../ui/visibleText';
import type { Effect } from './effects';
import { effectText } from './effectWords';
import { entraAddressOf } from './entraAddress';
import { REASON_WORDS } from './leftOutWords';
import type { LeftOut } from './plan';
import { planMessages } from './planMessages';
import type { PlanEntry } from './preparedPlan';

/** What files about a plan are told of it. */
export interface FileFacts {
  personOf: (accountId: string) => Chosen;
  /** By id, as far as they are known. */
  groups: ReadonlyMap<string, Group>;
  /** Names of the files of a list, in order; none after a reload. */
  files: readonly string[];
  now: Date;
}

/** All changes of a plan as a CSV file, in its order, with what the people keep or lose and where each change stood. */
export async function planFile(
  entries: readonly PlanEntry[],
  effectOf: (entry: PlanEntry) => Effect,
  facts: FileFacts,
): Promise<CsvFile> {
  const header = [...CHANGE_COLUMNS, ...titles('csvGroup', 'csvEffect', 'csvLine', 'csvFile')];
  const rowOf = (entry: PlanEntry) => [
    ...changeCells(entry, facts),
    ...[groupName(entry, facts), effectText(effectOf(entry)), ...placeCells(entry, facts)],
  ];
  return {
    name: csvFileName(groupsIn(entries, facts), planMessages.text('exportName'), facts.now),
    parts: await csvWithPauses(header, entries, rowOf, createPause()),
  };
}

/** What was left out as a CSV file, by file and line, with what stood there and the reason. */
export async function leftOutFile(leftOut: readonly LeftOut[], facts: FileFacts): Promise<CsvFile> {
  const header = [...CHANGE_COLUMNS, ...titles('csvGroup', 'csvLine', 'csvFile', 'csvText', 'csvReason')];
  const rowOf = (one: LeftOut) => [
    ...changeCells(one, facts),
    ...[groupName(one, facts), ...placeCells(one, facts)],
    ...[one.text ?? '', planMessages.text(REASON_WORDS[one.reason])],
  ];
  return {
    name: csvFileName(groupsIn(leftOut, facts), planMessages.text('fileName'), facts.now),
    parts: await csvWithPauses(header, [...leftOut].sort(byLine), rowOf, createPause()),
  };
}

/** Changes in a group of an identity provider as a CSV file with addresses and ids, for those who make them there. */
export async function addressesFile(changes: readonly Change[], facts: FileFacts): Promise<CsvFile> {
  const header = [...CHANGE_COLUMNS, ...titles('csvGroup')];
  const rowOf = (change: Change) => [...changeCells(change, facts), groupName(change, facts)];
  return {
    name: providerFileName('providerFileName', changes, facts),
    parts: await csvWithPauses(header, changes, rowOf, createPause()),
  };
}

/**
 * Header of the files from which Microsoft Entra removes members of a group, and adds some, and nothing before it. Source:
 * learn.microsoft.com/entra/identity/users/groups-bulk-remove-members, "CSV template structure": the templates for members
 * begin with this header, and must not be given the row `version:v1.0` of other templates.
 */
const ENTRA_COLUMNS = ['Member object ID or user principal name [memberObjectIdOrUpn] Required'];

/**
 * Changes in one group, all of one action, as the file that Microsoft Entra takes: an address a row. Not as a spreadsheet
 * wants it: without a byte order mark, and no cell is changed. Who has no address that can be written so is left out.
 */
export function entraFile(changes: readonly Change[], facts: FileFacts): CsvFile {
  const addresses = changes.flatMap(({ accountId }) => entraAddressOf(facts.personOf(accountId)) ?? []);
  return {
    name: providerFileName('entraFileName', changes, facts),
    parts: [[...ENTRA_COLUMNS, ...addresses, ''].join('\r\n')],
  };
}

/** What a change is in part. */
type PartOfChange = Partial<Change>;

/** Cells under `CHANGE_COLUMNS`; empty where something is not known. */
function changeCells({ accountId, action, groupId }: PartOfChange, { personOf }: FileFacts): string[] {
  const person = accountId === undefined ? undefined : personOf(accountId);
  const known = person && isKnown(person) ? person : undefined;
  const name = known && isVisible(known.displayName) ? known.displayName : '';
  return [accountId ?? '', name, known?.email ?? '', action ?? '', groupId ?? ''];
}

function groupName({ groupId }: PartOfChange, { groups }: FileFacts): string {
  return groupId === undefined ? '' : nameOrId(groups.get(groupId) ?? { id: groupId, name: '' });
}

/** Line and file. */
function placeCells({ file, line }: Pick<LeftOut, 'file' | 'line'>, { files }: FileFacts): string[] {
  return [
    line === undefined ? '' : String(line),
    file === undefined ? '' : (files[file] ?? String(file + 1)),
  ];
}

/** The name of the one group that all of these are in; else that they are changes. */
function groupsIn(all: readonly PartOfChange[], facts: FileFacts): string {
  const groupIds = new Set(all.flatMap(({ groupId }) => groupId ?? []));
  const [groupId] = groupIds;
  return groupId !== undefined && groupIds.size === 1
    ? groupName({ groupId }, facts)
    : planMessages.text('fileOfSeveral');
}

function providerFileName(
  what: 'entraFileName' | 'providerFileName',
  changes: readonly Change[],
  facts: FileFacts,
): string {
  const action = changes[0]?.action ?? 'remove';
  return csvFileName(groupsIn(changes, facts), planMessages.text(what, { action }), facts.now);
}

type Title = 'csvGroup' | 'csvEffect' | 'csvLine' | 'csvFile' | 'csvText' | 'csvReason';

function titles(...ids: readonly Title[]): string[] {
  return ids.map((id) => planMessages.text(id));
}

/** What comes from no line stands last. */
function byLine(a: LeftOut, b: LeftOut): number {
  if (a.line === undefined || b.line === undefined) {
    return Number(a.line === undefined) - Number(b.line === undefined);
  }
  return (a.file ?? 0) - (b.file ?? 0) || a.line - b.line;
}
