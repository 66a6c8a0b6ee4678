import {
  ALL_STAFF,
  App,
  CONTRACTORS,
  DESIGN_TEAM,
  EMPTY_GROUP,
  SITE_ADMINS,
  succeeded,
} from '../support/app';
import { hurry } from '../support/hastyClock';
import { blockOf, detailOf, listed, newDriver, newRunOf, removeAll, runIdOf } from '../support/runs';

/** What the groups of a run are called in the history: as its admin saw them, where the page says so. */

let app: App;
let ada: string, bob: string;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  [ada = '', bob = ''] = await app.memberIds(CONTRACTORS);
  app.host.confluence.requestLog.clear();
  hurry();
});
afterAll(() => app.host.close());

const lookups = () =>
  app.asked.flatMap((request) => /^GET .*\/group\/by-id\?id=(.*)$/.exec(request)?.[1] ?? []);
const OLD_NAMES = [
  { id: CONTRACTORS, name: 'Contractors & Co. (北)' },
  { id: EMPTY_GROUP, name: ' ' },
];
const AS_RECORDED = OLD_NAMES.map(({ id, name }) => ({ groupId: id, name }));
const move = () => [blockOf(EMPTY_GROUP, [ada], 'add'), blockOf(CONTRACTORS, [ada])];

it('are those of the plan, and Confluence is not asked for them', async () => {
  const newRun = newRunOf(move(), { groups: OLD_NAMES });
  const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 1]], ends: true });
  expect(lookups()).toEqual([]);
  const { run } = await detailOf(app, runIdOf(succeeded(answer)));
  expect(run.groups).toEqual([...AS_RECORDED].reverse());
  expect(run.counts).toMatchObject({ done: 2 });
  expect(await listed(app, { groupId: CONTRACTORS })).toEqual([run]);
  expect(await app.isMember(EMPTY_GROUP, ada)).toBe(true);
});

it('are looked up where the plan does not say them', async () => {
  const newRun = newRunOf(move(), { groups: OLD_NAMES.slice(1) });
  const { run } = succeeded(await app.call('site-admin', 'startRun', newRun));
  expect(lookups()).toEqual([CONTRACTORS]);
  expect((await detailOf(app, run.runId)).run.groups).toEqual([
    AS_RECORDED[1],
    { groupId: CONTRACTORS, name: 'contractors' },
  ]);
});

it('are kept of no group that the run is not about', async () => {
  const groups = [...OLD_NAMES, { id: SITE_ADMINS, name: 'A name nobody needs' }];
  const newRun = newRunOf([blockOf(CONTRACTORS, [ada])], { groups });
  const { run } = succeeded(await app.call('site-admin', 'startRun', newRun));
  expect((await detailOf(app, run.runId)).run.groups).toEqual([AS_RECORDED[0]]);
  expect(JSON.stringify([...app.stored])).not.toContain('A name nobody needs');
});

it('belong to what is begun: the same driver begins nothing else with others', async () => {
  const newRun = newRunOf(move(), { groups: OLD_NAMES });
  const first = succeeded(await app.call('site-admin', 'startRun', newRun));
  expect(await app.call('site-admin', 'startRun', newRun)).toEqual(first);
  const renamed = newRunOf(move(), { driver: newRun.driver });
  expect(await app.call('site-admin', 'startRun', renamed)).toMatchObject({
    error: { kind: 'invalid', field: 'driver' },
  });
});

it('are added with the groups of what a plan names later, and stay as they were said first', async () => {
  const people = Array.from({ length: 5_000 }, (_, n) => `p${n}`);
  const groups = [{ id: CONTRACTORS, name: 'first' }];
  const start = { ...newRunOf([blockOf(CONTRACTORS, people)], { groups }), total: 5_003 };
  let { run } = succeeded(await app.call('site-admin', 'startRun', start));
  const plan = {
    blocks: [
      blockOf(CONTRACTORS, ['later']),
      blockOf(EMPTY_GROUP, ['later'], 'add'),
      blockOf(DESIGN_TEAM, ['later']),
    ],
    groups: [
      { id: CONTRACTORS, name: 'second' },
      { id: EMPTY_GROUP, name: 'another' },
    ],
  };
  ({ run } = succeeded(await app.call('site-admin', 'extendRun', { run, from: 5_000, plan })));
  expect(lookups()).toEqual([DESIGN_TEAM]);
  expect((await detailOf(app, run.runId)).run.groups).toEqual([
    { groupId: CONTRACTORS, name: 'first' },
    { groupId: EMPTY_GROUP, name: 'another' },
    { groupId: DESIGN_TEAM, name: 'design-team' },
  ]);
});

