import fc from 'fast-check';
import type { Person } from '../../../src/contract';
import type { Encoding } from '../../support/lists/encodeText';
import { guidOf, inTurn, tableFile } from '../../support/lists/sampleFile';
import { isAccountedFor, matchFiles, outcomeByLine, personOf } from './support/matchFiles';

/** What a table of people may look like, whoever made it. */
const SEED = 20_261_128;
const RUNS = 200;

/** Rows at least, for a column that is the same in each to be told from one that is not. */
const FEWEST_ROWS = 3;

const SHORTEST_ID = 16;

type Script = 'ascii' | 'latin' | 'polish' | 'japanese' | 'any';

const NAMES: Record<Script, { first: readonly string[]; last: readonly string[] }> = {
  ascii: {
    first: ['Nadia', 'Ravi', 'Ines', 'Tom', 'Mary Ann'],
    last: ["O'Dwyer", 'Menon', 'de Wit', 'Ito-Hall'],
  },
  latin: { first: ['Søren', 'Zoë', 'Jürgen', 'Inês'], last: ['Kjærgaard', 'Peña', 'Großmann', 'Ångström'] },
  polish: { first: ['Paweł', 'Małgorzata', 'Žofie'], last: ['Żuławski', 'Święcka', 'Dvořák', 'Ötvös'] },
  japanese: { first: ['由紀', '健一', '美咲'], last: ['星野', '中島', '渡辺', '小川'] },
  any: {
    first: ['Ольга', 'אורי', 'Nguyễn', 'Søren', '由紀'],
    last: ['Ковальчук', 'לוי', 'Ánh', 'Żuk', '星野'],
  },
};

const SCRIPT_OF: Record<Encoding, Script> = {
  'utf-8': 'any',
  'utf-8 with BOM': 'any',
  'utf-16le with BOM': 'any',
  'utf-16be with BOM': 'any',
  'windows-1250': 'polish',
  'windows-1252': 'latin',
  shift_jis: 'japanese',
};
const ENCODINGS = Object.keys(SCRIPT_OF) as Encoding[];

const accountId = fc.oneof(
  fc.stringMatching(/^5[0-9a-f]{22}[0-9]$/),
  fc.uuid().map((uuid) => `557058:${uuid}`),
  fc.uuid().map((uuid) => `712020:${uuid}`),
);

interface Somebody {
  person: Person;
  first: string;
  last: string;
  /** Of the company, whether Confluence shows it or not. */
  email: string;
}

type NameColumns = 'full' | 'lastFirst' | 'parts' | undefined;

interface Shape {
  hasId: boolean;
  hasEmail: boolean;
  name: NameColumns;
  /** A name is enough. In an old code page it is not: a few letters do not tell which it is. */
  areNamesSafe: boolean;
}

const shape = fc
  .record({
    hasId: fc.boolean(),
    hasEmail: fc.boolean(),
    name: fc.constantFrom<NameColumns>('full', 'lastFirst', 'parts', undefined),
  })
  .filter(({ hasId, hasEmail, name }) => hasId || hasEmail || name !== undefined);

const mailName = fc.stringMatching(/^[a-z]{2,8}(\.[a-z0-9]{2,8})?$/);

/** People of one directory: no two have the same name, address or account id. */
const peopleIn = (script: Script, { hasId, name, areNamesSafe }: Shape) =>
  fc
    .uniqueArray(
      fc.record({
        accountId,
        first: fc.constantFrom(...NAMES[script].first),
        last: fc.constantFrom(...NAMES[script].last),
        mailName,
        isHidden: fc.boolean(),
      }),
      {
        ...{ minLength: FEWEST_ROWS, maxLength: 9 },
        comparator: (a, b) =>
          a.accountId === b.accountId ||
          a.mailName === b.mailName ||
          (a.first === b.first && a.last === b.last),
      },
    )
    .map((all) =>
      all.map(({ accountId, first, last, mailName, isHidden }): Somebody => {
        const email = `${mailName}@fjordbank.example`;
        const known = { accountId, name: `${first} ${last}`, email };
        // By an address alone nobody is found who hides it.
        const canHide = hasId || (name !== undefined && areNamesSafe);
        return { person: personOf(known, { isHidden: isHidden && canHide }), first, last, email };
      }),
    );

/** What stands in the cells of a row that tell who is meant; enough of it to tell. */
interface Row {
  who: Somebody;
  id: string;
  email: string;
  hasName: boolean;
}

/** What programs put where there is no account id. */
const NO_ID = fc.constantFrom('', '', 'null', 'none', '10442');

/** What of a row may be left out or be something else, where other cells say who it is. */
const blanks = fc.record({
  id: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: NO_ID }),
  email: fc.boolean(),
  name: fc.boolean(),
});

