import fc from 'fast-check';
import type { Person } from '../../../src/contract';
import { membersCsv } from '../../../static/admin-panel/src/groups/page/membersCsv';
import { decodeText } from '../../../static/admin-panel/src/lists/read/decodeText';
import { readList } from '../../../static/admin-panel/src/lists/read/readList';

const noPause = () => Promise.resolve();

/** Nothing, or what separates cells alone. */
const isBlank = (line: string) => !/[^\s,;|]/.test(line.replaceAll('""', ''));

const accountId = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{23}[0-9]$/),
  fc.uuid().map((uuid) => `712020:${uuid}`),
);
const email = fc.stringMatching(/^[a-z]{1,8}\.[a-z0-9]{1,8}@[a-z]{1,8}\.com$/);

/** Everything that files are put into bytes by. */
const encoding = fc.constantFrom<(text: string) => Uint8Array>(
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
);

const name = fc.constantFrom(
  'Ada Lovelace',
  'Okafor, Amara',
  'Bjørn "B" Halvorsen',
  'A;\tB|C',
  'Two\nlines',
  '',
);

it('finds the same cells in any table, on their lines', async () => {
  const row = fc.record({
    'User id': accountId,
    'User name': name,
    email,
    Status: fc.constantFrom('Active', ''),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 2, maxLength: 30 }),
      fc.shuffledSubarray(['User id', 'User name', 'email', 'Status'] as const, { minLength: 4 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.boolean(),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('', 'sep=', 'Members of a group', '\n\n'),
      encoding,
      async (rows, columns, delimiter, isQuoted, lineEnd, preamble, encode) => {
        const quote = (cell: string) =>
          isQuoted || /["\n;,\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
        const lines = rows.map((cells) => columns.map((column) => quote(cells[column])).join(delimiter));
        const above = preamble === '' ? '' : `${preamble === 'sep=' ? `sep=${delimiter}` : preamble}\n`;
        const text = `${above}${[columns.join(delimiter), ...lines].join('\n')}`;
        const bytes = encode(text.replaceAll('\n', lineEnd));
        const result = await readList(await decodeText(bytes, noPause), noPause);
        if (!result.ok || result.content.kind !== 'table') throw new Error(JSON.stringify(result));
        const { header, rows: read, unreadable } = result.content;
        expect(header).toEqual(columns);
        expect(unreadable).toEqual([]);
        expect(read.map(({ cells }) => cells)).toEqual(
          rows.map((cells) => columns.map((column) => cells[column])),
        );
        const starts = text.split('\n');
        for (const [place, { line }] of read.entries()) {
          expect(lines[place]?.split('\n')[0]).toBe(starts[line - 1]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('loses no account id and no address, whatever separates them', async () => {
  const separator = fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    ',',
    ';',
    '\t',
    ' ',
    ', ',
    ';\n',
    '\n\n',
    '，',
    '、',
    ' | ',
    ' • ',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof(accountId, email), separator), { minLength: 1 }),
      async (parts) => {
        const result = await readList(parts.flat().join(''), noPause);
        if (!result.ok || result.content.kind !== 'prose') throw new Error(JSON.stringify(result));
        const found = result.content.mentions.flatMap((mention) => [mention.accountId, mention.email]);
        expect(new Set(found.filter((one) => one !== undefined))).toEqual(
          new Set(parts.map(([person]) => person)),
        );
        expect(result.content.unreadable).toEqual([]);
      },
    ),
  );
});

it('finds each line that is not blank in what it reads, of any text', async () => {
  const shard = fc.oneof(
    fc.constantFrom(
      '"',
      ',',
      ';',
      '\n',
      '\n',
      '<',
      '>',
      '@',
      ' ',
      '\t',
      '[',
      '{',
      '}',
      ']',
      ':',
      '\0',
      '|',
      '、',
    ),
    fc.constantFrom(
      'User id',
      'email',
      'Hi',
      'mailto:',
      'ada@example.com',
      '5b10a2844c20165700ede21f',
      'U024BE7LH',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(shard, { maxLength: 30 }), async (parts) => {
      const text = parts.join('');
      const result = await readList(text, noPause);
      if (!result.ok) return;
      const { content } = result;
      const lines = text.replaceAll('\uFEFF', '').split(/\r\n?|\n/);
      const said = new Set(
        [...(content.kind === 'table' ? content.rows : content.mentions), ...content.unreadable].map(
          ({ line }) => line,
        ),
      );
      for (const line of said) expect(isBlank(lines[line - 1] ?? '')).toBe(false);
      // Others are the header, what is above it, and the further lines of cells.
      if (content.kind !== 'prose' || /^\s*[[{]|^\s*"?sep=|[\u0085\u2028\u2029]|User id|email/i.test(text))
        return;
      for (const [place, line] of lines.entries()) if (!isBlank(line)) expect(said).toContain(place + 1);
    }),
    { numRuns: 1_000 },
  );
});

it('reads our own export, whatever the names', async () => {
  const person = fc.record<Person>({
    accountId,
    displayName: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
    email: fc.constantFrom('ada@example.com', '+ada@example.com', ''),
    accountType: fc.constant('person'),
    lacksAccess: fc.boolean(),
    guest: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1 }), async (people) => {
      const result = await readList(membersCsv(people, { id: 'g-1', name: 'Design' }), noPause);
      if (!result.ok) {
        // Names of nothing but control characters are no text.
        expect(result.problem.kind).toBe('binary');
        return;
      }
      if (result.content.kind !== 'table') throw new Error('Read as prose.');
      expect(result.content.rows.map(({ cells }) => cells[0])).toEqual(people.map(({ accountId: id }) => id));
    }),
  );
});
