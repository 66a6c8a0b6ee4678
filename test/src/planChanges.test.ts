import type { Change } from '../../src/contract';
import { readGroups } from '../../src/planChanges';
import { MemoryConfluence } from './confluence/support/memoryConfluence';

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
  confluence.addGroup('a', ['ada', 'bob'], { name: 'Alpha' });
  confluence.addGroup('b', ['ada'], { name: 'Beta' });
});

const change = (groupId: string, action: Change['action'] = 'remove'): Change => ({
  ...{ groupId, action, accountId: 'ada' },
});
const read = (changes: Change[], names: Record<string, string> = {}, total = changes.length) =>
  readGroups(confluence, { changes, names: new Map(Object.entries(names)) }, total);

it('a group is called as the page says, and nothing is asked of Confluence', async () => {
  expect(await read([change('a')], { a: 'Alpha of before' })).toEqual({
    ok: true,
    groups: [{ id: 'a', name: 'Alpha of before' }],
  });
  expect(confluence.asked).toEqual([]);
});

it('a group that the page does not name is looked up, once, for 3 points', async () => {
  const answer = await read([change('a'), change('b'), change('a', 'add')], { a: 'A' });
  expect(answer).toEqual({
    ok: true,
    groups: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'Beta' },
    ],
  });
  expect(confluence.asked).toEqual(['GET /wiki/rest/api/group/by-id?id=b']);
  expect(confluence.points).toBe(3);
});

it('a group that does not exist ends it where it has to be looked up', async () => {
  expect(await read([change('a'), change('gone')])).toMatchObject({
    ok: false,
    error: { kind: 'groupNotFound' },
  });
  expect(await read([change('gone')], { gone: 'Gone' })).toEqual({
    ok: true,
    groups: [{ id: 'gone', name: 'Gone' }],
  });
});

it('groups that the plan is not about are left out, also where they are named', async () => {
  expect(await read([change('a')], { a: 'A', b: 'B' })).toEqual({
    ok: true,
    groups: [{ id: 'a', name: 'A' }],
  });
});

it('a run of several slices knows from the beginning whether who leaves a group could administer', async () => {
  confluence.addGroup('admins', ['ada', 'bob'], { access: 'admin' });
  const names = { a: 'A', admins: 'Admins', b: 'B' };
  const changes = [change('a'), change('admins'), change('b', 'add')];
  expect(await read(changes, names, 201)).toEqual({
    ok: true,
    groups: [
      { id: 'a', name: 'A', isOrdinary: true },
      { id: 'admins', name: 'Admins' },
      { id: 'b', name: 'B' },
    ],
  });
  expect(confluence.asked.filter((asked) => !asked.includes('accessType'))).toEqual([]);
  confluence.asked.length = 0;
  await read(changes, names, 200);
  expect(confluence.asked).toEqual([]);
});

it('a run of several slices begins where that cannot be found out, and no group is taken for ordinary', async () => {
  confluence.faults.push({ match: /accessType/, answer: { status: 500 } });
  expect(await read([change('a')], { a: 'A' }, 201)).toEqual({ ok: true, groups: [{ id: 'a', name: 'A' }] });
});
