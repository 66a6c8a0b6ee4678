import { listGroupsOf } from '../../../src/confluence/checkMembership';
import { collectGroups } from '../../../src/confluence/collectGroups';
import { MemoryConfluence } from './support/memoryConfluence';

const groupOf = (id: string) => ({ id, name: id });
const collected = (ids: readonly string[], isWhole: boolean) => ({
  ok: true,
  value: { groups: ids.map(groupOf), isWhole },
});

/** Lists groups in pages of their ids, and notes which were asked for. */
function pagesOf(...pages: string[][]) {
  const asked: number[] = [];
  const readPage = (start: number) => {
    asked.push(start);
    const page = pages[asked.length - 1] ?? [];
    const hasNext = asked.length < pages.length;
    return Promise.resolve({ ok: true as const, value: { results: page.map(groupOf), hasNext } });
  };
  return { asked, readPage };
}

it('reads page by page to the end', async () => {
  const { asked, readPage } = pagesOf(['a', 'b'], ['c']);
  expect(await collectGroups(readPage)).toEqual(collected(['a', 'b', 'c'], true));
  expect(asked).toEqual([0, 2]);
});

it('stops at the group that is looked for', async () => {
  const { asked, readPage } = pagesOf(['a', 'b'], ['c']);
  expect(await collectGroups(readPage, ({ id }) => id === 'b')).toEqual(collected(['a', 'b'], false));
  expect(asked).toEqual([0]);
});

it('leaves out what has no id', async () => {
  const { readPage } = pagesOf(['a', ''], ['']);
  expect(await collectGroups(readPage)).toEqual(collected(['a'], true));
});

it('ends where a page brings what is there already', async () => {
  const { asked, readPage } = pagesOf(['a'], ['a'], ['b']);
  expect(await collectGroups(readPage)).toEqual(collected(['a'], false));
  expect(asked).toHaveLength(2);
});

it('hands an error on', async () => {
  const error = { kind: 'signedOut' } as const;
  expect(await collectGroups(() => Promise.resolve({ ok: false, error }))).toEqual({ ok: false, error });
});

it('lists every group that a person is in', async () => {
  const confluence = new MemoryConfluence();
  for (const id of ['a', 'b', 'c']) confluence.addGroup(id, id === 'b' ? ['bob'] : ['ada']);
  confluence.pageSize = 1;
  expect(await listGroupsOf(confluence, 'ada')).toMatchObject(collected(['a', 'c'], true));
});
