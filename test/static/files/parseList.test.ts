import fc from 'fast-check';
import type { Person } from '../../../src/contract';
import { membersCsv } from '../../../static/admin-panel/src/groups/page/membersCsv';
import { WINDOW } from '../../../static/admin-panel/src/files/readTable';
import { MAX_BYTES, type Entry, type ParsedList } from '../../../static/admin-panel/src/files/parsedList';
import { parseList } from '../../../static/admin-panel/src/files/parseList';

const ADA = '5b10a2844c20165700ede21f';
const BOB = '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26';
const CLEO = '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713';

const at = (line: number, who: string): Entry => ({
  line,
  who: who.includes('@') ? { by: 'email', email: who } : { by: 'accountId', accountId: who },
});

const noRest = () => Promise.resolve();
const parse = (text: string) => parseList(text, noRest);

async function read(text: string): Promise<ParsedList> {
  const result = await parse(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.list;
}

async function problemOf(text: string) {
  const result = await parse(text);
  return result.ok ? undefined : result.problem;
}

describe('a bare list', () => {
  it.each([
    ['line feeds', `${ADA}\n${BOB}\nada@example.com`, [1, 2, 3]],
    ['CRLF', `${ADA}\r\n${BOB}\r\nada@example.com\r\n`, [1, 2, 3]],
    ['CR', `${ADA}\r${BOB}\rada@example.com\r`, [1, 2, 3]],
    ['a mix of line ends', `${ADA}\r\n${BOB}\r\r\nada@example.com`, [1, 2, 4]],
    ['commas', `${ADA},${BOB}, ada@example.com`, [1, 1, 1]],
    ['semicolons', `${ADA};${BOB}; ada@example.com;`, [1, 1, 1]],
    ['tabs', `${ADA}\t${BOB}\tada@example.com`, [1, 1, 1]],
    ['spaces', `  ${ADA} ${BOB}   ada@example.com `, [1, 1, 1]],
    ['a byte order mark', `\uFEFF${ADA}\n${BOB}\nada@example.com`, [1, 2, 3]],
    ['blank lines', `\n\n${ADA}\n \n${BOB}\n\n\nada@example.com\n\n`, [3, 5, 8]],
    ['JSON', `["${ADA}","${BOB}",\n"ada@example.com"]`, [1, 1, 2]],
    ['apostrophes of a spreadsheet', `'${ADA}\n'${BOB}\n'ada@example.com`, [1, 2, 3]],
    ['format marks', `\u200B${ADA}\n${BOB}\u200E\n\u2068ada@example.com\u2069`, [1, 2, 3]],
    ['a header of one column', `email\n${ADA}\n${BOB}\nada@example.com`, [2, 3, 4]],
  ])('is read with %s', async (_, text, lines) => {
    const people = [ADA, BOB, 'ada@example.com'];
    expect(await read(text)).toEqual({
      entries: people.map((who, index) => at(lines[index] ?? 0, who)),
      unreadable: [],
    });
  });

  it.each([
    'Ada Lovelace <ada@example.com>',
    '"Lovelace, Ada" <ada@example.com>',
    'Lovelace, Ada <ada@example.com>;',
    'ada@example.com <ada@example.com>',
    "'Ada@example.com' <ada@example.com>",
    '<ada@example.com>',
    '<mailto:ada@example.com>',
    'Ada (ada@example.com)',
    'Please remove ada@example.com.',
    'Ada Lovelace ada@example.com',
    'Ada 2 <ada@example.com>',
  ])('takes %j as a mail program writes it', async (text) => {
    expect(await read(text)).toEqual({ entries: [at(1, 'ada@example.com')], unreadable: [] });
  });

  it('takes several people with names from one line', async () => {
    const { entries } = await read(
      'Ada <ada@example.com>, Bob <bob@example.com> Cleo <cleo@example.com>; d@d.de',
    );
    expect(entries).toEqual(
      ['ada@example.com', 'bob@example.com', 'cleo@example.com', 'd@d.de'].map((who) => at(1, who)),
    );
  });

  it('says which lines it cannot read, with the beginning of each', async () => {
    const list = await read(`Hello team\n${ADA}\n2026-01-05\nada@@example.com\n${'word '.repeat(40)}`);
    expect(list).toEqual({
      entries: [at(2, ADA)],
      unreadable: [
        { line: 1, excerpt: 'Hello team' },
        { line: 3, excerpt: '2026-01-05' },
        { line: 4, excerpt: 'ada@@example.com' },
        { line: 5, excerpt: `${'word '.repeat(12).trim()}…` },
      ],
    });
  });

  it('says what it cannot read on a line that names others', async () => {
    expect(await read(`${ADA}, bob@, 5b10a28, Cleo`)).toEqual({
      entries: [at(1, ADA)],
      unreadable: [{ line: 1, excerpt: 'bob@ 5b10a28' }],
    });
  });

  it('loses no account id and no address, whatever separates them', async () => {
    const who = fc.oneof(
      fc.stringMatching(/^[0-9a-f]{23}[0-9]$/),
      fc.uuid().map((uuid) => `712020:${uuid}`),
      fc.stringMatching(/^[a-z]{1,8}\.[a-z0-9]{1,8}@[a-z]{1,8}\.com$/),
    );
    const separator = fc.constantFrom('\n', '\r\n', '\r', ',', ';', '\t', ' ', ', ', ';\n', '\n\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(who, separator), { minLength: 1 }), async (parts) => {
        const { entries, unreadable } = await read(parts.flat().join(''));
        expect(entries.map((entry) => at(entry.line, parts[entries.indexOf(entry)]?.[0] ?? ''))).toEqual(
          entries,
        );
        expect(entries).toHaveLength(parts.length);
        expect(unreadable).toEqual([]);
      }),
    );
  });
});