describe('of what is taken back', () => {
  const undoing = (runId: string, groups?: { id: string; name: string }[]) => ({
    newRun: {
      driver: newDriver(),
      plan: { undoes: { runId, changes: [[0, 1]] as [number, number][] }, ...(groups && { groups }) },
      total: 2,
    },
    ...{ changes: [[0, 1]], ends: true },
  });

  it('are those of the plan too, and Confluence is not asked for them', async () => {
    const removed = runIdOf(await removeAll(app, CONTRACTORS, [ada, bob]));
    app.host.confluence.requestLog.clear();
    const answer = await app.call('site-admin', 'makeChanges', undoing(removed, OLD_NAMES));
    expect(answer).toMatchObject({ ok: true, outcomes: [0, 1].map((change) => ({ change })) });
    expect(lookups()).toEqual([]);
    const { run } = await detailOf(app, runIdOf(answer));
    expect(run).toMatchObject({ undoes: removed, groups: [AS_RECORDED[0]], counts: { done: 2 } });
    expect(await app.isMember(CONTRACTORS, ada)).toBe(true);
  });

  it('are looked up where the plan does not say them', async () => {
    const removed = runIdOf(await removeAll(app, CONTRACTORS, [ada, bob]));
    app.host.confluence.requestLog.clear();
    const answer = await app.call('site-admin', 'makeChanges', undoing(removed));
    expect(lookups()).toEqual([CONTRACTORS]);
    const { run } = await detailOf(app, runIdOf(answer));
    expect(run.groups).toEqual([{ groupId: CONTRACTORS, name: 'contractors' }]);
  });
});

describe('that the page says', () => {
  it('say nothing of whether a group is there: its changes stop, and the others go on', async () => {
    for (const [action, outcome] of [
      ['remove', { status: 'notAttempted' }],
      ['add', { status: 'failed', error: { kind: 'groupNotFound' } }],
    ] as const) {
      const newRun = newRunOf([blockOf('gone', [ada, bob], action), blockOf(EMPTY_GROUP, [ada], 'add')], {
        groups: [{ id: 'gone', name: 'Was here' }, ...OLD_NAMES],
      });
      const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 2]], ends: true });
      expect(answer).toMatchObject({
        ok: true,
        outcomes: [
          { change: 0, outcome },
          { change: 1, outcome: expect.anything() as object },
          { change: 2, outcome: expect.anything() as object },
        ],
        stopped: [{ groupId: 'gone', error: { kind: 'groupNotFound' } }],
      });
      expect(await app.isMember(EMPTY_GROUP, ada)).toBe(true);
      const { run } = await detailOf(app, runIdOf(answer));
      expect(run.groups[0]).toEqual({ groupId: 'gone', name: 'Was here' });
    }
  });

  it('say nothing of what a group gives: the last of its admins stay', async () => {
    const admins = await app.memberIds(SITE_ADMINS);
    const newRun = newRunOf([blockOf(SITE_ADMINS, admins)], { groups: [{ id: SITE_ADMINS, name: 'x' }] });
    const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 2]], ends: true });
    expect(answer).toMatchObject({ stopped: [{ error: { kind: 'lastAdministrators' } }] });
    expect(await app.memberIds(SITE_ADMINS)).toEqual(admins);
  });

  it('are not what a group is asked for by, where the deployment has the endpoints that take names', async () => {
    process.env.GROUP_MEMBERSHIP_API = 'by-name';
    try {
      const newRun = newRunOf([blockOf(CONTRACTORS, [ada])], {
        groups: [{ id: CONTRACTORS, name: 'all-staff' }],
      });
      succeeded(await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]], ends: true }));
      expect(await app.isMember(ALL_STAFF, ada)).toBe(true);
      expect(await app.isMember(CONTRACTORS, ada)).toBe(false);
    } finally {
      delete process.env.GROUP_MEMBERSHIP_API;
    }
  });
});
