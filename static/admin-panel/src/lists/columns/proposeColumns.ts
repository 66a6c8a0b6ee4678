import { otherProductIn } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import type { ListRow, ListTable } from '../listContent';
import { comparableName } from '../match/comparableName';
import { isNameLike } from '../read/isNameLike';
import { isNameFor, isOthersName, isWeakName, type ColumnMeaning } from './columnNames';
import { memberTypesIn } from './memberTypes';
import { accountIdsIn, addressesIn } from './peopleInCell';
import { pickColumn, type ColumnCandidate, type ColumnPick } from './pickColumn';
import { cellText, cutCells, sampleRows } from './tableCells';
import type {
  ColumnContent,
  ColumnFacts,
  ColumnProposal,
  ColumnRoles,
  NameColumns,
  PersonRole,
} from './tableColumns';

/** Rows that are enough to tell whether two columns name the same people: some 10 ms for a wide table. */
const SAMPLE_ROWS = 400;

/** Of a cell, UTF-16 units: enough for the person it names first. */
const SAMPLE_LENGTH = 250;
/** Columns for one role that are compared, each with each. */
const MOST_CANDIDATES = 30;

/** A table, with the rows that are looked at. */
interface TableSample {
  table: ListTable;
  facts: readonly ColumnFacts[];
  /** Long cells are cut. */
  sample: readonly ListRow[];
  /** Awaited between columns. */
  pause: Pause;
}

/**
 * What the columns of a table are taken for: by what their cells are, and by their names where several fit. A role stays
 * open where columns name different people. Looks at 400 rows at most, and whether one column of all of them has
 * an empty cell.
 * @param facts of `describeColumns`
 */
export async function proposeColumns(
  table: ListTable,
  facts: readonly ColumnFacts[],
  pause: Pause,
): Promise<ColumnProposal> {
  const sample = sampleRows(table.rows, SAMPLE_ROWS).map((row) => cutCells(row, SAMPLE_LENGTH));
  const sampled: TableSample = { table, facts, sample, pause };
  const aboutGroups = await proposeOthers(sampled);
  const used = new Set(Object.values(aboutGroups));
  const isFree = ({ column }: ColumnFacts) => !used.has(column);
  const free = { ...sampled, facts: facts.filter(isFree) };

  const ids = await candidatesWith('accountId', free);
  const addresses = await candidatesWith('email', free);
  const names = await nameCandidates(free);
  const accountId = pickColumn(ids, 'accountId');
  await pause();
  const email = pickColumn(addresses, 'email');
  await pause();
  const name = await proposeName(free);

  const roles: ColumnRoles = { ...aboutGroups };
  const open: { role: PersonRole; candidates: readonly number[] }[] = [];
  if (accountId.is === 'clear') roles.accountId = accountId.column;
  if (email.is === 'clear') roles.email = email.column;
  if (name.is === 'clear') roles.name = name.columns;
  const hasAllIds = accountId.is === 'clear' && areAllFilled(sampled, accountId.column);
  const isNamed = Object.keys(roles).some((role) => role === 'accountId' || role === 'email');
  leaveOpen('accountId', accountId, isNamed || roles.name !== undefined, open);
  if (!hasAllIds) leaveOpen('email', email, isNamed || roles.name !== undefined, open);
  if (name.is === 'open' && !isNamed && open.length === 0)
    open.push({ role: 'name', candidates: name.candidates });
  return {
    ...{ roles, open },
    candidates: {
      accountId: ids.map(({ column }) => column),
      email: addresses.map(({ column }) => column),
      name: names.filter((column) => !isPartOf(column, roles.name)),
    },
  };
}

/** Half of a name is none that people are found by. */
function isPartOf(column: number, name: NameColumns | undefined): boolean {
  return name !== undefined && 'first' in name && (column === name.first || column === name.last);
}

