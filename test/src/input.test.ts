import fc from 'fast-check';
import type { Calls } from '../../src/contract';
import {
  MAX_CHANGES_IN_CALL,
  MAX_CHANGES_IN_RUN,
  MAX_GROUPS_IN_RUN,
  MAX_REASON_CHARS,
} from '../../src/contract/limits';
import { App, DESIGN_TEAM } from './support/app';
import { CALL_NAMES } from './support/validInputs';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.host.close());

const groupId = DESIGN_TEAM;
const members = { groupId, start: 0, limit: 50, withTotal: false };
const memberPage = { start: 0, limit: 200, withTotal: false };
const pace = { at: 0, rate: 50, tokens: 30, concurrency: 100, blockedMs: 0, latencyMs: 100 };
const long = 'x'.repeat(256);

const runId = '9999999999999-0123456789abcdef';
const driver = 'driver-0000000000001';
const run = { runId, driver, next: 1 };
const named = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`);
const block = { groupId, action: 'remove', accountIds: ['abc'] };
const planOf = (...blocks: unknown[]) => ({ blocks });
const start = { driver, plan: planOf(block), total: 1 };
const slice = { run, changes: [[0, 0]] };
const sliceOfNew = { newRun: start, changes: [[0, 0]] };
const undoes = { undoes: { runId, changes: [[0, 0]] } };

/** Refused in the slice that begins a run too, as `newRun.…`. */
const REFUSED_STARTS: [unknown, string][] = [
  [{ ...start, driver: 'short' }, 'driver'],
  [{ ...start, driver: 'no spaces allowed here' }, 'driver'],
  [{ ...start, total: 1.5 }, 'total'],
  [{ ...start, total: 0 }, 'total'],
  [{ ...start, total: MAX_CHANGES_IN_RUN + 1 }, 'total'],
  [{ ...start, reason: 7 }, 'reason'],
  [{ ...start, reason: 'x'.repeat(MAX_REASON_CHARS + 1) }, 'reason'],
  [{ ...start, reason: '\ud800' }, 'reason'],
  [{ ...start, plan: undefined }, 'plan'],
  [{ ...start, plan: {} }, 'plan.blocks'],
  [{ ...start, plan: planOf() }, 'plan.blocks'],
  [{ ...start, plan: planOf({ ...block, groupId: '' }) }, 'plan.blocks.0.groupId'],
  [{ ...start, plan: planOf({ ...block, groupId: 'a b' }) }, 'plan.blocks.0.groupId'],
  [{ ...start, plan: planOf({ ...block, action: 'restore' }) }, 'plan.blocks.0.action'],
  [{ ...start, plan: planOf({ ...block, accountIds: [] }) }, 'plan.blocks.0.accountIds'],
  [{ ...start, plan: planOf({ ...block, accountIds: ['abc', 'abc'] }) }, 'plan.blocks.0.accountIds'],
  [{ ...start, plan: planOf({ ...block, accountIds: ['abc', ''] }) }, 'plan.blocks.0.accountIds.1'],
  [{ ...start, plan: planOf({ ...block, accountIds: [null] }) }, 'plan.blocks.0.accountIds.0'],
  [{ ...start, plan: planOf({ ...block, accountIds: ['x'.repeat(129)] }) }, 'plan.blocks.0.accountIds.0'],
  [{ ...start, plan: planOf({ ...block, accountIds: ['a&accountId=b'] }) }, 'plan.blocks.0.accountIds.0'],
  [{ ...start, total: 2, plan: planOf(block, block) }, 'plan.blocks'],
  [{ ...start, total: 2, plan: planOf(block, { ...block, action: 'add' }) }, 'plan.blocks'],
  [
    {
      ...start,
      ...{ total: MAX_CHANGES_IN_CALL + 1 },
      plan: planOf({ ...block, accountIds: named(MAX_CHANGES_IN_CALL + 1) }),
    },
    'plan.blocks.0.accountIds',
  ],
  [
    {
      ...start,
      ...{ total: MAX_GROUPS_IN_RUN + 1 },
      plan: planOf(...named(MAX_GROUPS_IN_RUN + 1).map((one) => ({ ...block, groupId: one }))),
    },
    'plan.blocks',
  ],
  [{ ...start, plan: { undoes: { runId: '', changes: [[0, 0]] } } }, 'plan.undoes.runId'],
  [{ ...start, plan: { undoes: { runId, changes: [] } } }, 'plan.undoes.changes'],
  [{ ...start, plan: { undoes: { runId, changes: [[1, 0]] } } }, 'plan.undoes.changes'],
];

const REFUSED: [keyof Calls, unknown, string][] = [
  ['searchGroups', {}, 'query'],
  ['searchGroups', { query: 7, limit: 5 }, 'query'],
  ['searchGroups', { query: long, limit: 5 }, 'query'],
  ['searchGroups', { query: '\ud800', limit: 5 }, 'query'],
  ['searchGroups', { query: '' }, 'limit'],
  ['searchGroups', { query: '', limit: 0 }, 'limit'],
  ['searchGroups', { query: '', limit: 201 }, 'limit'],
  ['searchGroups', { query: '', limit: 1.5 }, 'limit'],
  ['searchGroups', { query: '', limit: '5' }, 'limit'],
  ['getGroup', null, 'groupId'],
  ['getGroup', 'text', 'payload'],
  ['getGroup', { groupId: '' }, 'groupId'],
  ['getGroup', { groupId: long }, 'groupId'],
  ['getGroup', { groupId: ['a'] }, 'groupId'],
  ['listMembers', { ...members, groupId: '../../user/current' }, 'groupId'],
  ['listMembers', { ...members, groupId: '.' }, 'groupId'],
  ['listMembers', { ...members, groupId: 'a b' }, 'groupId'],
  ['listMembers', { ...members, groupId: 'a\u00a0b' }, 'groupId'],
  ['listMembers', { ...members, start: -1 }, 'start'],
  ['listMembers', { ...members, start: 2 ** 31 }, 'start'],
  ['listMembers', { ...members, limit: 201 }, 'limit'],
  ['listMembers', { ...members, withTotal: 'yes' }, 'withTotal'],
  ['listMemberPages', { groupId }, 'pages'],
  ['listMemberPages', { groupId, pages: memberPage }, 'pages'],
  ['listMemberPages', { groupId, pages: [] }, 'pages'],
  ['listMemberPages', { groupId, pages: Array.from({ length: 11 }, () => memberPage) }, 'pages'],
  ['listMemberPages', { groupId, pages: [memberPage, null] }, 'pages.1'],
  ['listMemberPages', { groupId, pages: [memberPage, { ...memberPage, start: -1 }] }, 'pages.1.start'],
  ['listMemberPages', { groupId, pages: [{ ...memberPage, limit: 201 }] }, 'pages.0.limit'],
  ['listMemberPages', { groupId, pages: [{ start: 0, limit: 5 }] }, 'pages.0.withTotal'],
  ['listMemberPages', { groupId: '..', pages: [memberPage] }, 'groupId'],
  ['findPeople', { limit: 5 }, 'query'],
  ['findPeople', { query: '', limit: 5 }, 'query'],
  ['findPeople', { query: ' \u00a0\t', limit: 5 }, 'query'],
  ['findPeople', { query: long, limit: 5 }, 'query'],
  ['findPeople', { query: 'jonas\ud800', limit: 5 }, 'query'],
  ['findPeople', { query: 'jonas' }, 'limit'],
  ['findPeople', { query: 'jonas', limit: 0 }, 'limit'],
  ['findPeople', { query: 'jonas', limit: 51 }, 'limit'],
  ['checkMembership', { groupId, accountId: 'a b' }, 'accountId'],
  ['checkMembership', { accountId: 'abc' }, 'groupId'],
  ['checkMemberships', { groupId, accountIds: named(51) }, 'accountIds'],
  ['lookUpPeople', { accountIds: named(201) }, 'accountIds'],
  ['groupAccess', {}, 'groupId'],
  ...REFUSED_STARTS.map(([input, field]): [keyof Calls, unknown, string] => ['startRun', input, field]),
  ['startRun', { ...start, total: 2 }, 'payload'],
  ['startRun', { ...start, total: 10_000 }, 'payload'],
  ...REFUSED_STARTS.map(([newRun, field]): [keyof Calls, unknown, string] => [
    ...(['makeChanges', { newRun, changes: [[0, 0]] }, `newRun.${field}`] as const),
  ]),
  ['makeChanges', { newRun: { ...start, total: 2 }, changes: [[0, 0]] }, 'payload'],
  [
    'makeChanges',
    {
      newRun: {
        ...{ driver, total: 2 * MAX_CHANGES_IN_CALL },
        plan: planOf({ ...block, accountIds: named(MAX_CHANGES_IN_CALL) }),
      },
      changes: [[0, 0]],
    },
    'payload',
  ],
  ['makeChanges', { ...sliceOfNew, ends: false }, 'ends'],
  ['makeChanges', { ...sliceOfNew, changes: [] }, 'changes'],
  ['makeChanges', { changes: [[0, 0]] }, 'run'],
  ['makeChanges', { ...slice, run: { ...run, runId: '../x' } }, 'run.runId'],
  ['makeChanges', { ...slice, run: { ...run, driver: 'short' } }, 'run.driver'],
  ['makeChanges', { ...slice, run: { ...run, next: -1 } }, 'run.next'],
  ['makeChanges', { ...slice, run: { ...run, next: 1.5 } }, 'run.next'],
  ...(
    [
      [[], ''],
      [[[0]], '.0.1'],
      [[[-1, 0]], '.0.0'],
      [[[0, 0.5]], '.0.1'],
      [[[1, 0]], ''],
      [
        [
          [5, 6],
          [0, 1],
        ],
        '',
      ],
      [
        [
          [0, 1],
          [1, 2],
        ],
        '',
      ],
      [
        [
          [0, 1],
          [2, 3],
        ],
        '',
      ],
      [[[0, 200]], ''],
      [[[1_000_000, 1_000_000]], '.0.0'],
      [Array.from({ length: 21 }, (_, n) => [n * 500, n * 500]), ''],
      ['0-1', ''],
    ] as const
  ).map(([changes, at]): [keyof Calls, unknown, string] => ['makeChanges', { run, changes }, `changes${at}`]),
  ...(
    [
      ['rate', 50.1],
      ['rate', 0],
      ['rate', -1],
      ['rate', null],
      ['rate', '50'],
      ['tokens', -1],
      ['tokens', 31],
      ['concurrency', 0],
      ['concurrency', 101],
      ['blockedMs', -1],
      ['blockedMs', 1e12],
      ['latencyMs', -1],
      ['latencyMs', 1e6],
      ['at', -1],
      ['at', 1e300],
      ['at', undefined],
    ] as const
  ).map(([field, value]): [keyof Calls, unknown, string] => [
    ...(['makeChanges', { ...slice, paces: { remove: { ...pace, [field]: value } } }] as const),
    `paces.remove.${field}`,
  ]),
  ['makeChanges', { ...slice, paces: { add: { ...pace, rate: 100.1, tokens: 60 } } }, 'paces.add.rate'],
  ['makeChanges', { ...slice, paces: { remove: null } }, 'paces.remove'],
  ['makeChanges', { ...slice, paces: null }, 'paces'],
  ['extendRun', { run, from: 10, plan: planOf(block) }, 'from'],
  ['extendRun', { run, from: 7_500, plan: planOf(block) }, 'from'],
  ['extendRun', { run, from: 0, plan: planOf(block) }, 'from'],
  ['extendRun', { run, from: 5_000, plan: planOf() }, 'plan.blocks'],
  ['extendRun', { from: 5_000, plan: planOf(block) }, 'run'],
  ['endRun', { ...run, runId: undefined }, 'runId'],
  ['keepRun', { ...run, driver: 7 }, 'driver'],
  ['resumeRun', { runId }, 'driver'],
  ['dismissRun', {}, 'runId'],
  ['listRuns', { limit: 51 }, 'limit'],
  ['listRuns', { limit: 5, cursor: 7 }, 'cursor'],
  ['listRuns', { limit: 5, personId: 'a b' }, 'personId'],
  ['listRuns', { limit: 5, actorId: '' }, 'actorId'],
  ['getRun', { runId, from: -1 }, 'from'],
  ['getRun', { runId, from: 1_000_001 }, 'from'],
  ['checkChanges', { runId: 'run:1', changes: [[0, 0]] }, 'runId'],
  ['checkChanges', { runId, changes: [[0, 50]] }, 'changes'],
  ['checkChanges', { runId }, 'changes'],
];

it.each(REFUSED.map(([name, payload, field]) => ({ name, payload, field, shown: inShort(payload) })))(
  '$name refuses $shown, naming $field, and asks nothing of anybody',
  async ({ name, payload, field }) => {
    app.host.reset();
    const answer = await app.call('site-admin', name, payload);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid', field } });
    expect(answer).toMatchObject({ error: { detail: expect.stringContaining(field) as string } });
    expect(app.requests).toEqual([]);
    expect(app.storageRequests).toEqual([]);
  },
);

it.each<[keyof Calls, unknown]>([
  ['startRun', start],
  ['startRun', { ...start, plan: undoes }],
  ['makeChanges', slice],
  ['makeChanges', { ...slice, paces: { remove: pace, add: { ...pace, rate: 100, tokens: 60 } } }],
  ['makeChanges', { ...sliceOfNew, ends: true }],
  ['makeChanges', { newRun: { ...start, plan: undoes }, changes: [[0, 0]] }],
  ['extendRun', { run, from: 5_000, plan: planOf(block) }],
])('%s takes %j: what is refused above is refused for what was altered', async (name, payload) => {
  app.host.reset();
  const answer = await app.call('site-admin', name, payload);
  expect('error' in answer ? answer.error.kind : 'none').toMatch(/^(none|runNotFound)$/);
});

it('says what is wrong in words', async () => {
  const answer = await app.call('site-admin', 'resumeRun', { runId });
  expect(answer).toMatchObject({ error: { detail: 'driver is missing' } });
  expect(await app.call('site-admin', 'getGroup', 'text')).toMatchObject({
    error: { detail: 'payload must be an object' },
  });
});

function inShort(payload: unknown): string {
  const text = JSON.stringify(payload);
  return text.length > 150 ? `${text.slice(0, 150)}…` : text;
}

/** They take anything, because they read nothing of it. */
const WITHOUT_INPUT = new Set<keyof Calls>(['listUnfinishedRuns']);

it('throws for no payload whatever', async () => {
  const names = CALL_NAMES.filter((name) => !WITHOUT_INPUT.has(name));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, payload) => {
      app.host.reset();
      expect(await app.call('site-admin', name, payload)).toMatchObject({
        ok: false,
        error: { kind: 'invalid' },
      });
      expect(app.requests).toEqual([]);
      expect(app.storageRequests).toEqual([]);
    }),
    { seed: 20_26, numRuns: 700 },
  );
});

it('takes any text for a group id or refuses it, and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
      const answer = await app.call('site-admin', 'listMembers', { ...members, groupId: text });
      expect(answer.ok).toBe(false);
    }),
    { seed: 20_26, numRuns: 300 },
  );
});
