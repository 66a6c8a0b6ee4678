import type { ListContent, ListProse, ListTable } from '../../../../static/admin-panel/src/lists/listContent';
import { MAX_BYTES } from '../../../../static/admin-panel/src/lists/listContent';
import { readList } from '../../../../static/admin-panel/src/lists/read/readList';

const ADA = '5b10a2844c20165700ede21f';
const BOB = '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26';
const MAIL = 'ada@example.com';

const noPause = () => Promise.resolve();

async function contentOf(text: string): Promise<ListContent> {
  const result = await readList(text, noPause);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.content;
}

async function tableOf(text: string): Promise<ListTable> {
  const content = await contentOf(text);
  if (content.kind !== 'table') throw new Error('Read as prose.');
  return content;
}

async function proseOf(text: string): Promise<ListProse> {
  const content = await contentOf(text);
  if (content.kind !== 'prose') throw new Error('Read as a table.');
  return content;
}

async function problemOf(text: string) {
  const result = await readList(text, noPause);
  return result.ok ? undefined : result.problem;
}

const who = ({ mentions }: ListProse) =>
  mentions.map(({ line, accountId, email, name }) => [line, accountId ?? email ?? name]);

describe('running text', () => {
  it.each([
    ['line feeds', `${ADA}\n${BOB}\n${MAIL}`, [1, 2, 3]],
    ['CRLF', `${ADA}\r\n${BOB}\r\n${MAIL}\r\n`, [1, 2, 3]],
    ['CR', `${ADA}\r${BOB}\r${MAIL}\r`, [1, 2, 3]],
    ['line separators alone', `${ADA}\u2028${BOB}\u2028${MAIL}`, [1, 2, 3]],
    ['a mix of line ends', `${ADA}\r\n${BOB}\r\r\n${MAIL}`, [1, 2, 4]],
    ['commas', `${ADA},${BOB}, ${MAIL}`, [1, 1, 1]],
    ['semicolons', `${ADA};${BOB}; ${MAIL};`, [1, 1, 1]],
    ['blank lines', `\n\n${ADA}\n \n${BOB}\n\n\n${MAIL}\n\n`, [3, 5, 8]],
    ['quotes and commas', `"${ADA}",\n"${BOB}",\n"${MAIL}"`, [1, 2, 3]],
    ['wide marks', `${ADA}，${BOB}、${MAIL}`, [1, 1, 1]],
    ['bullets', `•${ADA}\n- ${BOB}\n1. ${MAIL}`, [1, 2, 3]],
    ['bars', `|${ADA}|Ada|\n|${BOB}|Bob|\n|${MAIL}|Ada|`, [1, 2, 3]],
    ['HTML', `<td>${ADA}</td>\n<li>${BOB}</li>\n<a href="mailto:${MAIL}">${MAIL}</a>`, [1, 2, 3]],
  ])('is read with %s', async (_, text, lines) => {
    const prose = await proseOf(text);
    expect(who(prose)).toEqual([ADA, BOB, MAIL].map((person, place) => [lines[place], person]));
    expect(prose.unreadable).toEqual([]);
  });

  it('takes an id and an address that stand together for one person', async () => {
    expect((await proseOf(`Ada (${ADA}) ${MAIL}`)).mentions).toEqual([
      { line: 1, text: `Ada (${ADA}) ${MAIL}`.slice(0, 60), accountId: ADA, email: MAIL },
    ]);
    const rows = await proseOf(`${ADA},${MAIL}\n${BOB},bob@example.com`);
    expect(rows.mentions).toMatchObject([
      { line: 1, accountId: ADA, email: MAIL },
      { line: 2, accountId: BOB, email: 'bob@example.com' },
    ]);
  });

  it('takes an id and an address for two where a comma may divide people', async () => {
    expect(who(await proseOf(`${ADA}, bob@example.com`))).toEqual([
      [1, ADA],
      [1, 'bob@example.com'],
    ]);
  });

  it('says which lines name nobody, and what is neither an id nor an address', async () => {
    const prose = await proseOf(`Hi team,\n@Ada left in 2025: ${MAIL}\nada@@example.com ${BOB}\n2026-01-05`);
    expect(who(prose)).toEqual([
      [2, MAIL],
      [3, BOB],
    ]);
    expect(prose.unreadable).toEqual([
      { line: 1, excerpt: 'Hi team,' },
      { line: 3, excerpt: 'ada@@example.com' },
      { line: 4, excerpt: '2026-01-05' },
    ]);
  });

  it('loses a line with a NUL and no other', async () => {
    const prose = await proseOf(`${ADA}\nA\0da ${MAIL}\n${BOB}`);
    expect(who(prose)).toEqual([
      [1, ADA],
      [3, BOB],
    ]);
    expect(prose.unreadable.map(({ line }) => line)).toEqual([2]);
  });

  it('tells the ids of other products', async () => {
    expect((await proseOf(`00uNtEU7xvOdLMfxM1Yv\nhello\n${MAIL}`)).unreadable).toEqual([
      { line: 1, excerpt: '00uNtEU7xvOdLMfxM1Yv', otherProduct: 'okta' },
      { line: 2, excerpt: 'hello' },
    ]);
  });

  it('names what stands with each of several people', async () => {
    const { mentions } = await proseOf('To: Okafor, Amara <amara@example.com>; Bob <bob@example.com>');
    expect(mentions.map(({ text }) => text)).toEqual([
      'To: Okafor, Amara <amara@example.com',
      'Bob <bob@example.com',
    ]);
  });

  it('begins what it shows of a line with a whole word', async () => {
    const { mentions } = await proseOf(
      `bob@example.com, then after all that was said about it the contractor Ada Lovelace <${MAIL}>`,
    );
    expect(mentions[1]?.text).toBe('…said about it the contractor Ada Lovelace <ada@example.com');
  });

  it('has the name that stands before an address, as mails and Markdown write it', async () => {
    const prose = await proseOf(
      [
        `"Okafor, Amara (External)" <amara@example.com>; Please remove Jan van der Berg <jan@example.com>`,
        `[Bjørn Halvorsen](mailto:bjorn@example.com), 'ada@example.com' <${MAIL}>`,
      ].join('\n'),
    );
    expect(prose.mentions.map(({ email, name }) => [email, name])).toEqual([
      ['amara@example.com', 'Okafor, Amara'],
      ['jan@example.com', 'Jan van der Berg'],
      ['bjorn@example.com', 'Bjørn Halvorsen'],
      [MAIL, undefined],
    ]);
  });

  it('has no rows of separators alone', async () => {
    const prose = await proseOf(`${ADA}\n;;;\n"",""\n${MAIL}`);
    expect(who(prose)).toHaveLength(2);
    expect(prose.unreadable).toEqual([]);
    expect((await tableOf(`email\n${MAIL}\n,,\n`)).rows).toHaveLength(1);
  });

  it('reads a list of names', async () => {
    expect(who(await proseOf('Ada Lovelace\n- Okafor, Amara;\n山田太郎\nJan van der Berg'))).toEqual([
      [1, 'Ada Lovelace'],
      [2, 'Okafor, Amara'],
      [3, '山田太郎'],
      [4, 'Jan van der Berg'],
    ]);
    expect(who(await proseOf('ada lovelace\nbob smith'))).toHaveLength(2);
    expect(who(await proseOf('Ada Lovelace; Bob Smith'))).toHaveLength(2);
  });
});

