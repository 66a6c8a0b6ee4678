import { readList } from '../../../../static/admin-panel/src/lists/read/readList';

const ADA = '5b10a2844c20165700ede21f';
const BOB = '712020:4e7a1b90-52cd-47e3-9f68-d013c5a8be26';
const CLEO = '557058:9c1f2d6e-3b84-4f0a-8d57-6a2e90b4c713';

async function tableOf(text: string) {
  const result = await readList(text, () => Promise.resolve());
  if (!result.ok || result.content.kind !== 'table') throw new Error('It is no table.');
  const { header, rows } = result.content;
  return { header, rows: rows.map(({ line, cells }) => [line, ...cells]) };
}

const page = (...ids: readonly string[]) => ({ results: ids.map((accountId) => ({ accountId })), start: 0 });
const THREE = {
  header: ['accountId'],
  rows: [
    [1, ADA],
    [2, BOB],
    [3, CLEO],
  ],
};

it.each([
  ['one after the other', [page(ADA, BOB), page(CLEO)].map((one) => JSON.stringify(one)).join('\n')],
  ['in an array', JSON.stringify([page(ADA, BOB), page(CLEO)])],
  ['of groups', JSON.stringify({ groups: [{ name: 'a', members: page(ADA).results }, page(BOB, CLEO)] })],
])('everybody is read of pages of an answer %s', async (_, text) => {
  expect(await tableOf(text)).toEqual(THREE);
});

it('several arrays that name people are all read, and told apart', async () => {
  const text = JSON.stringify({
    notes: [1, 2, 3],
    added: page(ADA).results,
    removed: page(BOB, CLEO).results,
  });
  expect(await tableOf(text)).toEqual({
    header: ['list', 'accountId'],
    rows: [
      [1, 'added', ADA],
      [2, 'removed', BOB],
      [3, 'removed', CLEO],
    ],
  });
  expect(await tableOf(JSON.stringify({ remove: [ADA, BOB], keep: [CLEO] }))).toMatchObject({
    header: ['list', 'value'],
    rows: [
      [1, 'remove', ADA],
      [2, 'remove', BOB],
      [3, 'keep', CLEO],
    ],
  });
});

it('one person is one, though there are arrays of what they have', async () => {
  const ada = { accountId: ADA, groups: [{ name: 'a' }, { name: 'b' }] };
  const table = { header: ['accountId', 'groups.name'], rows: [[1, ADA, 'a']] };
  expect(await tableOf(JSON.stringify(ada))).toEqual(table);
  expect(await tableOf(JSON.stringify({ results: [ada] }))).toEqual(table);
});

it('of several addresses of a person the primary one counts', async () => {
  const emails = [{ value: 'ada@home.example' }, { value: 'ada@x.org', primary: true }];
  expect((await tableOf(JSON.stringify([{ name: 'Ada', emails }]))).rows).toEqual([
    [1, 'Ada', 'ada@x.org', 'true'],
  ]);
});