/** A row about somebody, who can be found by it. */
function rowAbout(
  who: Somebody,
  { hasId, hasEmail, name, areNamesSafe }: Shape,
  without: { id: string | undefined; email: boolean; name: boolean },
): Row {
  const isShown = who.person.email !== undefined;
  const byName = name !== undefined && areNamesSafe;
  const byEmail = hasEmail && isShown;
  const withId = hasId && (without.id === undefined || !(byEmail || byName));
  const id = withId ? who.person.accountId : hasId ? (without.id ?? '') : '';
  const withEmail = hasEmail && !(without.email && (withId || byName));
  const hasName = name !== undefined && !(without.name && (withId || (withEmail && isShown)));
  return { who, id, email: withEmail ? who.email : '', hasName };
}

/** Columns that name nobody who is meant. The same seed of a column makes the same cells. */
const EXTRA_COLUMNS: readonly { title: string; cell: (row: number, line: number) => string }[] = [
  { title: 'Last day', cell: (row) => inTurn(['28.11.2026', '29.11.2026', '30.11.2026'], row) },
  { title: 'Last seen in Confluence - site', cell: (row) => inTurn(['Never accessed', '12 Mar 2025'], row) },
  { title: 'Created', cell: (row) => inTurn(['2026-01-05T08:30:00Z', '', '2024-11-30T17:05:11Z'], row) },
  { title: 'Department', cell: (row) => inTurn(['Sales', 'IT', 'Sales', ''], row) },
  { title: 'Status', cell: () => 'Active' },
  { title: 'Cost center', cell: (row) => String(4_711 + row) },
  { title: 'Salary', cell: (row) => `${52 + row}.300,50` },
  { title: 'Manager', cell: () => 'the.manager@fjordbank.example' },
  { title: 'Group Email', cell: () => 'all-hands@fjordbank.example' },
  { title: 'Okta ID', cell: (row) => `00u${String(row).padStart(3, '0')}kV7tQmZ2LwXr5d7` },
  { title: 'Object ID', cell: (row) => guidOf(row) },
  { title: 'Slack ID', cell: (row) => `U0${String(row).padStart(3, '0')}K7TQMZ` },
  { title: 'Phone', cell: (row) => `+47 22 33 44 ${10 + row}` },
  { title: 'Note', cell: (row) => inTurn(['', 'laptop; badge, "keys" | more', 'see\tfile'], row) },
  { title: '', cell: () => '' },
];

const TITLES = {
  id: ['User id', 'Account ID', 'accountId', 'Atlassian ID', 'Konto', 'X'],
  email: ['email', 'E-Mail-Adresse (dienstlich)', 'Adresse', 'Contact', 'Y'],
  full: ['Name', 'Full name', 'Display name', 'User name'],
  first: ['First name', 'Vorname', 'Given name'],
  last: ['Last name', 'Nachname', 'Surname'],
};

const PREAMBLES: readonly (readonly string[])[] = [
  [],
  [''],
  ['Members for group Contractors'],
  ['People who leave', 'As of November 28', ''],
  ['version:v1.0'],
];

interface Table {
  people: readonly Somebody[];
  rows: readonly Row[];
  header: readonly string[];
  /** As in the file; `undefined` for a blank one. */
  cells: readonly (readonly string[] | undefined)[];
  file: ReturnType<typeof tableFile>;
  /** Line of each row. */
  lines: readonly number[];
}

