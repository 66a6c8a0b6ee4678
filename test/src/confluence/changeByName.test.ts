import { prepareChanges } from '../../../src/confluence/changeMembership';
import { MemoryConfluence } from './support/memoryConfluence';

/** Changes over the deprecated endpoints, which take the group's name. */

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
  confluence.addGroup('g', ['ada', 'bob']);
  confluence.accounts.set('cy', 'atlassian');
});

const changes = () => prepareChanges(confluence, 'by-name');
const asked = (part: string) => confluence.asked.filter((request) => request.includes(part)).length;

it('looks the name of a group up once for all its changes', async () => {
  const change = changes();
  await Promise.all(['ada', 'bob'].map((accountId) => change({ action: 'remove', groupId: 'g', accountId })));
  await change({ action: 'add', groupId: 'g', accountId: 'cy' });
  expect(asked('by-id')).toBe(1);
});

it('asks nothing of a group whose name is not to be had, and looks it up again for the next change', async () => {
  const change = changes();
  confluence.faults.push({ match: /by-id/, answer: { status: 500 }, times: 1 });
  expect(await change({ action: 'remove', groupId: 'g', accountId: 'ada' })).toMatchObject({
    ok: false,
    changedNothing: true,
    error: { kind: 'unavailable' },
  });
  expect(asked('DELETE')).toBe(0);
  expect(await change({ action: 'remove', groupId: 'g', accountId: 'ada' })).toMatchObject({ ok: true });
});

it.each([
  ['add', 'cy'],
  ['remove', 'ada'],
] as const)(
  '%s: asks once more under the new name of a group renamed meanwhile',
  async (action, accountId) => {
    const change = changes();
    await change({ action: 'add', groupId: 'g', accountId: 'bob' });
    const group = confluence.groups.get('g');
    if (group) group.name = 'renamed';
    expect(await change({ action, groupId: 'g', accountId })).toEqual({ ok: true, status: 'done' });
    expect(confluence.groups.get('g')?.members.has(accountId)).toBe(action === 'add');
    expect(asked('name=renamed')).toBe(1);
  },
);

it('does not ask a third time of a group that is renamed again and again', async () => {
  const change = changes();
  const group = confluence.groups.get('g');
  let renamed = 0;
  confluence.onRequest = (request) => {
    if (request.startsWith('DELETE') && group) group.name = `renamed ${++renamed}`;
  };
  expect(await change({ action: 'remove', groupId: 'g', accountId: 'ada' })).toMatchObject({
    ok: false,
    error: { kind: 'notMade', status: 404 },
  });
  expect(asked('DELETE')).toBe(2);
  expect(group?.members.has('ada')).toBe(true);
});