describe('a table', () => {
  it('with unknown names of columns is one, where its rows name people', async () => {
    const { header, rows } = await tableOf('Gehende;Chefin\na@x.org;b@x.org\nc@x.org;b@x.org');
    expect(header).toEqual(['Gehende', 'Chefin']);
    expect(rows).toEqual([
      { line: 2, cells: ['a@x.org', 'b@x.org'] },
      { line: 3, cells: ['c@x.org', 'b@x.org'] },
    ]);
  });

  it.each([
    ['sep=', `sep=;\nName;email\nAda;${MAIL}`, 3],
    ['a title', `Members for group X\nName,email\nAda,${MAIL}`, 3],
    ['titles in cells', `Report;by;;\nMade by;boss@x.org;;\n;;;\nName;E-Mail;A;B\nAda;${MAIL};1;2`, 5],
    ['blank lines', `\n\nName;email\n\nAda;${MAIL}`, 5],
    ['a byte order mark', `\uFEFFName,email\nAda,${MAIL}`, 2],
    ['Markdown', `| Name | email |\n|---|---|\n| Ada | ${MAIL} |`, 3],
    ['Markdown without a frame', `Name | email\n--- | ---\nAda | ${MAIL}`, 3],
    ['wiki markup', `||Name||email||\n|Ada|${MAIL}|`, 2],
    ['line breaks in the header', `"Na\nme";"email"\nAda;${MAIL}`, 3],
  ])('is read with %s', async (_, text, line) => {
    const { rows } = await tableOf(text);
    expect(rows.map((row) => [row.line, row.cells.slice(0, 2)])).toEqual([[line, ['Ada', MAIL]]]);
  });

  it('may have a single column', async () => {
    expect(await tableOf(`email\n${MAIL}`)).toMatchObject({ header: ['email'], rows: [{ cells: [MAIL] }] });
    const names = await tableOf('Name\nOkafor, Amara\nHalvorsen, Bjørn');
    expect(names.rows.map(({ cells }) => cells)).toEqual([['Okafor, Amara'], ['Halvorsen, Bjørn']]);
    const entra = await tableOf(`version:v1.0\nMember object ID or UPN [x] Required\n${MAIL}`);
    expect(entra.rows).toEqual([{ line: 3, cells: [MAIL] }]);
  });

  it.each([
    ['a word', 'Gehende'],
    ['two words', 'Betroffene Person'],
    ['empty columns beside it', 'Gehende;;'],
  ])('may have a single column whose name is not known: %s', async (_, title) => {
    const rest = title.includes(';') ? ';;' : '';
    const { header, rows } = await tableOf([title, MAIL + rest, ADA + rest, BOB + rest].join('\n'));
    expect(header).toEqual([title.replaceAll(';', '')]);
    expect(rows.map(({ cells: [cell] }) => cell)).toEqual([MAIL, ADA, BOB]);
  });

  it.each([
    ['a sentence', `Hi team,\n${ADA}\n${BOB}`],
    ['a longer text', `These six people have left us\n${ADA}\n${BOB}`],
    ['an id with a letter missing', `${ADA.slice(1)}\n${ADA}\n${BOB}`],
    ['what stands above one person', `Gehende\n${ADA}`],
    ['what stands above other text', `Gehende\n${ADA}\nsince May\n${BOB}`],
  ])('has no %s for a header', async (_, text) => {
    expect((await proseOf(text)).unreadable[0]?.line).toBe(1);
  });

  it('of one column with several people in a cell is running text below its header', async () => {
    const prose = await proseOf('email\na@x.org, b@x.org');
    expect(who(prose)).toEqual([
      [2, 'a@x.org'],
      [2, 'b@x.org'],
    ]);
    expect(prose.unreadable).toEqual([]);
  });

  it('may have rows that are longer or shorter than its header, and its header again', async () => {
    const { header, rows } = await tableOf(`Name,email,A\nAda,${MAIL},1,x\nName,email,A\nBob,b@x.org`);
    expect(header).toEqual(['Name', 'email', 'A', '']);
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('without a header is running text', async () => {
    expect(who(await proseOf(`Ada;${ADA};1\nBob;${BOB};2`))).toEqual([
      [1, ADA],
      [2, BOB],
    ]);
  });

  it('without a header is so too where its first row names nobody', async () => {
    const prose = await proseOf(`Ada,,Active\nBob,${MAIL},Active`);
    expect(who(prose)).toEqual([[2, MAIL]]);
    expect(prose.unreadable).toEqual([{ line: 1, excerpt: 'Ada,,Active' }]);
  });

  it('with a quote that does not close, or a NUL, loses that line and no other', async () => {
    const rows = [ADA, BOB].map((id) => `${id},"Name"`);
    for (const broken of ['x1,"Name', 'x1,"Na"me"', 'x1,"a"b', '"x1,a', 'x1,\0a']) {
      const table = await tableOf(['User id,Name', rows[0], broken, rows[1]].join('\n'));
      expect(table.rows.map(({ line }) => line)).toEqual([2, 4]);
      expect(table.unreadable.map(({ line }) => line)).toEqual([3]);
    }
  });

  it('with names in quotes that nothing parts from the rest has all its rows', async () => {
    const table = await tableOf(`Name,email\n"Ada" Lovelace,${MAIL}\n"Bob" Dylan,b@x.org`);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['"Ada" Lovelace', MAIL],
      ['"Bob" Dylan', 'b@x.org'],
    ]);
    const column = await tableOf(`email\n"Lovelace, Ada" <${MAIL}>\n"Dylan, Bob" <b@x.org>`);
    expect(column.rows).toHaveLength(2);
  });

  it('without a header is one where the same people stand beside others again and again', async () => {
    const people = ['a@x.org', 'b@x.org', 'c@x.org'];
    for (const delimiter of [',', ';', '\t']) {
      const table = await tableOf(people.map((one) => `${one}${delimiter}boss@x.org`).join('\n'));
      expect(table.header).toEqual(['', '']);
      expect(table.rows).toHaveLength(3);
    }
    expect((await proseOf('a@x.org, b@x.org\nc@x.org, d@x.org')).mentions).toHaveLength(4);
  });

  it('of HTML is read by its cells', async () => {
    const { header, rows } = await tableOf(
      '<table>\n<tr><th>Leaver<th>Manager\n<tr><td>a@x.org<td>m@x.org\n</table>',
    );
    expect(header).toEqual(['Leaver', 'Manager']);
    expect(rows).toEqual([{ line: 3, cells: ['a@x.org', 'm@x.org'] }]);
  });

  it('is not a sentence with commas', async () => {
    const people = 'a@x.org, b@x.org, c@x.org';
    expect((await proseOf(`Hi all, please remove, thanks\n${people}`)).mentions).toHaveLength(3);
    expect((await proseOf(`Hi all, thanks\n${people}`)).mentions).toHaveLength(3);
  });
});

