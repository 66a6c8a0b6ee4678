import fc from 'fast-check';
import type { RecordedChange } from '../../../src/contract';
import { membershipKey } from '../../../src/membership/changeBlocks';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import type { PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { sortOut } from '../../../static/admin-panel/src/plan/preparedPlan';
import { leaveAllGroups } from '../../../static/admin-panel/src/plan/prepareOffboarding';
import { prepareAtOnce, preparePlan } from '../../../static/admin-panel/src/plan/preparePlan';
import { activeRun } from '../../../static/admin-panel/src/run/activeRun';
import { Timeline } from '../../support/timeline';
import { changeOf, recordOf } from '../history/support/records';
import { StillClient } from '../run/support/stillClient';
import { bridge, json } from '../support/bridge';
import { pageOfPeople } from '../support/people';

const OWN = { id: 'own', name: 'contractors', managedBy: 'ADMINS' };
const EXTERNAL = { id: 'okta', name: 'okta-engineering', managedBy: 'EXTERNAL' };
const GROUPS = new Map([OWN, EXTERNAL].map((group) => [group.id, group]));
const { signal } = new AbortController();
const progress: [number, number][] = [];
const pause = () => Promise.resolve();
const TOOLS = {
  ...{ groups: new Map(), listed: new Map(), ownRun: undefined, signal },
  onProgress: (done: number, count: number) => void progress.push([done, count]),
};

let timeline = new Timeline();
beforeEach(() => {
  timeline = new Timeline();
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
  progress.length = 0;
  bridge.reset();
  bridge.answerConfluence(({ path }) => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    if (pathname.endsWith('group/by-id')) {
      const group = GROUPS.get(searchParams.get('id') ?? '');
      return group ? json(group) : json({ message: 'No such group' }, 404);
    }
    const accountId = searchParams.get('accountId') ?? '';
    if (accountId === 'nobody') return json({ message: 'No such user' }, 404);
    return json(pageOfPeople([...GROUPS.values()]));
  });
});

const prepare = (source: PlanSource, tools: Partial<Parameters<typeof preparePlan>[1]> = {}) =>
  timeline.until(preparePlan(source, { ...TOOLS, ...tools }));
const removal = (groupId: string, accountId: string) => ({ groupId, accountId, action: 'remove' as const });

describe('chosen changes', () => {
  const changes = [removal('own', 'ada'), removal('okta', 'ada'), removal('gone', 'ada')];
  const source: PlanSource = { kind: 'chosen', changes };

  it('are entries as given, but for groups that an identity provider owns, and those that are gone', async () => {
    const { entries, leftOut, groups } = await prepare(source);
    expect(entries).toEqual([{ ...removal('own', 'ada'), key: 'remove own ada' }]);
    expect(leftOut).toEqual([
      { reason: 'managedExternally', ...removal('okta', 'ada') },
      { reason: 'groupGone', ...removal('gone', 'ada') },
    ]);
    expect(groups.get('own')?.name).toBe('contractors');
  });

  it('in known groups are there at once, and nothing is asked', () => {
    const some: PlanSource = { kind: 'chosen', changes: changes.slice(0, 2) };
    expect(prepareAtOnce(some, GROUPS)?.entries).toHaveLength(1);
    expect(prepareAtOnce(source, GROUPS)).toBeUndefined();
    expect(bridge.requests).toEqual([]);
  });

  it('end with the reason where Confluence does not answer', async () => {
    bridge.answerConfluence(() => json({ message: 'busy' }, 503));
    await expect(prepare(source)).rejects.toMatchObject({ error: { kind: 'unavailable' } });
  });
});