describe('a table', () => {
  it.each([
    ['User id,email', ADA],
    ['email,User id', ADA],
    ['User name;E-Mail;accountId', ADA],
    ['name\tUSER_ID\tx', ADA],
    ['Account ID,name', ADA],
    ['"Account id";"Email Address"', ADA],
    ['\uFEFF"User id","User name",email', ADA],
    ['Name,Email', 'ada@example.com'],
    ['Name;email address', 'ada@example.com'],
    ['\n\nName;email address', 'ada@example.com'],
  ])('with the header %j is read by its columns', async (header, who) => {
    const delimiter = [';', '\t'].find((one) => header.includes(one)) ?? ',';
    const names = header.trim().split(delimiter);
    const row = names.map((name) =>
      /mail/i.test(name) ? 'ada@example.com' : /id/i.test(name) ? ADA : 'Ada',
    );
    const line = header.split('\n').length + 1;
    const { entries, unreadable } = await read(`${header}\r\n${row.join(delimiter)}\r\n`);
    expect(entries).toEqual([at(line, who)]);
    expect(unreadable).toEqual([]);
  });

  it('of Atlassian Administration is read in any order of its columns', async () => {
    const columns: Record<string, string> = {
      'User id': ADA,
      'User name': 'Lovelace, "Ada"\nCountess',
      email: 'ada@example.com',
      'User status': 'Active',
      'Added to org': '05 Jan 2026',
      'Last seen in Confluence': 'Never accessed',
    };
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.keys(columns), { minLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (names, delimiter, lineEnd) => {
          const row = names.map((name) => quoted(columns[name] ?? '')).join(delimiter);
          const text = [names.join(delimiter), row, row].join(lineEnd);
          expect((await read(text)).entries).toEqual([at(2, ADA), at(4, ADA)]);
        },
      ),
    );
  });

  it('goes by the account id of a row, and by its email where it has none', async () => {
    const list = await read(`email,User id\nada@example.com,${ADA}\nbob@example.com,\n,${CLEO}\nd@d.de,n/a`);
    expect(list.entries).toEqual([at(2, ADA), at(3, 'bob@example.com'), at(4, CLEO), at(5, 'd@d.de')]);
  });

  it('takes any account id where a column is named so', async () => {
    expect((await read('User id,Name\nabc,Ada\n-b:1_,Bob')).entries).toEqual([at(2, 'abc'), at(3, '-b:1_')]);
  });

  it('says of which rows it can make out nobody, and passes over blank ones', async () => {
    expect(await read(`User id,Name\n,Ada\n,\n\n${BOB},Bob\nno id!,"Cleo\nB"\n${CLEO},C`)).toEqual({
      entries: [at(5, BOB), at(8, CLEO)],
      unreadable: [
        { line: 2, excerpt: 'Ada' },
        { line: 6, excerpt: 'no id!, Cleo B' },
      ],
    });
  });

  it('with a quote that does not close loses that line and no other', async () => {
    const rows = [ADA, BOB, CLEO].map((id) => `${id},"Name"`);
    for (const broken of ['x1,"Name', 'x1,"Na"me"', 'x1,"a"b', '"x1,a']) {
      const list = await read(['User id,Name', rows[0], broken, rows[1], rows[2]].join('\n'));
      expect(list).toEqual({
        entries: [at(2, ADA), at(4, BOB), at(5, CLEO)],
        unreadable: [{ line: 3, excerpt: broken }],
      });
    }
  });

  it('has the right lines however long it is, and wherever it is cut for reading', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('Ada', '"A\nd\na"', '"A ""d"" a,\n"', '"\n\n"'), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 0, max: 60 }),
        async (names, shift) => {
          const rows = Array.from({ length: 3_000 }, (_, n) => names[n % names.length] ?? '');
          const header = `User id,${'x'.repeat(shift)}`;
          const text = [header, ...rows.map((name, n) => `account-id-${n},${name}`)].join('\n');
          expect(text.length).toBeGreaterThan(WINDOW / 2);
          const lines = text.split('\n');
          const { entries, unreadable } = await read(text);
          expect(unreadable).toEqual([]);
          expect(entries.map(({ who }) => who.by === 'accountId' && who.accountId)).toEqual(
            rows.map((_, n) => `account-id-${n}`),
          );
          for (const { line, who } of entries) {
            expect(lines[line - 1]?.startsWith(who.by === 'accountId' ? `${who.accountId},` : '-')).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is our own export too, whatever the names', async () => {
    const person = fc.record<Person>({
      accountId: fc.stringMatching(/^[0-9A-Za-z:_-]{0,20}[0-9A-Za-z]$/),
      displayName: fc.string({ unit: 'binary' }).map((name) => name.replaceAll('\0', '')),
      email: fc.constantFrom('ada@example.com', '+ada@example.com', '-ada@example.com', ''),
      accountType: fc.constant('person'),
      lacksAccess: fc.boolean(),
      guest: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1 }), async (people) => {
        const text = membersCsv(people);
        fc.pre((await problemOf(text))?.kind !== 'binary');
        const { entries } = await read(text);
        expect(entries.map(({ who }) => who)).toEqual(
          people.map(({ accountId }) => ({ by: 'accountId', accountId })),
        );
      }),
    );
  });

  it.each(['+ada@example.com', '-ada@example.com', "o'brien@example.com"])('takes %s back', async (email) => {
    const text = membersCsv([
      { accountId: '', displayName: '=1', email, accountType: 'person', lacksAccess: false, guest: false },
    ]);
    expect((await read(text)).entries).toEqual([at(2, email)]);
  });
});