describe('JSON', () => {
  it('with texts is running text', async () => {
    expect(who(await proseOf(`[\n "${ADA}",\n "${MAIL}"\n]`))).toEqual([
      [2, ADA],
      [3, MAIL],
    ]);
    expect(who(await proseOf(`["${ADA}","${MAIL}"]`))).toEqual([
      [1, ADA],
      [2, MAIL],
    ]);
  });

  it('with objects is a table', async () => {
    const people = [
      { id: ADA, profile: { email: MAIL } },
      { id: BOB, n: 1, tags: ['a', 'b'] },
    ];
    const expected = {
      header: ['id', 'profile.email', 'n', 'tags'],
      rows: [
        { line: 1, cells: [ADA, MAIL] },
        { line: 2, cells: [BOB, '', '1', 'a, b'] },
      ],
    };
    expect(await tableOf(JSON.stringify(people))).toMatchObject(expected);
    expect(await tableOf(JSON.stringify({ total: 2, of: ['x'], users: people }))).toMatchObject(expected);
    expect(await tableOf(people.map((one) => JSON.stringify(one)).join('\n'))).toMatchObject(expected);
    const { rows } = await tableOf(JSON.stringify(people, null, 1));
    expect(rows.map(({ line }) => line)).toEqual([2, 8]);
  });

  it('that is none is running text', async () => {
    expect(who(await proseOf(`["${ADA}",\n"${MAIL}"`))).toHaveLength(2);
    expect(who(await proseOf(`[~accountid:${ADA}]\n[Ada](mailto:${MAIL})`))).toHaveLength(2);
  });
});