/** @param isNamed another column names the person of a row, so that one called after a manager, say, is not needed */
function leaveOpen(
  role: PersonRole,
  choice: ColumnPick,
  isNamed: boolean,
  open: { role: PersonRole; candidates: readonly number[] }[],
): void {
  if (choice.is === 'open' || (choice.is === 'others' && !isNamed)) {
    open.push({ role, candidates: choice.columns });
  }
}

/** Columns that say something else than who it is. */
async function proposeOthers({
  facts,
  sample,
  pause,
}: TableSample): Promise<Pick<ColumnRoles, 'groupId' | 'groupName' | 'action' | 'memberType'>> {
  const named = (
    meaning: ColumnMeaning,
    contents: readonly ColumnContent[],
    others: readonly (number | undefined)[],
  ) =>
    facts.find(
      ({ column, title, content }) =>
        contents.includes(content) && isNameFor(meaning, title) && !others.includes(column),
    )?.column;
  const few = facts.filter(({ content }) => content === 'words' || content === 'text' || content === 'name');
  let [action, memberType]: [number | undefined, number | undefined] = [undefined, undefined];
  for (const { column, title } of few) {
    await pause();
    if (action === undefined && saysActions(sample, column)) action = column;
    if (memberType === undefined && saysTypes(sample, column, title)) memberType = column;
  }
  const taken = [action, memberType];
  const ids = named('groupId', ['otherId', 'text', 'words', 'number', 'name'], taken);
  const unnamedIds = facts.find(
    ({ content, title }) => content === 'otherId' && isNameFor('groupName', title),
  );
  const idColumn = ids ?? unnamedIds?.column;
  // A group that Okta pushes has an id of its own in Confluence, and the same name.
  const groupId = idColumn !== undefined && areOktaGroups(sample, idColumn) ? undefined : idColumn;
  const groupName = named('groupName', ['text', 'words', 'name', 'number'], [...taken, idColumn]);
  const areOfOneGroup = [groupId, groupName].every(
    (column) => column === undefined || !hasSeveral(sample, column),
  );
  return {
    ...(action !== undefined && { action }),
    ...(memberType !== undefined && { memberType }),
    ...(groupId !== undefined && areOfOneGroup && { groupId }),
    ...(groupName !== undefined && areOfOneGroup && { groupName }),
  };
}

