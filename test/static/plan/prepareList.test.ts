import fc from 'fast-check';
import { membershipKey } from '../../../src/membership/changeBlocks';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import type { ListChange, PlannedPerson, PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { prepareList } from '../../../static/admin-panel/src/plan/prepareList';
import type { PrepareTools } from '../../../static/admin-panel/src/plan/preparePlan';
import { Timeline } from '../../support/timeline';
import { bridge, json } from '../support/bridge';
import { readsOf } from '../support/groupSite';
import { ManyGroups } from './support/manyGroups';

const progress: [number, number][] = [];
const TOOLS: PrepareTools = {
  ...{ groups: new Map(), listed: new Map(), ownRun: undefined, signal: new AbortController().signal },
  onProgress: (done, count) => void progress.push([done, count]),
};

let site: ManyGroups;
let timeline: Timeline;
beforeEach(() => {
  timeline = new Timeline();
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
  progress.length = 0;
  bridge.reset();
  site = new ManyGroups();
  bridge.answerConfluence(site.answer);
});

/** People on the lines from 2 on, as below a header. */
const listed = (...accountIds: string[]): PlannedPerson[] =>
  accountIds.map((accountId, n) => ({ accountId, file: 0, line: n + 2 }));
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `m${from + n}`);
const sourceOf = (
  change: ListChange,
  people: readonly PlannedPerson[],
): Extract<PlanSource, { kind: 'list' }> => ({
  kind: 'list',
  people,
  leftOut: [],
  lines: people.length,
  change,
});
const prepare = (change: ListChange, people: readonly PlannedPerson[], tools: Partial<PrepareTools> = {}) =>
  timeline.until(prepareList(sourceOf(change, people), { ...TOOLS, ...tools }));
const leave = (...groupIds: string[]): ListChange => ({ kind: 'groups', action: 'remove', groupIds });
const join = (...groupIds: string[]): ListChange => ({ kind: 'groups', action: 'add', groupIds });
const counted = () => {
  const reads = readsOf();
  return {
    pages: reads.filter((read) => read.startsWith('membersByGroupId')).length,
    people: reads.filter((read) => read.startsWith('memberof')).length,
  };
};