describe('what cannot be read', () => {
  it.each(['', ' \n\r\n\t', '\uFEFF', 'User id,email\n', 'User id,email\n,\n', 'email'])(
    '%j is empty',
    async (text) => {
      expect(await problemOf(text)).toEqual({ kind: 'empty' });
    },
  );

  it.each<[string, string, string[]]>([
    ['a letter', 'Hello team,\nplease remove\nnobody.', []],
    ['prices', 'Price\n3.50\n4.50', []],
    ['a table of prices', 'Item,Price\nApple,3\nPear,4', ['Item', 'Price']],
  ])('%s names nobody', async (_, text, columns) => {
    expect(await problemOf(text)).toEqual({ kind: 'nobody', columns });
  });

  it.each<[string, string, string]>([
    ['okta', '00uNtEU7xvOdLMfxM1Yv', 'a word'],
    ['guid', '70b7dcbf-d362-4488-bef6-e5367ded5b2d', '70b7dcbf-d362-4488-bef6-e5367ded5b2e'],
  ])('ids of %s alone are said to be that', async (product, ...lines) => {
    expect(await problemOf(lines.join('\n'))).toEqual({ kind: 'otherProduct', product });
  });

  it.each([
    ['NULs', '\0\0\0a\0\0\0b\0\0\0c'],
    ['what was decoded the wrong way', '\uFFFD'.repeat(20) + ADA],
  ])('%s are no text', async (_, text) => {
    expect(await problemOf(text)).toEqual({ kind: 'binary' });
  });

  it('100,000 lines are taken, and one more is not', async () => {
    const ids = Array.from({ length: 100_000 }, (_, n) => `712020:account-${n}`);
    expect((await tableOf(['User id,Name', ...ids].join('\n'))).rows).toHaveLength(100_000);
    expect(await problemOf(['User id,Name', ...ids, ADA].join('\n'))).toEqual({ kind: 'tooLong' });
    expect(await problemOf([...ids, ADA].join(', '))).toEqual({ kind: 'tooLong' });
    expect(await problemOf('nothing here 1.\n'.repeat(100_001))).toEqual({ kind: 'tooLong' });
  });

  it('more than 20 MB are not looked at', async () => {
    expect(await problemOf('\0'.repeat(MAX_BYTES + 1))).toEqual({ kind: 'tooLarge', bytes: MAX_BYTES + 1 });
  });
});