it('makes one change of each membership, and puts every other into one place', async () => {
  const candidate = fc.record({
    groupId: fc.constantFrom('own', 'okta', 'gone'),
    accountId: fc.constantFrom('a', 'b', 'c'),
    action: fc.constantFrom('add' as const, 'remove' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(candidate), async (candidates) => {
      const { entries, leftOut } = await sortOut(candidates, GROUPS, pause);
      expect(entries.length + leftOut.length).toBe(candidates.length);
      expect(new Set(entries.map(membershipKey)).size).toBe(entries.length);
      expect(entries.every(({ groupId }) => groupId === 'own')).toBe(true);
    }),
  );
});

describe('the rest of a run', () => {
  const plan: RecordedChange[] = [
    changeOf({ index: 0, groupId: 'own', accountId: 'p0', outcome: 'done' }),
    changeOf({ index: 1, groupId: 'own', accountId: 'p1', outcome: 'notAttempted' }),
    changeOf({ index: 2, groupId: 'own', accountId: 'p2', outcome: 'unconfirmed', reason: 'unconfirmed' }),
    changeOf({ index: 3, groupId: 'own', accountId: 'p3', outcome: 'failed', reason: 'rateLimited' }),
    changeOf({ index: 4, groupId: 'own', accountId: 'p4', outcome: 'failed', reason: 'userNotFound' }),
    changeOf({ index: 5, groupId: 'okta', accountId: 'p5', outcome: 'notAttempted' }),
  ];
  beforeEach(() =>
    bridge.answerInvocations({
      getRun: () => ({ ok: true, run: recordOf({ runId: 'r', actorId: 'bea' }), changes: plan, logNext: 9 }),
    }),
  );

  it.each([
    ['left', [1, 2]],
    ['failed', [3]],
    ['both', [1, 2, 3]],
  ] as const)('has what is %s, in its order, with its places and whose it is', async (which, places) => {
    const { entries, leftOut, origin } = await prepare({ kind: 'rest', runId: 'r', which });
    expect(entries.map(({ place }) => place)).toEqual(places);
    expect(leftOut.map(({ reason }) => reason)).toEqual(which === 'failed' ? [] : ['managedExternally']);
    expect(origin).toEqual({ by: 'bea', at: '2026-03-01T10:00:00.000Z', total: 240, isUndo: false });
  });

  it('is what the page’s own run says of it', async () => {
    const client = new StillClient(
      plan.map(({ groupId, accountId, action }) => ({ groupId, accountId, action })),
      [
        ...[{ status: 'done' as const }, { status: 'done' as const }, { status: 'notAttempted' as const }],
        ...[{ status: 'done' as const }, { status: 'done' as const }, { status: 'done' as const }],
      ],
    );
    const ownRun = activeRun(client, {
      ...{ groups: [OWN], people: [], isUndo: false, startedAt: 0 },
    });
    const { entries, origin } = await prepare({ kind: 'rest', runId: 'r', which: 'both' }, { ownRun });
    expect(entries.map(({ place }) => place)).toEqual([2]);
    expect(origin).toMatchObject({ by: 'bea', isUndo: false });
    const other = await prepare({ kind: 'rest', runId: 'other', which: 'both' }, { ownRun });
    expect(other.entries.map(({ place }) => place)).toEqual([1, 2, 3]);
  });
});

describe('offboarding', () => {
  it('removes each person from each of their groups, and says of whom it cannot', async () => {
    const { entries, leftOut, groupsOf } = await prepare({
      kind: 'offboarding',
      accountIds: ['ada', 'nobody', 'ada'],
    });
    expect(entries.map(({ key }) => key)).toEqual(['remove own ada']);
    expect(leftOut).toEqual([
      { reason: 'accountGone', accountId: 'nobody', action: 'remove' },
      { reason: 'managedExternally', ...removal('okta', 'ada') },
    ]);
    expect(groupsOf.get('ada')?.isWhole).toBe(true);
    expect(progress.at(-1)).toEqual([2, 2]);
  });

  it('says that there are groups which Confluence does not list, and who is in none', async () => {
    const { entries, leftOut } = await leaveAllGroups(
      [
        { accountId: 'ada', groups: [OWN], isWhole: false },
        { accountId: 'bob', error: { kind: 'invalid' } },
        { accountId: 'cleo', groups: [], isWhole: true },
      ],
      () => undefined,
      pause,
    );
    expect(entries).toHaveLength(1);
    expect(leftOut).toEqual([
      { reason: 'notAnswered', accountId: 'ada', action: 'remove' },
      { reason: 'notAnswered', accountId: 'bob', action: 'remove' },
      { reason: 'unchanged', accountId: 'cleo', action: 'remove' },
    ]);
  });
});

it('stops where nobody waits for it any more', async () => {
  const waiting = preparePlan(
    { kind: 'offboarding', accountIds: ['ada'] },
    { ...TOOLS, signal: AbortSignal.abort() },
  );
  await expect(timeline.until(waiting)).rejects.toThrow('abort');
});
