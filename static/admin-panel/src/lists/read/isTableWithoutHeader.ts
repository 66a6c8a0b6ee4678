import { accountIdsIn, addressesIn } from '../columns/peopleInCell';

/** Share of the rows that have to be alike. */
const ALIKE = 0.8;

type People = readonly (string | undefined)[];

/**
 * Whether rows without a header are a table, where that matters: two of its columns name different people, and one of them
 * the same ones again and again, as a column of managers does. Columns that name other people on each line are a list of all
 * of them.
 */
export function isTableWithoutHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = []] = rows;
  const areAlike = rows.filter((cells) => cells.length === first.length).length >= ALIKE * rows.length;
  if (rows.length < 2 || first.length < 2 || !areAlike) return false;
  const naming = first
    .map((_, column) => rows.map((cells) => onlyPerson(cells[column] ?? '')))
    .filter((people) => named(people).length >= ALIKE * rows.length);
  const repeated = naming.filter(hasRepeated);
  const unique = naming.filter((people) => !hasRepeated(people));
  return unique.some((people) => repeated.some((others) => areDifferent(people, others)));
}

/** The only person a cell names, and by what. */
function onlyPerson(cell: string): string | undefined {
  const people = [...accountIdsIn(cell), ...addressesIn(cell)];
  return people.length === 1 ? people[0] : undefined;
}

function named(people: People): string[] {
  return people.filter((one) => one !== undefined);
}

function hasRepeated(people: People): boolean {
  const all = named(people);
  return new Set(all).size <= ALIKE * all.length;
}

/** Whether most rows name one person here and another there, both by address or both by id. */
function areDifferent(some: People, others: People): boolean {
  const isPair = (one: string | undefined, other: string | undefined) =>
    one !== other && one?.includes('@') === other?.includes('@');
  return some.filter((one, place) => isPair(one, others[place])).length > ALIKE * some.length;
}
