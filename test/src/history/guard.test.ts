import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, SITE_ADMINS, succeeded } from '../support/app';
import { hurry } from '../support/hastyClock';
import {
  blockOf,
  detailOf,
  makeAll,
  makeSlice,
  newDriver,
  outcomesOf,
  removeAll,
  runIdOf,
  startRun,
  undo,
  type TestRun,
} from '../support/runs';

/** The function empties no group that gives administration, whatever the page saw before. */

let app: App;
let admins: string[];
let contractors: string[];
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  app.host.consent('new-admin');
  admins = await app.memberIds(SITE_ADMINS);
  contractors = await app.memberIds(CONTRACTORS);
  app.host.confluence.requestLog.clear();
  hurry();
});
afterAll(() => app.host.close());

const LAST = { status: 'failed', error: { kind: 'lastAdministrators' } };
const DONE = { status: 'done' };
const writes = () => app.asked.filter((request) => !request.startsWith('GET')).length;

it('lets one of two who remove the site admins of each other’s lists keep the last', async () => {
  expect(admins).toHaveLength(3);
  const [first = '', second = '', third = ''] = admins;
  succeeded(await removeAll(app, SITE_ADMINS, [first, second]));
  // Another page was opened before, and shows all three.
  const answer = await removeAll(app, SITE_ADMINS, [third], 'new-admin');
  expect(answer).toMatchObject({
    ok: true,
    outcomes: [{ change: 0, outcome: LAST }],
    stopped: [{ groupId: SITE_ADMINS, error: { kind: 'lastAdministrators' } }],
  });
  expect(await app.memberIds(SITE_ADMINS)).toEqual([third]);
  expect(await outcomesOf(app, runIdOf(answer))).toEqual(['failed lastAdministrators']);
});

it('refuses the group’s changes and lets those of another group in the same run go on', async () => {
  const [ada = '', bob = ''] = contractors;
  const answer = await makeAll(app, [blockOf(SITE_ADMINS, admins), blockOf(CONTRACTORS, [ada, bob])]);
  expect(answer).toMatchObject({
    ok: true,
    outcomes: [
      ...admins.map((_, change) => ({ change, outcome: LAST })),
      { change: 3, outcome: DONE },
      { change: 4, outcome: DONE },
    ],
    stopped: [{ groupId: SITE_ADMINS, error: { kind: 'lastAdministrators' } }],
  });
  expect(await app.memberIds(SITE_ADMINS)).toEqual(admins);
  expect(await app.memberIds(CONTRACTORS)).not.toContain(ada);
  const { run } = await detailOf(app, runIdOf(answer));
  expect(run.counts).toEqual({ done: 2, unchanged: 0, failed: 3, unconfirmed: 0, notAttempted: 0 });
});

it('answers in the order of the plan, whichever group is refused', async () => {
  const [ada = '', bob = ''] = contractors;
  const answer = await makeAll(app, [
    blockOf(CONTRACTORS, [ada]),
    blockOf(SITE_ADMINS, admins),
    blockOf(CONTRACTORS, [bob]),
  ]);
  expect(answer.outcomes?.map(({ change }) => change)).toEqual([0, 1, 2, 3, 4]);
});

it('sees to it slice by slice, however the run goes about it', async () => {
  const [first = '', second = '', third = ''] = admins;
  const run = await startRun(app, [blockOf(SITE_ADMINS, admins)]);
  expect(succeeded(await makeSlice(app, run, [[0, 0]])).outcomes).toMatchObject([{ outcome: DONE }]);
  expect(succeeded(await makeSlice(app, run, [[1, 1]])).outcomes).toMatchObject([{ outcome: DONE }]);
  expect(succeeded(await makeSlice(app, run, [[2, 2]])).outcomes).toMatchObject([{ outcome: LAST }]);
  expect(await app.memberIds(SITE_ADMINS)).toEqual([third]);
  expect([first, second]).not.toContain(third);
});

it('does so for an undo too, and for what another admin resumes', async () => {
  const [member = '', ...others] = admins;
  const run = await makeAll(app, [blockOf(SITE_ADMINS, [contractors[0] ?? ''], 'add')]);
  succeeded(await removeAll(app, SITE_ADMINS, [member, ...others]));
  expect(await app.memberIds(SITE_ADMINS)).toEqual([contractors[0]]);
  expect(await undo(app, runIdOf(run), [[0, 0]])).toMatchObject({
    outcomes: [{ outcome: LAST }],
  });
  expect(await app.memberIds(SITE_ADMINS)).toEqual([contractors[0]]);
});

