import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { ListRow } from '../listContent';
import { comparableName } from '../match/comparableName';
import type { ListInput } from './mentionsOf';
import { addressesIn } from './peopleInCell';
import { cellText, rawCell, weighRow } from './tableCells';

/** A file or text, as far as what it is for depends on it. */
type UseInput = Pick<ListInput, 'content' | 'roles' | 'filters'>;

/** Share of the people of another source that a file has to know, so that it is taken for a directory of them. */
const KNOWN = 0.5;

/**
 * What each of several sources is for, before the admin has said. A file with account ids and addresses only tells who the
 * people of a source without ids are, where it has at least half of these: together the two would name no one that
 * the file does not name alone. One whose rows the admin has filtered names people of its own, and so does one that knows few of
 * the others. Reads each row at most once for each such source.
 */
export async function proposeUses(inputs: readonly UseInput[], pause: Pause): Promise<ListInput['use'][]> {
  const uses = inputs.map((): ListInput['use'] => 'people');
  const mayTell = inputs.map((input) => hasBoth(input) && input.filters.length === 0);
  if (!mayTell.includes(true)) return uses;
  for (const input of inputs) {
    const people = await peopleWithoutIds(input, pause);
    const count = people.addresses.size + people.names.size;
    if (count === 0) continue;
    for (const [place, file] of inputs.entries()) {
      if (mayTell[place] !== true || uses[place] === 'lookUp') continue;
      if ((await countKnown(file, people, pause)) >= KNOWN * count) uses[place] = 'lookUp';
    }
  }
  return uses;
}

/** Whether a source has account ids beside addresses, so that it can tell whose an address is. */
export function hasBoth({ content, roles }: Pick<ListInput, 'content' | 'roles'>): boolean {
  return content.kind === 'table' && roles.accountId !== undefined && roles.email !== undefined;
}

/** People by address in lower case, those without one by name as it is compared. */
interface NamedPeople {
  addresses: Set<string>;
  names: Set<string>;
}

/** The people of a source that has no ids; none of one that has. */
async function peopleWithoutIds({ content, roles }: UseInput, pause: Pause): Promise<NamedPeople> {
  const people: NamedPeople = { addresses: new Set(), names: new Set() };
  const note = (emails: readonly string[], name: string) => {
    for (const email of emails) people.addresses.add(email);
    if (emails.length === 0 && name !== '') people.names.add(comparableName(name));
  };
  switch (content.kind) {
    case 'prose':
      if (content.mentions.some(({ accountId }) => accountId !== undefined)) break;
      await forEachWithPauses(content.mentions, pause, ({ email, name = '' }) =>
        note(email === undefined ? [] : [email.toLowerCase()], name),
      );
      break;
    case 'table':
      if (roles.accountId !== undefined) break;
      await forEachWithPauses(
        content.rows,
        pause,
        ({ cells }) => note(addressesIn(rawCell(cells, roles.email)), nameIn(cells, roles)),
        weighRow,
      );
  }
  return people;
}

/** How many of these people stand in a table. */
async function countKnown(
  { content, roles }: UseInput,
  { addresses, names }: NamedPeople,
  pause: Pause,
): Promise<number> {
  if (content.kind === 'prose') return 0;
  const known = { addresses: new Set<string>(), names: new Set<string>() };
  const read = ({ cells }: ListRow) => {
    for (const email of addressesIn(rawCell(cells, roles.email)))
      if (addresses.has(email)) known.addresses.add(email);
    if (names.size === 0) return;
    const name = comparableName(nameIn(cells, roles));
    if (names.has(name)) known.names.add(name);
  };
  await forEachWithPauses(content.rows, pause, read, weighRow);
  return known.addresses.size + known.names.size;
}

function nameIn(cells: readonly string[], { name }: UseInput['roles']): string {
  if (name === undefined) return '';
  if ('full' in name) return cellText(cells, name.full);
  return `${cellText(cells, name.first)} ${cellText(cells, name.last)}`.trim();
}