describe('reading', () => {
  it.each([
    ['a table', 'User id,Name,email', `${ADA},"Okafor, Amara",${MAIL}`],
    ['running text', 'Hi all', `Please take out Ada <${MAIL}> today`],
    ['names', 'Bob Smith', 'Ada Lovelace'],
  ])('pauses at least once in 500 lines of %s', async (_, first, line) => {
    let pauses = 0;
    const pause = () => {
      pauses += 1;
      return Promise.resolve();
    };
    const text = [first, ...Array.from({ length: 19_999 }, () => line)].join('\r\n');
    expect((await readList(text, pause)).ok).toBe(true);
    expect(pauses).toBeGreaterThanOrEqual(20_000 / 500);
  });

  it.each(['a', ',', '"', '<', "'", '1;', 'a@', '['])(
    '20 MB of %s come to an end, with pauses',
    async (unit) => {
      let pauses = 0;
      const pause = () => {
        pauses += 1;
        return Promise.resolve();
      };
      const text = `User id,email\n${unit.repeat(Math.floor((MAX_BYTES - 20) / unit.length))}`;
      expect((await readList(text, pause)).ok).toBeDefined();
      expect(pauses).toBeGreaterThan(20);
    },
  );

  it('ends where a pause rejects', async () => {
    const interrupted = readList(`${ADA}\n`.repeat(5_000), () => Promise.reject(new Error('another list')));
    await expect(interrupted).rejects.toThrow('another list');
  });
});
