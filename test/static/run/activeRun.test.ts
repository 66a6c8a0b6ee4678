import type { Change, Person } from '../../../src/contract';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import type { Chosen } from '../../../static/admin-panel/src/directory/chosen';
import {
  activeRun,
  kindOfWanted,
  peopleDoneIn,
  standingsOf,
} from '../../../static/admin-panel/src/run/activeRun';
import {
  groupsText,
  namesOfGroups,
  namesOfRecordedGroups,
} from '../../../static/admin-panel/src/run/groupsText';
import { NewlyMade } from '../../../static/admin-panel/src/run/newlyMade';
import { outcomeRows } from '../../../static/admin-panel/src/run/outcomeRows';
import { StillClient } from './support/stillClient';

const ada: Person = {
  ...{ accountId: 'ada', displayName: 'Ada', email: 'ada@example.com' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};
const bob = { accountId: 'bob', isUnknown: true as const };
const [a, b] = [
  { id: 'a', name: 'Alpha' },
  { id: 'b', name: 'Beta' },
];
const change = (groupId: string, accountId: string, action: Change['action']): Change => ({
  ...{ groupId, accountId, action },
});
const about = { groups: [a, b], people: [ada, bob], isUndo: false, startedAt: 5 };
const plan = [change('b', 'ada', 'add'), change('a', 'bob', 'remove'), change('a', 'ada', 'remove')];
const failed: ChangeStanding = { status: 'failed', error: { kind: 'invalid' } };

const runOf = (standings: ChangeStanding[], changes: readonly Change[] = plan) => {
  const client = new StillClient(changes, standings);
  return { client, run: activeRun(client, about) };
};

describe('the page’s run', () => {
  it('finds where a membership stands, and no other membership', () => {
    const { run } = runOf([{ status: 'done' }, failed, { status: 'waiting' }]);
    expect(plan.map(run.indexOf)).toEqual([0, 1, 2]);
    expect(run.indexOf({ groupId: 'b', accountId: 'bob' })).toBeUndefined();
    expect(run.indexOf({ groupId: 'a', accountId: '' })).toBeUndefined();
  });

  it('knows its groups in the plan’s order, by their ids where no names are known, and people who are known', () => {
    const { run } = runOf([], [...plan, change('c', 'ada', 'remove')]);
    expect(namesOfGroups(run)).toEqual(['Beta', 'Alpha', 'c']);
    expect([...run.people.keys()]).toEqual(['ada']);
  });

  it('knows what it does as a whole', () => {
    expect(runOf([]).run.kind).toBe('changes');
    const removals = runOf([], [change('a', 'ada', 'remove'), change('a', 'bob', 'remove')]).run;
    expect(removals.kind).toBe('remove');
  });

  it('names each person once whose membership it has changed', () => {
    const { run } = runOf([{ status: 'done' }, failed, { status: 'done' }]);
    expect(peopleDoneIn(run)).toEqual(['ada']);
  });
});

it('a run that is wanted does one kind of change in one group, or several', () => {
  const people = new Map<string, Chosen>([
    ['ada', ada],
    ['bob', bob],
  ]);
  const wanted = { changes: [change('a', 'ada', 'add'), change('a', 'bob', 'add')], groups: [a], people };
  expect(kindOfWanted(wanted)).toBe('add');
  expect(kindOfWanted({ ...wanted, undoes: { runId: 'r', changes: [0, 1] } })).toBe('addBack');
  expect(kindOfWanted({ changes: plan, groups: [a, b], people })).toBe('changes');
});

describe('what a run has changed', () => {
  it('is told once, for each kind of change in each group, also where others made it so', () => {
    const { client, run } = runOf([{ status: 'done' }, failed, { status: 'unchanged' }]);
    const newlyMade = new NewlyMade(run);
    expect(newlyMade.take()).toEqual([
      { groupId: 'b', action: 'add', accountIds: ['ada'] },
      { groupId: 'a', action: 'remove', accountIds: ['ada'] },
    ]);
    client.standings[1] = { status: 'unconfirmed', error: { kind: 'unattributed' } };
    expect(newlyMade.take()).toEqual([{ groupId: 'a', action: 'remove', accountIds: ['bob'] }]);
  });

  it('names no membership where nothing is new: the history tells of the run all the same', () => {
    const open: ChangeStanding = { status: 'unconfirmed', error: { kind: 'unconfirmed' } };
    const newlyMade = new NewlyMade(runOf([failed, open, { status: 'notAttempted' }]).run);
    expect(newlyMade.take()).toEqual([{ groupId: 'b', action: 'add', accountIds: [] }]);
    expect(new NewlyMade(runOf([], []).run).take()).toEqual([]);
  });
});

describe('the file of a run', () => {
  const nameOf = ({ displayName }: Person) => displayName;

  it('has everyone with the name that anything on the page knows', () => {
    const { run } = runOf(
      [{ status: 'done' }, failed],
      [change('a', 'ada', 'remove'), change('a', 'bob', 'remove')],
    );
    const known = new Map([['bob', { ...ada, accountId: 'bob', displayName: 'Bob' }]]);
    expect(outcomeRows(run, (accountId) => known.get(accountId), nameOf)).toEqual([
      {
        ...{ ...change('a', 'ada', 'remove'), group: 'Alpha', name: 'Ada', email: 'ada@example.com' },
        ...{ outcome: 'Removed', details: 'Removed' },
      },
      {
        ...{ ...change('a', 'bob', 'remove'), group: 'Alpha', name: 'Bob', email: 'ada@example.com' },
        ...{ outcome: 'Failed', details: 'Failed: Confluence did not accept the request' },
      },
    ]);
  });

  it('says in which group each change is', () => {
    const { run } = runOf([{ status: 'done' }, { status: 'unchanged' }, failed]);
    const rows = outcomeRows(run, () => undefined, nameOf);
    expect(rows.map(({ accountId, group, outcome }) => [accountId, group, outcome])).toEqual([
      ['ada', 'Beta', 'Added'],
      ['bob', 'Alpha', 'Was not in the group'],
      ['ada', 'Alpha', 'Failed'],
    ]);
  });
});

it('every change has its place and its standing', () => {
  const { run } = runOf([{ status: 'done' }, failed, { status: 'waiting' }]);
  expect(standingsOf(run).map(({ index, standing }) => [index, standing.status])).toEqual([
    [0, 'done'],
    [1, 'failed'],
    [2, 'waiting'],
  ]);
});

it('groups are called by the name of one, or counted', () => {
  expect(groupsText(['Alpha'])).toBe('Alpha');
  expect(groupsText(Array<string>(1_200).fill('x'))).toBe('1,200 groups');
  expect(namesOfRecordedGroups({ groups: [{ groupId: 'a', name: 'Alpha' }, { groupId: 'b' }] })).toEqual([
    'Alpha',
    'b',
  ]);
});