describe('what cannot be read', () => {
  it.each(['', ' ', '\n\r\n\t', '\uFEFF', 'User id,email\n', 'User id,email\n,\n'])(
    '%j is empty',
    async (text) => {
      expect(await problemOf(text)).toEqual({ kind: 'empty' });
    },
  );

  it('names the columns it found where none names people', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = ['Name', 'Manager email', 'Team']
        .join(delimiter)
        .concat('\n', ['Ada', 'boss@example.com', '"R, D; E"'].join(delimiter));
      expect(await problemOf(text)).toEqual({
        kind: 'noColumn',
        columns: ['Name', 'Manager email', 'Team'],
      });
    }
  });

  it('does not take a sentence for a header', async () => {
    const people = 'ada@example.com, bob@example.com, cleo@example.com';
    expect((await read(`Hi all, please remove, thanks\n${people}`)).entries).toHaveLength(3);
    expect((await read(`Hi all, thanks\n${people}`)).entries).toHaveLength(3);
  });

  it.each([
    ['NUL characters', `${ADA}\n\0`],
    ['a zip archive', 'PK\u0003\u0004\u0014\u0006\u0008\uFFFD\uFFFD!\uFFFD\u0012'],
    ['what was decoded the wrong way', '\uFFFD'.repeat(20) + ADA],
  ])('%s are not text', async (_, text) => {
    expect(await problemOf(text)).toEqual({ kind: 'binary' });
  });

  it('50,000 people are taken, and one more is not', async () => {
    const ids = Array.from({ length: 50_000 }, (_, n) => `712020:account-${n}`);
    for (const separator of ['\n', ',', '\r\n']) {
      expect((await read(ids.join(separator))).entries).toHaveLength(50_000);
      expect(await problemOf([...ids, ADA].join(separator))).toEqual({ kind: 'tooLong' });
    }
    const rows = ids.map((id) => `${id},"Name\nof two lines"`);
    const { entries } = await read(['User id,Name', ...rows].join('\n'));
    expect(entries).toHaveLength(50_000);
    expect(entries.at(-1)?.line).toBe(100_000);
    expect(await problemOf(['User id,Name', ...rows, ADA].join('\n'))).toEqual({ kind: 'tooLong' });
  });

  it('100,000 lines of anything are too long', async () => {
    for (const line of [ADA, 'ada@example.com', 'no one', '"a"b,c']) {
      const text = ['User id,email', ...Array.from({ length: 100_000 }, () => line)].join('\n');
      expect(await problemOf(text)).toEqual({ kind: 'tooLong' });
    }
  });

  it('more than 20 MB are not looked at', async () => {
    expect(await problemOf('\0'.repeat(MAX_BYTES + 1))).toEqual({ kind: 'tooLarge', bytes: MAX_BYTES + 1 });
  });

  it.each([
    ['one letter', 'a'],
    ['commas', ','],
    ['quotes', '"'],
    ['angle brackets', '<'],
    ['apostrophes', "'"],
    ['words', 'a '],
    ['numbers', '1;'],
  ])('20 MB of %s come to an end', async (_, unit) => {
    let steps = 0;
    const rest = () => {
      steps += 1;
      return Promise.resolve();
    };
    const text = `User id,email\n${unit.repeat(Math.floor((MAX_BYTES - 20) / unit.length))}`;
    expect((await parseList(text, rest)).ok).toBeDefined();
    expect(steps).toBeGreaterThan(0);
  });

  it('throws for no text whatever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        expect((await parse(text)).ok).toBeDefined();
      }),
      { numRuns: 500 },
    );
    const shards = fc.constantFrom(
      '"',
      ',',
      ';',
      '\n',
      '\r',
      '<',
      '>',
      '@',
      'User id',
      'email',
      ADA,
      'a@b.c',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(shards), async (parts) => {
        const result = await parse(parts.join(''));
        if (!result.ok) return;
        const last = parts
          .join('')
          .replaceAll('\r\n', '\n')
          .split(/[\n\r]/).length;
        for (const { line } of [...result.list.entries, ...result.list.unreadable]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(last);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

it('rests now and then, and ends where the rest rejects', async () => {
  const ids = Array.from({ length: 5_000 }, (_, n) => `712020:account-${n}`).join('\n');
  let rests = 0;
  const interrupted = parseList(ids, () => {
    rests += 1;
    return rests > 3 ? Promise.reject(new Error('another list')) : Promise.resolve();
  });
  await expect(interrupted).rejects.toThrow('another list');
});
