import fc from 'fast-check';
import type { RecordedChange } from '../../../src/contract';
import { ACTIONS } from '../../../src/membership/actions';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { leaveOutUnneeded, oppositeOf, prepareUndo } from '../../../static/admin-panel/src/plan/prepareUndo';
import { membersAmong } from '../../../static/admin-panel/src/plan/whoIsIn';
import { Timeline } from '../../support/timeline';
import { changeOf, recordOf } from '../history/support/records';
import { bridge, json } from '../support/bridge';
import { GroupSite } from '../support/groupSite';

const now = membersAmong([
  { accountId: 'in', member: true },
  { accountId: 'out', member: false },
  { accountId: 'gone', error: { kind: 'userNotFound' } },
  { accountId: 'odd', error: { kind: 'invalid' } },
]);
const MEMBERS = new Map([['g', now]]);
const everyone = (action: RecordedChange['action']) =>
  ['in', 'out', 'gone', 'odd'].map((accountId, n) =>
    oppositeOf(changeOf({ index: 10 + n, groupId: 'g', accountId, action })),
  );

it('adds back whoever is not in the group, and removes whoever is', () => {
  expect(leaveOutUnneeded(everyone('remove'), MEMBERS)).toEqual({
    candidates: [{ groupId: 'g', accountId: 'out', action: 'add', place: 11 }],
    leftOut: [
      { reason: 'unchanged', groupId: 'g', accountId: 'in', action: 'add' },
      { reason: 'accountGone', groupId: 'g', accountId: 'gone', action: 'add' },
      { reason: 'notAnswered', groupId: 'g', accountId: 'odd', action: 'add' },
    ],
  });
  expect(leaveOutUnneeded(everyone('add'), MEMBERS).candidates).toEqual([
    { groupId: 'g', accountId: 'in', action: 'remove', place: 10 },
  ]);
});

it('puts each change into one place, and changes only what is not so already', () => {
  const change = fc.record({
    groupId: fc.constantFrom('g', 'another'),
    accountId: fc.constantFrom('in', 'out', 'gone', 'odd', 'other'),
    action: fc.constantFrom('add' as const, 'remove' as const),
  });
  fc.assert(
    fc.property(fc.array(change), (made) => {
      const opposites = made.map((one, index) => oppositeOf(changeOf({ ...one, index })));
      const { candidates, leftOut } = leaveOutUnneeded(opposites, MEMBERS);
      expect(candidates.length + leftOut.length).toBe(made.length);
      expect(candidates).toEqual(opposites.filter((one) => candidates.includes(one)));
      for (const { groupId, accountId, action } of candidates) {
        if (groupId === 'g') expect(now.members.has(accountId)).toBe(!ACTIONS[action].wantsMember);
      }
    }),
  );
});

describe('of a run', () => {
  const { signal } = new AbortController();
  const changes = [
    changeOf({ index: 0, groupId: 'g', accountId: 'p0' }),
    changeOf({ index: 1, groupId: 'g', accountId: 'm0' }),
    changeOf({ index: 2, groupId: 'g', accountId: 'p1', undone: true }),
    changeOf({ index: 3, groupId: 'g', accountId: 'p2', outcome: 'failed', reason: 'permission' }),
    changeOf({ index: 4, groupId: 'deleted', accountId: 'p3' }),
    changeOf({ index: 5, groupId: 'g', accountId: 'p4' }),
  ];
  let timeline = new Timeline();
  beforeEach(() => {
    timeline = new Timeline();
    vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
    bridge.reset();
    const { answer } = GroupSite.of(2);
    bridge.answerConfluence((request) =>
      request.path.includes('by-id?id=deleted') ? json({ message: 'No such group' }, 404) : answer(request),
    );
    bridge.answerInvocations({
      getRun: ({ from }) => ({
        ok: true,
        run: recordOf({ runId: 'run', total: changes.length }),
        logNext: 9,
        changes: changes.slice(from, from + 4),
        ...(from + 4 < changes.length && { next: from + 4 }),
      }),
    });
  });
  const tools = { signal };

  it('takes back what stands, knows where each stands, and leaves out what is so or gone', async () => {
    const progress: number[] = [];
    const prepared = await timeline.until(
      prepareUndo(
        { runId: 'run', places: 'all' },
        { ...tools, onProgress: (done, count) => progress.push(done / count) },
      ),
    );
    expect(prepared.entries).toEqual([
      { groupId: 'g', accountId: 'p0', action: 'add', place: 0, key: 'add g p0' },
      { groupId: 'g', accountId: 'p4', action: 'add', place: 5, key: 'add g p4' },
    ]);
    expect(prepared.leftOut).toEqual([
      { reason: 'unchanged', groupId: 'g', accountId: 'm0', action: 'add' },
      { reason: 'groupGone', groupId: 'deleted', accountId: 'p3', action: 'add' },
    ]);
    expect(prepared.groups.get('g')?.name).toBe('contractors');
    expect(prepared.origin).toMatchObject({ by: 'me', isUndo: false });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('takes back the named changes only', async () => {
    const { entries, leftOut } = await timeline.until(
      prepareUndo({ runId: 'run', places: [5, 3] }, { ...tools, onProgress: () => undefined }),
    );
    expect(entries.map(({ place }) => place)).toEqual([5]);
    expect(leftOut).toEqual([]);
  });
});
