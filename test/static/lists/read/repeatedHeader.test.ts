import { readList } from '../../../../static/admin-panel/src/lists/read/readList';

async function tableOf(text: string) {
  const result = await readList(text, () => Promise.resolve());
  if (!result.ok || result.content.kind !== 'table') throw new Error('It is no table.');
  const { header, rows } = result.content;
  return { header, rows: rows.map(({ line, cells }) => [line, ...cells]) };
}

it.each([
  ['as it was', 'Email,Manager'],
  ['in capitals', 'EMAIL,MANAGER'],
  ['with blanks', ' Email , Manager,'],
])('a header that comes again %s is no row', async (_, again) => {
  expect(await tableOf(`Email,Manager\na@x.org,m@x.org\n${again}\nb@x.org,m@x.org`)).toEqual({
    header: ['Email', 'Manager'],
    rows: [
      [2, 'a@x.org', 'm@x.org'],
      [4, 'b@x.org', 'm@x.org'],
    ],
  });
});

it('rows are read by the header above them', async () => {
  const text = 'Email,Manager\na@x.org,m@x.org\nManager,City,Email\nm@x.org,Oslo,b@x.org,more';
  expect(await tableOf(text)).toEqual({
    header: ['Email', 'Manager', 'City', ''],
    rows: [
      [2, 'a@x.org', 'm@x.org'],
      [4, 'b@x.org', 'm@x.org', 'Oslo', 'more'],
    ],
  });
});

it('below a blank row a header may have other names', async () => {
  const text = 'Name,Email\nAda,a@x.org\n\nManager,User id\nEve,5b10a2844c20165700ede21f';
  const { header, rows } = await tableOf(text);
  expect(header).toEqual(['Name', 'Email', 'Manager', 'User id']);
  expect(rows).toEqual([
    [2, 'Ada', 'a@x.org'],
    [5, '', '', 'Eve', '5b10a2844c20165700ede21f'],
  ]);
});

it('a row with one word of the header, or few, is none', async () => {
  const { rows } = await tableOf('User,Email,Role\nEmail,e@x.org,User\nAda,a@x.org,Role\n\nUser,u@x.org,');
  expect(rows).toHaveLength(3);
});
