import { hasHtmlTable, withoutHtml } from '../../../../static/admin-panel/src/lists/read/readHtml';

const noPause = () => Promise.resolve();
/** UTF-16 units of a long row, and of what is read between two pauses at most. */
const [LONG, STRETCH] = [300_000, 60_000];
const ADA = '5b10a2844c20165700ede21f';

it('tells tables from other tags', () => {
  expect(hasHtmlTable('<table>\n<tr class="a"> <th>Name')).toBe(true);
  for (const text of ['<td>ada@x.org</td>', '<tr', 'a < b', '<p>Name</p>'])
    expect(hasHtmlTable(text)).toBe(false);
});

it.each([
  [
    'rows on lines',
    '<table>\n<tr><th>A<th>B</tr>\n<tr><td>a<td>b "c"</tr></table>',
    '\n"A","B"\n"a","b ""c"""',
  ],
  ['rows on one line', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', '"a"\n"b"'],
  ['cells on lines', '<tr>\n<td>\n a\n b\n</td>\n<td>c</td>\n</tr>\n<tr><td>d', '"a b","c"\n\n\n\n\n\n\n"d"'],
  ['entities', '<tr><td>J&uuml;rgen&nbsp;O&#39;Neil &lt;a&#64;x.org&gt;', `"Jürgen O'Neil <a@x.org>"`],
  ['breaks', '<tr><td>Ada<br>Lovelace<td><p>a</p><p>b</p>', '"Ada Lovelace","a b"'],
  ['text around', '<style>a@b</style>Title\n<b>by</b> Ada\n<tr><td>a</tr>\nend', 'Title\nby Ada\n"a"\nend'],
  ['a link', '<tr><td><a href="mailto:ada@x.org">Ada</a>', '"Ada <ada@x.org>"'],
  ['a mention', `<tr><td><p><ac:link><ri:user ri:account-id="${ADA}" /></ac:link></p>`, `"${ADA}"`],
  ['a link that says it', '<tr><td><a href="mailto:ada@x.org">ada@x.org</a>', '"ada@x.org"'],
])('has a line of cells for each row: %s', async (_, html, text) => {
  expect(await withoutHtml(html, noPause)).toBe(text);
});

it.each(['<', '<tr>', '<td>', '<tr><td>', '&', '<a '])(
  'a long row of %s comes to an end, with pauses',
  async (unit) => {
    let pauses = 0;
    const pause = () => {
      pauses += 1;
      return Promise.resolve();
    };
    await withoutHtml(`<tr><td>a${unit.repeat(Math.floor(LONG / unit.length))}`, pause);
    expect(pauses).toBeGreaterThanOrEqual(Math.floor(LONG / STRETCH));
  },
);
