import type { ChangeBlock } from '../../../src/contract';
import { App, CONTRACTORS, DESIGN_TEAM, EMPTY_GROUP, succeeded, UMLAUT_GROUP } from '../support/app';
import { hurry } from '../support/hastyClock';
import { blockOf, detailOf, makeAll, outcomesOf, runIdOf, undo } from '../support/runs';

/** A run may have changes of both kinds, in any number of groups. */

let app: App;
let ada: string, bob: string, cy: string;
beforeAll(async () => {
  app = await App.start({ limits: false });
});
beforeEach(async () => {
  app.host.reset();
  [ada = '', bob = '', cy = ''] = await app.memberIds(UMLAUT_GROUP);
  app.host.confluence.requestLog.clear();
  hurry();
});
afterAll(() => app.host.close());

const DONE = { status: 'done' };
const NOT_ATTEMPTED = { status: 'notAttempted' };

/** Changes as they were asked of Confluence, in the order in which they arrived. */
const writes = () =>
  app.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${/groupId=([^&]*)/.exec(path)?.[1] ?? ''}`);
const isIn = (groupId: string, accountId: string) => app.isMember(groupId, accountId);

/** From the research group into the empty one. */
const move = (accountIds: string[]): ChangeBlock[] => [
  blockOf(UMLAUT_GROUP, accountIds),
  blockOf(EMPTY_GROUP, accountIds, 'add'),
];

describe('a move', () => {
  it('makes the addition first, wherever the plan has it', async () => {
    for (const blocks of [move([ada]), move([bob]).reverse()]) {
      app.host.confluence.requestLog.clear();
      succeeded(await makeAll(app, blocks));
      expect(writes()).toEqual([`POST ${EMPTY_GROUP}`, `DELETE ${UMLAUT_GROUP}`]);
    }
    expect([await isIn(EMPTY_GROUP, ada), await isIn(UMLAUT_GROUP, ada)]).toEqual([true, false]);
  });

  it.each([
    [{ status: 400 }, 'failed', 'invalid'],
    [{ status: 500 }, 'failed', 'unavailable'],
    [{ drop: 'after' }, 'unconfirmed', 'unconfirmed'],
    [{ drop: 'before' }, 'unconfirmed', 'unconfirmed'],
  ])('whose addition ends in %j leaves the person where they were', async (fault, status, kind) => {
    app.fault({ method: 'POST', accountId: ada, ...fault });
    const answer = await makeAll(app, move([ada, bob]));
    expect(answer).toMatchObject({
      ok: true,
      outcomes: [
        { change: 0, outcome: NOT_ATTEMPTED },
        { change: 1, outcome: DONE },
        { change: 2, outcome: { status, error: { kind } } },
        { change: 3, outcome: DONE },
      ],
    });
    expect(writes().filter((write) => write.startsWith('DELETE'))).toHaveLength(1);
    expect(await isIn(UMLAUT_GROUP, ada)).toBe(true);
    expect(await outcomesOf(app, runIdOf(answer))).toEqual([
      ...['notAttempted', 'done', `${status} ${kind}`, 'done'],
    ]);
  });

  it('of somebody who is in the other group already goes on', async () => {
    app.fault({ method: 'POST', status: 409, body: {} });
    expect(await makeAll(app, move([ada]))).toMatchObject({
      outcomes: [
        { change: 0, outcome: DONE },
        { change: 1, outcome: { status: 'unchanged' } },
      ],
    });
  });

  it('is taken back by another: into the old group first', async () => {
    const runId = runIdOf(await makeAll(app, move([ada, bob])));
    app.host.confluence.requestLog.clear();
    const back = succeeded(await undo(app, runId, [[0, 3]]));
    expect(back.outcomes?.map(({ outcome }) => outcome.status)).toEqual(['done', 'done', 'done', 'done']);
    // Each person is added before they are removed.
    for (const [n] of writes().entries()) {
      const soFar = writes().slice(0, n + 1);
      const count = (write: string) => soFar.filter((one) => one === write).length;
      expect(count(`POST ${UMLAUT_GROUP}`)).toBeGreaterThanOrEqual(count(`DELETE ${EMPTY_GROUP}`));
    }
    expect(writes()).toHaveLength(4);
    expect([await isIn(EMPTY_GROUP, ada), await isIn(UMLAUT_GROUP, ada)]).toEqual([false, true]);
    expect(await outcomesOf(app, runId)).toEqual(Array.from({ length: 4 }, () => 'done undone'));
    const { run, changes } = await detailOf(app, runIdOf(back));
    expect(run).toMatchObject({ undoes: runId, actions: { add: 2, remove: 2 } });
    expect(changes.map(({ action, groupId }) => [action, groupId])).toEqual([
      ['add', UMLAUT_GROUP],
      ['add', UMLAUT_GROUP],
      ['remove', EMPTY_GROUP],
      ['remove', EMPTY_GROUP],
    ]);
  });

  it('is taken back in part, each change by its own place', async () => {
    const runId = runIdOf(await makeAll(app, move([ada, bob, cy])));
    succeeded(
      await undo(app, runId, [
        [1, 1],
        [4, 4],
      ]),
    );
    expect(await outcomesOf(app, runId)).toEqual([
      ...['done', 'done undone', 'done', 'done', 'done undone', 'done'],
    ]);
    expect(await isIn(UMLAUT_GROUP, bob)).toBe(true);
    expect(await isIn(EMPTY_GROUP, bob)).toBe(false);
    expect(await isIn(EMPTY_GROUP, ada)).toBe(true);
  });
});

it('says of each group how it was called, and of both kinds how many', async () => {
  const designers = await app.memberIds(DESIGN_TEAM);
  const other = (await app.memberIds(CONTRACTORS)).find((id) => !designers.includes(id)) ?? '';
  const answer = await makeAll(app, [
    blockOf(UMLAUT_GROUP, [ada]),
    blockOf(EMPTY_GROUP, [ada, bob], 'add'),
    blockOf(DESIGN_TEAM, [other], 'add'),
    blockOf(UMLAUT_GROUP, [bob]),
  ]);
  const { run } = await detailOf(app, runIdOf(answer));
  expect(run.groups).toEqual([
    { groupId: UMLAUT_GROUP, name: 'R&D / Zürich (北)' },
    { groupId: EMPTY_GROUP, name: 'empty-group' },
    { groupId: DESIGN_TEAM, name: 'design-team' },
  ]);
  expect(run.actions).toEqual({ add: 3, remove: 2 });
  expect(run.counts).toMatchObject({ done: 5 });
});

it('stops in the group that is gone, and goes on in the others', async () => {
  app.fault(
    { method: 'DELETE', path: UMLAUT_GROUP, status: 404, body: { message: 'No such group' } },
    { path: `by-id\\?id=${UMLAUT_GROUP}`, status: 200, body: { id: UMLAUT_GROUP, name: 'x' }, times: 1 },
    { path: `by-id\\?id=${UMLAUT_GROUP}`, status: 404, body: { message: 'No such group' } },
  );
  const [contractor = ''] = await app.memberIds(CONTRACTORS);
  const answer = await makeAll(app, [blockOf(UMLAUT_GROUP, [ada, bob]), blockOf(CONTRACTORS, [contractor])]);
  expect(answer).toMatchObject({
    ok: true,
    stopped: [{ groupId: UMLAUT_GROUP, error: { kind: 'groupNotFound' } }],
  });
  expect(await outcomesOf(app, runIdOf(answer))).toEqual([
    ...['failed groupNotFound', 'notAttempted', 'done'],
  ]);
});

it('paces each operation by itself', async () => {
  const answer = await makeAll(app, move([ada]));
  expect(answer.paces).toMatchObject({ add: { rate: 100 }, remove: { rate: 50 } });
});

it('does not begin where one of its groups does not exist', async () => {
  expect(await makeAll(app, [blockOf(EMPTY_GROUP, [ada], 'add'), blockOf('gone', [ada])])).toMatchObject({
    ok: false,
    error: { kind: 'groupNotFound' },
  });
  expect(writes()).toEqual([]);
  expect(app.stored.size).toBe(0);
});