/** Whether cells list several groups: their parts stand in different cells, and a name with a comma in it does not. */
function hasSeveral(sample: readonly ListRow[], column: number): boolean {
  const cells = new Set(sample.map(({ cells: row }) => cellText(row, column)));
  const counts = new Map<string, number>();
  const partsOf = (cell: string) =>
    cell
      .split(/[,;|\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  for (const cell of cells)
    for (const part of new Set(partsOf(cell))) counts.set(part, (counts.get(part) ?? 0) + 1);
  return [...cells].some((cell) => {
    const parts = partsOf(cell);
    return (
      parts.length > 1 &&
      parts.every((part) => (counts.get(part) ?? 0) > 1 || otherProductIn(part) !== undefined)
    );
  });
}

function saysTypes(sample: readonly ListRow[], column: number, title: string): boolean {
  const { areTypes, people, others } = memberTypesIn(sample, column);
  return areTypes && (people || others) && ((people && others) || isNameFor('memberType', title));
}

/** What Okta's ids of groups are like. */
const OKTA_GROUP = /^00g[0-9A-Za-z]{17}$/;

/** Whether all cells of a column that are filled are ids of Okta's groups. */
function areOktaGroups(sample: readonly ListRow[], column: number): boolean {
  const cells = sample.map(({ cells: row }) => cellText(row, column)).filter((text) => text !== '');
  return cells.length > 0 && cells.every((text) => OKTA_GROUP.test(text));
}

function saysActions(sample: readonly ListRow[], column: number): boolean {
  const words = sample
    .map(({ cells }) => cellText(cells, column).toLowerCase())
    .filter((text) => text !== '');
  return words.length > 0 && words.every((word) => word === 'add' || word === 'remove');
}

async function candidatesWith(
  content: 'accountId' | 'email',
  { facts, sample, pause }: TableSample,
): Promise<ColumnCandidate[]> {
  const candidates: ColumnCandidate[] = [];
  for (const { column, title } of facts.filter((one) => one.content === content).slice(0, MOST_CANDIDATES)) {
    await pause();
    const people = sample.map(({ cells }) => {
      const text = cellText(cells, column);
      // One person has the same name in the addresses of several domains.
      return content === 'email' ? addressesIn(text)[0]?.split('@')[0] : accountIdsIn(text)[0];
    });
    candidates.push({ column, title, people });
  }
  await pause();
  return candidates;
}

/** Whether each row of a table has something in a column. */
function areAllFilled({ table, sample }: TableSample, column: number): boolean {
  return (
    sample.every(({ cells }) => accountIdsIn(cellText(cells, column)).length > 0) &&
    table.rows.every(({ cells }) => (cells[column] ?? '') !== '')
  );
}

/** Columns that may hold full names. */
async function nameCandidates({ facts, sample, pause }: TableSample): Promise<readonly number[]> {
  const candidates: number[] = [];
  for (const { column, title, content } of facts) {
    const mayBe = content === 'text' || content === 'words';
    if (content === 'name' || (mayBe && isNameFor('name', title) && !isWeakName(title))) {
      candidates.push(column);
    } else if (mayBe) {
      await pause();
      const cells = sample.map((row) => cellText(row.cells, column)).filter((text) => text !== '');
      if (2 * cells.filter((text) => isNameLike(text)).length > cells.length) candidates.push(column);
    }
  }
  return candidates;
}

type NameChoice =
  { is: 'clear'; columns: NameColumns } | { is: 'open'; candidates: readonly number[] } | { is: 'none' };

async function proposeName({ facts, sample, pause }: TableSample): Promise<NameChoice> {
  const named = (meaning: ColumnMeaning) =>
    facts
      .filter(({ title, content }) => content === 'name' && isNameFor(meaning, title) && !isOthersName(title))
      .slice(0, MOST_CANDIDATES);
  const [first, last] = [named('firstName')[0]?.column, named('lastName')[0]?.column];
  const strong = named('name').filter(({ title }) => !isWeakName(title));
  const full = strong.length > 0 ? strong : named('name');
  const [only] = full;
  if (first !== undefined && last === undefined && only && !isInside(first, only.column, sample)) {
    return { is: 'clear', columns: { first, last: only.column } };
  }
  if (last !== undefined && first === undefined && only && !isInside(last, only.column, sample)) {
    return { is: 'clear', columns: { first: only.column, last } };
  }
  const whole: ColumnFacts[] = [];
  for (const one of full) {
    await pause();
    if (!full.some(({ column }) => isInside(one.column, column, sample))) whole.push(one);
  }
  await pause();
  const choice = pickColumn(
    whole.map(({ column, title }) => ({
      ...{ column, title },
      people: sample.map(({ cells }) => comparableName(cellText(cells, column)) || undefined),
    })),
    'name',
  );
  switch (choice.is) {
    case 'clear':
      return { is: 'clear', columns: { full: choice.column } };
    case 'open':
    case 'others':
      if (first === undefined || last === undefined) return { is: 'open', candidates: choice.columns };
      return { is: 'clear', columns: { first, last } };
    case 'none':
      if (first === undefined || last === undefined) return { is: 'none' };
      return { is: 'clear', columns: { first, last } };
  }
}

/** Whether a column's names are parts of those of another: `Name` beside `Vorname` is a full name or a last one. */
function isInside(part: number, whole: number, sample: readonly ListRow[]): boolean {
  let both = 0;
  let inside = 0;
  for (const { cells } of sample) {
    const [small, large] = [cellText(cells, part).toLowerCase(), cellText(cells, whole).toLowerCase()];
    if (small === '' || large === '') continue;
    both += 1;
    if (large.includes(small) && large !== small) inside += 1;
  }
  return 2 * inside > both;
}
