import { otherProductIn } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { ListContent, ListProse, ListRow, ListTable, UnreadableLine } from '../listContent';
import type { Mention, Mentions, Omission, OmissionReason } from '../mention';
import { excerptOf } from '../read/excerptOf';
import { actionIn } from './actionsIn';
import type { GroupTest } from './groupsIn';
import { isNoPerson } from './memberTypes';
import { accountIdsIn, addressesIn } from './peopleInCell';
import type { Day, RowFilter } from './rowFilter';
import { compileFilters } from './rowFilters';
import { cellText, rawCell, saysNothing, weighRow } from './tableCells';
import type { ColumnRoles, NameColumns } from './tableColumns';

/** A text or a file of a list, with what the admin settled for it. */
export interface ListInput {
  content: ListContent;
  /** None of running text. */
  roles: ColumnRoles;
  filters: readonly RowFilter[];
  /** `lookUp`: its people are not meant; it only tells which account an address belongs to. */
  use: 'people' | 'lookUp';
}

export interface MentionOptions {
  /** The admin's. */
  today: Day;
  /** Rows of tables with a column of groups are about one that passes, or left out; those that name no group count. */
  isGroupWanted?: GroupTest;
}

/** Of what is shown of a line, UTF-16 units. */
const TEXT_LENGTH = 60;

/**
 * The people that the rows and the text of a list are about. Each line of those that are used for people is a mention, several, or an
 * omission; `file` is the number of the input. Some 5 µs a row.
 */
export async function mentionsOf(
  inputs: readonly ListInput[],
  options: MentionOptions,
  pause: Pause,
): Promise<Mentions> {
  const mentions: Mention[] = [];
  const omissions: Omission[] = [];
  let lines = 0;
  for (const [file, input] of inputs.entries()) {
    if (input.use !== 'people') continue;
    const { content } = input;
    switch (content.kind) {
      case 'prose':
        lines += await readProse(content, file, { mentions, omissions }, pause);
        break;
      case 'table':
        lines += await readTable(content, file, input, options, { mentions, omissions }, pause);
    }
  }
  return { mentions, omissions, lines };
}

/** What is read so far. */
interface Bins {
  mentions: Mention[];
  omissions: Omission[];
}

/** @returns its lines */
async function readProse(
  { mentions, unreadable }: ListProse,
  file: number,
  bins: Bins,
  pause: Pause,
): Promise<number> {
  const lines = new Set<number>();
  await forEachWithPauses(mentions, pause, (mention) => {
    lines.add(mention.line);
    bins.mentions.push({ file, ...mention });
  });
  await forEachWithPauses(unreadable, pause, (one) => {
    lines.add(one.line);
    bins.omissions.push({ file, line: one.line, text: one.excerpt, why: reasonOf(one) });
  });
  return lines.size;
}

/** @returns its lines */
async function readTable(
  { rows, unreadable }: ListTable,
  file: number,
  { roles, filters }: ListInput,
  { today, isGroupWanted }: MentionOptions,
  { mentions, omissions }: Bins,
  pause: Pause,
): Promise<number> {
  const passes = compileFilters(filters, today);
  const isAboutGroup = compileGroup(roles, isGroupWanted);
  const omit = ({ line, cells }: ListRow, why: OmissionReason) =>
    omissions.push({ file, line, text: textOf(cells, roles), why });
  const read = (row: ListRow) => {
    const { cells } = row;
    if (!passes(cells)) omit(row, 'filtered');
    else if (!isAboutGroup(cells)) omit(row, 'otherGroup');
    else if (isNoPerson(cellText(cells, roles.memberType))) omit(row, 'notAPerson');
    else {
      const found = peopleIn(cells, roles);
      if (found.length === 0) omit(row, hasOtherId(cells, roles) ? 'otherProduct' : 'unreadable');
      else for (const person of found) mentions.push(mentionOf(row, file, roles, person));
    }
  };
  await forEachWithPauses(rows, pause, read, weighRow);
  await forEachWithPauses(unreadable, pause, (one) => {
    omissions.push({ file, line: one.line, text: one.excerpt, why: reasonOf(one) });
  });
  return rows.length + unreadable.length;
}

function reasonOf({ otherProduct, isOtherRole }: UnreadableLine): OmissionReason {
  if (isOtherRole) return 'otherRole';
  return otherProduct === undefined ? 'unreadable' : 'otherProduct';
}

type NamedPerson = Pick<Mention, 'accountId' | 'email' | 'name'>;