it('counts an app as nobody who could administer', async () => {
  const designers = await app.members(DESIGN_TEAM);
  const bot = designers.find(({ accountType }) => accountType === 'app');
  if (!bot) throw new Error('There is none.');
  succeeded(await makeAll(app, [blockOf(SITE_ADMINS, [bot.accountId], 'add')]));
  expect(await removeAll(app, SITE_ADMINS, admins)).toMatchObject({
    outcomes: admins.map(() => ({ outcome: LAST })),
  });
});

it('asks for nothing where it cannot find out, and lets the other groups go on', async () => {
  const [ada = ''] = contractors;
  app.fault({ path: `group/${SITE_ADMINS}/membersByGroupId`, status: 500 });
  const answer = await makeAll(app, [blockOf(SITE_ADMINS, admins.slice(0, 1)), blockOf(CONTRACTORS, [ada])]);
  expect(answer).toMatchObject({
    ok: false,
    error: { kind: 'unavailable' },
    outcomes: [
      { change: 0, outcome: { status: 'notAttempted' } },
      { change: 1, outcome: DONE },
    ],
  });
  app.fault();
  expect(await app.memberIds(SITE_ADMINS)).toEqual(admins);
});

it.each([
  ['is gone', 400, 'groupNotFound'],
  ['may not be looked at', 403, 'permission'],
])('stops only the group that %s meanwhile', async (_, status, kind) => {
  const [ada = ''] = contractors;
  const run = await startRun(app, [blockOf(EMPTY_GROUP, [ada]), blockOf(CONTRACTORS, [ada])]);
  app.fault(
    { path: `group/${EMPTY_GROUP}/membersByGroupId`, status },
    { path: `by-id\\?id=${EMPTY_GROUP}`, status: 404 },
  );
  const answer = await makeSlice(app, run, [[0, 1]]);
  expect(answer).toMatchObject({
    ok: true,
    outcomes: [
      { change: 0, outcome: { status: 'notAttempted' } },
      { change: 1, outcome: DONE },
    ],
    stopped: [{ groupId: EMPTY_GROUP, error: { kind } }],
  });
});

describe('what it costs', () => {
  const guards = () => app.asked.filter((request) => /membersByGroupId|accessType/.test(request)).length;

  it('is one request for a group of which many stay, and four for a small ordinary one', async () => {
    await removeAll(app, CONTRACTORS, contractors.slice(0, 2));
    expect(guards()).toBe(1);
    app.host.confluence.requestLog.clear();
    await removeAll(app, EMPTY_GROUP, contractors.slice(0, 2));
    expect(guards()).toBe(4);
  });

  it('is nothing for additions', async () => {
    await makeAll(app, [blockOf(SITE_ADMINS, contractors.slice(0, 2), 'add')]);
    expect(guards()).toBe(0);
  });

  /** A run of 400 about a group, and what each of its slices asks beside the changes. */
  async function slicesOf(groupId: string): Promise<{ run: TestRun; each: number[] }> {
    const people = Array.from({ length: 400 }, (_, n) => `p${n}`);
    const run = await startRun(app, [blockOf(groupId, people)]);
    app.fault({ method: 'DELETE', status: 204, body: '' });
    const each: number[] = [];
    for (let from = 0; from < 400; from += 100) {
      app.host.confluence.requestLog.clear();
      succeeded(await makeSlice(app, run, [[from, from + 99]]));
      each.push(app.requests.length - 100);
      expect(writes()).toBe(100);
    }
    return { run, each };
  }

  it('is nothing a slice in a long run, of a group that is known to be ordinary', async () => {
    for (const groupId of [CONTRACTORS, EMPTY_GROUP]) {
      expect((await slicesOf(groupId)).each).toEqual([0, 0, 0, 0]);
    }
  });

  it('is asked each time in a long run, of a group that gives administration', async () => {
    const { each } = await slicesOf(SITE_ADMINS);
    for (const requests of each) expect(requests).toBeGreaterThanOrEqual(3);
  });

  it('is asked each time where it could not be found out at the beginning', async () => {
    const people = Array.from({ length: 400 }, (_, n) => `p${n}`);
    app.fault({ path: 'accessType', status: 500 });
    const run = await startRun(app, [blockOf(EMPTY_GROUP, people)]);
    app.fault({ method: 'DELETE', status: 204, body: '' });
    app.host.confluence.requestLog.clear();
    succeeded(await makeSlice(app, run, [[0, 9]]));
    expect(guards()).toBe(4);
  });

  it('is asked again once the run is taken up again: the group may give administration by now', async () => {
    const { run } = await slicesOf(EMPTY_GROUP);
    succeeded(await app.call('site-admin', 'endRun', run.ticket));
    const resume = { runId: run.ticket.runId, driver: newDriver() };
    run.ticket = succeeded(await app.call('site-admin', 'resumeRun', resume)).run;
    app.host.confluence.requestLog.clear();
    succeeded(await makeSlice(app, run, [[0, 9]]));
    expect(guards()).toBe(4);
  });
});
