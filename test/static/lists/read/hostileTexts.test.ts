import { MAX_BYTES } from '../../../../static/admin-panel/src/lists/listContent';
import { isBinary } from '../../../../static/admin-panel/src/lists/read/isBinary';
import { readSource } from '../../../../static/admin-panel/src/lists/read/readSource';

const SEVERAL_MB = 4_000_000;
const fill = (unit: string, length = SEVERAL_MB) => unit.repeat(Math.floor(length / unit.length));
const linesOf = (count: number, lineAt: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => lineAt(n)).join('\n');
const mail = (n: number) => `p${n}@example.com`;

/** UTF-16 units between two pauses, on average, whatever they are. */
const STRETCH = 60_000;

/** Reads a text, with its columns; it has to pause as its length asks for. */
async function read(text: string, stretch = STRETCH) {
  let pauses = 0;
  const result = await readSource(text, () => Promise.resolve(void (pauses += 1)));
  expect(pauses).toBeGreaterThan(text.length / stretch);
  return result;
}

// Where time grew with the square of a length, each of these would take minutes.
it.each([
  ['blanks between two words', linesOf(450, () => `Ada${' '.repeat(9_000)}B`)],
  ['tabs between two words', linesOf(450, () => `Ada${'\t'.repeat(9_000)}B`)],
  ['names of guests that have no end', fill('____#EXT#@')],
  ['marks behind addresses', fill(`a@${'-'.repeat(310)} `)],
  ['marks in long words', fill(`x${'-'.repeat(990)}x `)],
  ['accents', fill(`\uFF21${'\u0301\u0323'.repeat(8_000)} `)],
  ['drawn lines that are none', linesOf(260, () => `|${'-'.repeat(15_000)}x`)],
  ['a tag without an end', `<table><tr><td>${fill(`<${'a'.repeat(9_000)}`)}`],
  ['JSON that does not end', `[${fill('"a",', 1_500_000)}`],
  ['marks that are escaped in JSON', `["${fill('\\"')}`],
])('%s name nobody', async (_, text) => {
  expect(await read(text)).toMatchObject({ ok: false, problem: { kind: 'nobody' } });
});

it.each([
  ['blank lines', fill('\n', MAX_BYTES)],
  ['blanks', fill(' ', MAX_BYTES)],
  ['separators', fill('|', MAX_BYTES)],
])('%s alone are an empty text', async (_, text) => {
  // Nothing is done with them but to look for something else.
  expect(await read(text, 4 * STRETCH)).toEqual({ ok: false, problem: { kind: 'empty' } });
});

it('a table below many blank lines is read, with the numbers of its lines', async () => {
  const above = '\n'.repeat(1_000_000);
  const result = await read(`${above}Email,Name\n${mail(1)},Ada`);
  expect(result).toMatchObject({
    source: { content: { kind: 'table', rows: [{ line: 1_000_002, cells: [mail(1), 'Ada'] }] } },
  });
});

it.each([
  ['words before an address', `${'x '.repeat(3_000)}%`],
  ['a long word before it', `${'x'.repeat(7_000)} %`],
  ['blanks before it', `${' '.repeat(7_000)}%`],
  ['brackets around it', `${'('.repeat(3_000)}%${')'.repeat(3_000)}`],
])('an address is found in a long cell: %s', async (_, cell) => {
  const result = await read(`Email;Note\n${linesOf(200, (n) => `${cell.replace('%', mail(n))};y`)}`);
  expect(result).toMatchObject({
    source: { content: { kind: 'table' }, lines: 200, columns: { proposal: { roles: { email: 0 } } } },
  });
});

it('groups in cells with long blanks are told one by one', async () => {
  const blanks = ' '.repeat(7_000);
  const text = linesOf(1_000, (n) => `${mail(n)};${n % 2 ? 'editors' : `editors,${blanks}admins`};admins`);
  const result = await read(`Email;Group name;Note\n${text}`);
  expect(result).toMatchObject({ source: { columns: { proposal: { roles: { email: 0, groupName: 1 } } } } });
});

it('people are found in HTML of long texts', async () => {
  const row = (n: number) => `<tr><td>${mail(n)}</td><td>${'y'.repeat(3_900)}</td></tr>`;
  const result = await read(`<table><tr><td>Email</td><td>Note</td></tr>${linesOf(1_000, row)}</table>`);
  expect(result).toMatchObject({ source: { content: { kind: 'table' }, lines: 1_000 } });
});

it('a row of more columns than any list has is said to be unreadable, and no other', async () => {
  const wide = linesOf(1, () => fill('x,', 2_000));
  const result = await read(`Email,Name\n${mail(1)},Ada\n${wide}\n${mail(2)},Bob`);
  expect(result).toMatchObject({
    source: { content: { kind: 'table', header: ['Email', 'Name'], unreadable: [{ line: 3 }] }, lines: 3 },
  });
});

it('many columns of one name are looked at as far as that can tell anything', async () => {
  const row = (n: number) => `${fill('Ada Bell,', 9 * 490)}${mail(n)}`;
  const result = await read(`${fill('Name,', 5 * 490)}Email\n${linesOf(500, row)}`);
  expect(result).toMatchObject({
    source: { lines: 500, columns: { proposal: { roles: { email: 490 } } } },
  });
});

it('a table of many columns that are mostly empty is read once for all of them', async () => {
  const header = Array.from({ length: 150 }, (_, n) => `Column ${n}`).join(',');
  const result = await read(`Email,${header}\n${linesOf(20_000, (n) => mail(n) + ','.repeat(100))}`);
  expect(result).toMatchObject({ source: { lines: 20_000, columns: { proposal: { roles: { email: 0 } } } } });
});

it('an address in each of many pairs is joined with the id beside it', async () => {
  const id = (n: number) => `712020:account-${n}`;
  const result = await read(linesOf(19_000, (n) => `${mail(n)}, ${id(n)}`));
  const content = result.ok && result.source.content.kind === 'prose' ? result.source.content : undefined;
  expect(content?.mentions).toHaveLength(19_000);
  expect(content?.mentions.at(-1)).toMatchObject({ email: mail(18_999), accountId: id(18_999) });
});

it('a few NULs on one long line are no text', () => {
  expect(isBinary(`${'\0'.repeat(9)}${'a'.repeat(65_000)}`)).toBe(true);
  expect(isBinary(`${'\0'.repeat(9)}\n${'a\n'.repeat(5_000)}`)).toBe(false);
});