const table: fc.Arbitrary<Table> = fc
  .record({
    encoding: fc.constantFrom(...ENCODINGS),
    shape,
    delimiter: fc.constantFrom<(',' | ';' | '\t' | '|')[]>(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom<('\n' | '\r\n' | '\r')[]>('\n', '\r\n', '\r'),
    quotes: fc.constantFrom<('where needed' | 'everywhere')[]>('where needed', 'everywhere'),
    preamble: fc.constantFrom(...PREAMBLES),
    saysSeparator: fc.boolean(),
    extras: fc.subarray([...EXTRA_COLUMNS], { maxLength: 6 }),
    order: fc.infiniteStream(fc.nat()),
    titles: fc.record({
      id: fc.constantFrom(...TITLES.id),
      email: fc.constantFrom(...TITLES.email),
      full: fc.constantFrom(...TITLES.full),
      first: fc.constantFrom(...TITLES.first),
      last: fc.constantFrom(...TITLES.last),
    }),
    isBlankAfter: fc.infiniteStream(fc.nat(7).map((number) => number === 0)),
  })
  .map(({ encoding, shape: columns, ...rest }): Layout => {
    const isOnlyNames = !columns.hasId && !columns.hasEmail;
    const inUnicode = isOnlyNames || encoding.startsWith('utf');
    return {
      ...rest,
      encoding: isOnlyNames && !encoding.startsWith('utf') ? 'utf-8 with BOM' : encoding,
      shape: { ...columns, areNamesSafe: inUnicode },
    };
  })
  .chain((layout) =>
    peopleIn(SCRIPT_OF[layout.encoding], layout.shape).chain((people) =>
      fc
        .array(fc.tuple(fc.nat(people.length - 1), blanks), { minLength: FEWEST_ROWS, maxLength: 14 })
        .map((drawn) => write(layout, people, mostlyIds(rowsAbout(people, layout.shape, drawn)))),
    ),
  );

type Drawn = readonly [index: number, without: Parameters<typeof rowAbout>[2]];

/** The first rows are about different people, for a column that is the same in each to be told from one that is not. */
function rowsAbout(people: readonly Somebody[], shape: Shape, drawn: readonly Drawn[]): Row[] {
  return drawn.flatMap(([index, without], number) => {
    const who = people[number < FEWEST_ROWS ? number : index];
    return who ? [rowAbout(who, shape, without)] : [];
  });
}

/** Four account ids at least for each cell that has something else: a column is what most of its cells are. */
function mostlyIds(rows: readonly Row[]): Row[] {
  const isOther = ({ id }: Row) => id !== '' && id.length < SHORTEST_ID;
  const others = rows.filter(isOther).length;
  const isMostly = rows.filter(({ id }) => id.length >= SHORTEST_ID).length >= 4 * others;
  return rows.map((row) => (isMostly || !isOther(row) ? row : { ...row, id: '' }));
}

interface Layout {
  encoding: Encoding;
  shape: Shape;
  delimiter: ',' | ';' | '\t' | '|';
  lineEnd: '\n' | '\r\n' | '\r';
  quotes: 'where needed' | 'everywhere';
  preamble: readonly string[];
  saysSeparator: boolean;
  extras: readonly (typeof EXTRA_COLUMNS)[number][];
  order: fc.Stream<number>;
  titles: Record<keyof typeof TITLES, string>;
  isBlankAfter: fc.Stream<boolean>;
}

interface Column {
  title: string;
  cell: (row: Row, number: number) => string;
}

function write(layout: Layout, people: readonly Somebody[], rows: readonly Row[]): Table {
  const columns = shuffle(columnsOf(withKnownTitles(layout)), layout.order);
  const header = columns.map(({ title }) => title);
  const isBlank = layout.isBlankAfter.take(rows.length);
  const cells = rows.flatMap((row, number) => [
    columns.map(({ cell }) => cell(row, number)),
    ...(isBlank.next().value === true ? [undefined] : []),
  ]);
  const separator = layout.saysSeparator ? [`sep=${layout.delimiter}`] : [];
  const preamble = [...separator, ...layout.preamble];
  const file = tableFile('table.csv', [header, ...cells.map((row) => row ?? header.map(() => ''))], {
    ...layout,
    preamble,
  });
  const lines = cells.flatMap((row, number) => (row ? [preamble.length + 2 + number] : []));
  return { people, rows, header, cells, file, lines };
}

/** One column alone is told from text by what it is called. */
function withKnownTitles(layout: Layout): Layout {
  const isAlone = columnsOf(layout).filter(({ title }) => title !== '').length === 1;
  return isAlone ? { ...layout, titles: { ...layout.titles, id: 'User id', email: 'email' } } : layout;
}

function columnsOf({ shape: { hasId, hasEmail, name }, titles, extras }: Layout): Column[] {
  const named = (cell: (who: Somebody) => string) => (row: Row) => (row.hasName ? cell(row.who) : '');
  const nameColumns: Record<NonNullable<NameColumns>, Column[]> = {
    full: [{ title: titles.full, cell: named(({ first, last }) => `${first} ${last}`) }],
    lastFirst: [{ title: titles.full, cell: named(({ first, last }) => `${last}, ${first}`) }],
    parts: [
      { title: titles.first, cell: named(({ first }) => first) },
      { title: titles.last, cell: named(({ last }) => last) },
    ],
  };
  return [
    ...(hasId ? [{ title: titles.id, cell: ({ id }: Row) => id }] : []),
    ...(hasEmail ? [{ title: titles.email, cell: ({ email }: Row) => email }] : []),
    ...(name === undefined ? [] : nameColumns[name]),
    ...extras.map(({ title, cell }) => ({ title, cell: (_: Row, number: number) => cell(number, number) })),
  ];
}

function shuffle<T>(items: readonly T[], order: fc.Stream<number>): T[] {
  const left = [...items];
  return [...order.take(items.length)].flatMap((number) => left.splice(number % left.length, 1));
}

it('finds the same people in any table of them, and leaves no line out', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ people, rows, file, lines }) => {
      const matched = await matchFiles(
        [file],
        people.map(({ person }) => person),
      );
      const seen = new Set<Somebody>();
      const expected = rows.map(({ who }, index) => {
        const outcome = seen.has(who) ? 'repeated' : 'found';
        seen.add(who);
        return [lines[index], outcome, who.person.accountId];
      });
      expect(outcomeByLine(matched)).toEqual(expected);
      expect(isAccountedFor(matched)).toBe(true);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});