describe('chosen groups', () => {
  beforeEach(() => {
    site.add('a', ids(5)).add('b', ids(3, 3)).add('okta', ids(2), 'EXTERNAL');
  });

  it('have each person in each of them, as far as that changes something', async () => {
    const { entries, leftOut, groups, groupsOf } = await prepare(
      leave('a', 'b', 'gone'),
      listed('m0', 'm4', 'nobody'),
    );
    expect(entries.map(({ key, line }) => `${key} ${line ?? ''}`)).toEqual([
      'remove a m0 2',
      'remove a m4 3',
      'remove b m4 3',
    ]);
    expect(leftOut.map(({ reason, groupId, accountId, line }) => [reason, groupId, accountId, line])).toEqual(
      [
        ['unchanged', 'b', 'm0', 2],
        ['groupGone', 'gone', 'm0', 2],
        ['groupGone', 'gone', 'm4', 3],
        ['accountGone', 'a', 'nobody', 4],
        ['accountGone', 'b', 'nobody', 4],
        ['groupGone', 'gone', 'nobody', 4],
      ],
    );
    expect([...groups.keys()]).toEqual(['a', 'b']);
    // Three people are fewer than pages: their groups are known now.
    expect(counted()).toEqual({ pages: 0, people: 3 });
    expect(groupsOf.get('m4')?.groups.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('leave alone who is in them already', async () => {
    const { entries, leftOut } = await prepare(join('b'), listed('m0', 'm3'));
    expect(entries.map(({ key }) => key)).toEqual(['add b m0']);
    expect(leftOut).toEqual([
      { reason: 'unchanged', accountId: 'm3', groupId: 'b', action: 'add', file: 0, line: 3 },
    ]);
  });

  it('say of an identity provider’s group who is in it: they are for the provider', async () => {
    const { entries, leftOut } = await prepare(leave('okta'), listed('m0', 'm4'));
    expect(entries).toEqual([]);
    expect(leftOut.map(({ reason, accountId, action }) => [reason, accountId, action])).toEqual([
      ['managedExternally', 'm0', 'remove'],
      ['unchanged', 'm4', 'remove'],
    ]);
  });

  it('change a person once who stands there twice', async () => {
    const { entries, leftOut } = await prepare(leave('a'), listed('m0', 'm0'));
    expect(entries).toHaveLength(1);
    expect(leftOut).toEqual([
      { reason: 'duplicate', accountId: 'm0', groupId: 'a', action: 'remove', file: 0, line: 3 },
    ]);
  });

  it('say of nobody what Confluence did not', async () => {
    site.refused.add('m1');
    site.moreGroups.add('m6');
    const { entries, leftOut } = await prepare(leave('a'), listed('m1', 'm6'));
    expect(entries).toEqual([]);
    expect(leftOut.map(({ reason }) => reason)).toEqual(['notAnswered', 'notAnswered']);
  });

  it('keep what the list has left out, before the rest', async () => {
    const source = sourceOf(leave('a'), listed('m7'));
    const { leftOut } = await timeline.until(
      prepareList({ ...source, leftOut: [{ reason: 'notMatched', file: 0, line: 9, text: 'who?' }] }, TOOLS),
    );
    expect(leftOut.map(({ reason, text }) => [reason, text])).toEqual([
      ['notMatched', 'who?'],
      ['unchanged', undefined],
    ]);
  });

  it('end with the reason where Confluence does not answer', async () => {
    bridge.answerConfluence(() => json({ message: 'busy' }, 503));
    await expect(prepare(leave('a'), listed('m0'))).rejects.toMatchObject({ error: { kind: 'unavailable' } });
  });
});

describe('in few requests', () => {
  it('reads no group that was just read, and asks about who is to leave and is not listed', async () => {
    site.add('big', ids(900), undefined, ['suspended']);
    const { entries, leftOut } = await prepare(leave('big'), listed(...ids(600), 'suspended', 'other'), {
      listed: new Map([['big', new Set(ids(900))]]),
    });
    expect(entries).toHaveLength(601);
    expect(leftOut.map(({ reason, accountId }) => [reason, accountId])).toEqual([['unchanged', 'other']]);
    expect(counted()).toEqual({ pages: 0, people: 2 });
  });

  it('reads groups that are small for how many are asked about, all of them at once', async () => {
    site.add('a', ids(450)).add('b', ids(200, 100));
    const { entries, leftOut } = await prepare(join('a', 'b'), listed(...ids(500)));
    expect([entries.length, leftOut.length]).toEqual([50 + 300, 450 + 200]);
    expect(counted()).toEqual({ pages: 3 + 1, people: 0 });
    expect(progress.at(-1)).toEqual([2, 2]);
  });

  it('asks a few people about all groups at once, where these are large', async () => {
    site.add('a', ids(3_000)).add('b', ids(3_000, 1_000)).add('c', ids(3_000, 2_000));
    const { entries } = await prepare(leave('a', 'b', 'c'), listed(...ids(20, 2_500)));
    expect(entries).toHaveLength(60);
    // A page of each tells how large they are.
    expect(counted()).toEqual({ pages: 3, people: 20 });
    expect(progress.at(-1)).toEqual([20, 20]);
  });

  it('reads one group and asks about the people of another, where rows have groups of their own', async () => {
    site.add('many', ids(600)).add('few', ids(6_000));
    const people = [
      ...ids(300).map((accountId) => ({ accountId, groupId: 'many' })),
      ...ids(5, 5_000).map((accountId) => ({ accountId, groupId: 'few' })),
    ].map((one, n): PlannedPerson => ({ ...one, file: 0, line: n + 2 }));
    const { entries } = await prepare({ kind: 'rows', action: 'remove' }, people);
    expect(entries).toHaveLength(305);
    expect(counted()).toEqual({ pages: 1 + 4, people: 5 });
  });
});

it('makes each row’s change in the row’s group, and leaves out a row without one', async () => {
  site.add('a', ids(3)).add('b', []);
  const row = (accountId: string, line: number, more: Partial<PlannedPerson>): PlannedPerson => ({
    ...{ accountId, file: 1, line, ...more },
  });
  const { entries, leftOut } = await prepare({ kind: 'rows', action: 'remove' }, [
    row('m0', 2, { groupId: 'a' }),
    row('m0', 3, { groupId: 'b', action: 'add' }),
    row('m1', 4, {}),
    row('m1', 5, { groupId: 'a', action: 'add' }),
    row('m1', 6, { groupId: 'a', action: 'remove' }),
  ]);
  expect(entries.map(({ key, file, line }) => [key, file, line])).toEqual([
    ['remove a m0', 1, 2],
    ['add b m0', 1, 3],
  ]);
  expect(leftOut.map(({ reason, line }) => [reason, line])).toEqual([
    ['groupGone', 4],
    ['unchanged', 5],
    ['duplicate', 6],
  ]);
});

it('takes people out of all their groups, each line in one place', async () => {
  site.add('a', ids(3)).add('okta', ids(1), 'EXTERNAL');
  const { entries, leftOut, groupsOf } = await prepare(
    { kind: 'allGroups' },
    listed('m0', 'm2', 'm0', 'm9', 'nobody'),
  );
  expect(entries.map(({ key, line }) => [key, line])).toEqual([
    ['remove a m0', 2],
    ['remove a m2', 3],
  ]);
  expect(leftOut.map(({ reason, line }) => [reason, line])).toEqual([
    ['duplicate', 4],
    ['unchanged', 5],
    ['accountGone', 6],
    ['managedExternally', 2],
  ]);
  expect(groupsOf.size).toBe(3);
});

describe('a group that is to equal the list', () => {
  it('loses who is not in it, gets who is missing, and keeps the others', async () => {
    site.add('g', ids(450));
    const { entries, leftOut } = await prepare({ kind: 'equal', groupId: 'g' }, listed(...ids(440, 20)));
    expect(entries.filter(({ action }) => action === 'remove')).toHaveLength(20);
    expect(entries.filter(({ action }) => action === 'add').map(({ accountId }) => accountId)).toEqual(
      ids(10, 450),
    );
    expect(entries.every(({ action, line }) => (line !== undefined) === (action === 'add'))).toBe(true);
    expect(leftOut).toHaveLength(430);
    expect(leftOut.every(({ reason, line }) => reason === 'unchanged' && line !== undefined)).toBe(true);
    expect(counted()).toEqual({ pages: 3, people: 0 });
  });

  it('is not read again where it was just read', async () => {
    site.add('g', ids(2));
    const known = {
      groups: new Map([['g', { id: 'g', name: 'g' }]]),
      listed: new Map([['g', new Set(ids(2))]]),
    };
    const { entries } = await prepare({ kind: 'equal', groupId: 'g' }, listed('m1'), known);
    expect(entries.map(({ key }) => key)).toEqual(['remove g m0']);
    expect(bridge.requests).toEqual([]);
  });

  it('says of members who are listed without an id that they stay', async () => {
    site.add('g', ['m0', '']);
    const { entries, leftOut } = await prepare({ kind: 'equal', groupId: 'g' }, listed('m0'));
    expect(entries).toEqual([]);
    expect(leftOut.map(({ reason, accountId }) => [reason, accountId])).toEqual([
      ['unchanged', 'm0'],
      ['notAnswered', undefined],
    ]);
  });

  it('is left out where there is no such group, or an identity provider owns it', async () => {
    site.add('okta', ids(2), 'EXTERNAL');
    const gone = await prepare({ kind: 'equal', groupId: 'gone' }, listed('m0'));
    expect(gone.leftOut.map(({ reason }) => reason)).toEqual(['groupGone']);
    const { entries, leftOut } = await prepare({ kind: 'equal', groupId: 'okta' }, listed('m1', 'm5'));
    expect(entries).toEqual([]);
    expect(leftOut.map(({ reason, action, accountId }) => [reason, action, accountId])).toEqual([
      ['unchanged', 'add', 'm1'],
      ['managedExternally', 'add', 'm5'],
      ['managedExternally', 'remove', 'm0'],
    ]);
  });
});

it('puts each person and group into one place, and changes what has to be changed and nothing else', async () => {
  const accountId = fc.constantFrom(...ids(8), 'nobody');
  const groupId = fc.constantFrom('a', 'b', 'okta', 'gone');
  const action = fc.constantFrom('add' as const, 'remove' as const);
  site.add('a', ids(4)).add('b', ids(4, 2)).add('okta', ids(2, 3), 'EXTERNAL');
  await fc.assert(
    fc.asyncProperty(fc.array(accountId), fc.uniqueArray(groupId), action, async (who, groupIds, what) => {
      const { entries, leftOut } = await prepare({ kind: 'groups', action: what, groupIds }, listed(...who));
      expect(entries.length + leftOut.length).toBe(who.length * groupIds.length);
      const changed = new Set(entries.map(membershipKey));
      expect(changed.size).toBe(entries.length);
      // Whether an account can be added is known once it is looked up.
      for (const person of new Set(who.filter((one) => one !== 'nobody' || what === 'remove'))) {
        for (const id of groupIds) {
          const canBe = (id === 'a' || id === 'b') && person !== 'nobody';
          const isNeeded = site.isMember(id, person) === (what === 'remove');
          expect(changed.has(membershipKey({ groupId: id, accountId: person }))).toBe(canBe && isNeeded);
        }
      }
    }),
  );
});

it('stops where nobody waits for it any more', async () => {
  site.add('a', ids(3));
  const waiting = prepareList(sourceOf(leave('a'), listed('m0')), { ...TOOLS, signal: AbortSignal.abort() });
  await expect(timeline.until(waiting)).rejects.toThrow('abort');
});