/**
 * The people of a row: one by all that it says of them, or several where a cell names several. An id may stand where
 * addresses do, and the other way round.
 */
function peopleIn(cells: readonly string[], roles: ColumnRoles): readonly NamedPerson[] {
  // The apostrophe tells a sign that belongs to an address from one that stands before it.
  const [idCell, emailCell] = [rawCell(cells, roles.accountId), rawCell(cells, roles.email)];
  const written = nameIn(cells, roles.name);
  const ids = firstFilled(
    () => accountIdsIn(idCell),
    () => accountIdsIn(emailCell),
  );
  if (ids.length > 1) return ids.map((accountId) => ({ accountId }));
  const emails = firstFilled(
    () => addressesIn(emailCell),
    () => addressesIn(idCell),
    () => addressesIn(written),
  );
  const [accountId] = ids;
  if (emails.length > 1)
    return accountId === undefined ? emails.map((email) => ({ email })) : [{ accountId }];
  const [email] = emails;
  const name = isName(written) ? written : undefined;
  if (accountId === undefined && email === undefined && name === undefined) return [];
  return [
    {
      ...(accountId !== undefined && { accountId }),
      ...(email !== undefined && { email }),
      ...(name !== undefined && { name }),
    },
  ];
}

function firstFilled(...ways: readonly (() => readonly string[])[]): readonly string[] {
  for (const find of ways) {
    const found = find();
    if (found.length > 0) return found;
  }
  return [];
}

function nameIn(cells: readonly string[], columns: NameColumns | undefined): string {
  if (columns === undefined) return '';
  if ('full' in columns) return cellText(cells, columns.full);
  const [first, last] = [cellText(cells, columns.first), cellText(cells, columns.last)];
  return [first, last].filter((part) => !saysNothing(part)).join(' ');
}

/** Names are no longer, UTF-16 units. */
const LONGEST_NAME = 500;

function isName(text: string): boolean {
  return (
    text.length <= LONGEST_NAME &&
    !saysNothing(text) &&
    !text.includes('@') &&
    /\p{L}/u.test(text) &&
    otherProductIn(text) === undefined
  );
}

function mentionOf(
  { line, cells }: ListRow,
  file: number,
  { groupId: idColumn, groupName: nameColumn, action: actionColumn }: ColumnRoles,
  person: NamedPerson,
): Mention {
  const { accountId, email, name } = person;
  const mention: Mention = {
    file,
    line,
    text: wordsFor(name ?? '', email ?? '') || (accountId ?? ''),
    ...person,
  };
  const [groupId, groupName] = [cellText(cells, idColumn), cellText(cells, nameColumn)];
  if (groupId !== '') mention.groupId = groupId;
  if (groupName !== '') mention.groupName = groupName;
  const action = actionIn(cells, actionColumn);
  if (action) mention.action = action;
  return mention;
}

/** Whether rows are about a group, or about none. */
function compileGroup(
  { groupId, groupName }: ColumnRoles,
  isGroupWanted: GroupTest | undefined,
): (cells: readonly string[]) => boolean {
  if (isGroupWanted === undefined) return () => true;
  return (cells) => {
    const [id, name] = [cellText(cells, groupId), cellText(cells, groupName)];
    return (id === '' && name === '') || isGroupWanted({ id, name });
  };
}

/** Whether a row has another product's id for a person. The id of a group has the same shape in some. */
function hasOtherId(cells: readonly string[], { groupId, groupName }: ColumnRoles): boolean {
  return cells.some(
    (_, column) =>
      column !== groupId && column !== groupName && otherProductIn(cellText(cells, column)) !== undefined,
  );
}

/** What tells a row that is left out: the person that it names, else its beginning. */
function textOf(cells: readonly string[], roles: ColumnRoles): string {
  const person = wordsFor(nameIn(cells, roles.name), cellText(cells, roles.email));
  if (person !== '') return person;
  let text = '';
  for (const [column] of cells.entries()) {
    const cell = cellText(cells, column);
    if (cell !== '') text += text === '' ? cell : `, ${cell}`;
    if (text.length > TEXT_LENGTH) break;
  }
  return shorten(text);
}

/** `Name <address>`, or the one there is. */
function wordsFor(name: string, email: string): string {
  if (name === '' || email === '') return shorten(name || email);
  return shorten(`${name} <${email}>`);
}

function shorten(text: string): string {
  return text.length <= TEXT_LENGTH && !/[\r\n\t]/.test(text) ? text : excerptOf(text);
}
