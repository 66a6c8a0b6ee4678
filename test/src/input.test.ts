import fc from 'fast-check';
import type { Calls } from '../../src/contract';
import {
  MAX_CHANGES_IN_CALL,
  MAX_CHANGES_IN_RUN,
  MAX_GROUPS_IN_RUN,
  MAX_REASON_CHARS,
} from '../../src/contract/limits';
import { App, CONTRACTORS, DESIGN_TEAM, succeeded } from './support/app';
import { blockOf, newRunOf, startRun } from './support/runs';
import { CALL_NAMES } from './support/validInputs';

let app: App;
beforeAll(async () => {
  app = await App.start();
});
afterAll(() => app.host.close());

const groupId = DESIGN_TEAM;
const pace = { at: 0, rate: 50, tokens: 30, concurrency: 100, blockedMs: 0, latencyMs: 100 };
const long = 'x'.repeat(256);
/** What no URL, no path or no key can hold. */
const NO_GROUP_IDS = [
  '',
  long,
  'a b',
  'a\u00a0b',
  'a\n',
  '.',
  '..',
  'a..b',
  '../../user/current',
  '\ud800',
  '北'.repeat(86),
  7,
  null,
];
const NO_ACCOUNT_IDS = [
  '',
  long,
  '北'.repeat(86),
  '"'.repeat(128),
  'a b',
  ' a',
  'a\u00a0',
  'a\u2028',
  '\ufeffa',
  'a\u0000',
  '\u007f',
  'a\u0085',
  '\ud800',
];
/** Of no shape that is known of Atlassian's, and for Confluence to judge. */
const ODD_ACCOUNT_IDS = [
  ...[
    'x'.repeat(255),
    '北'.repeat(85),
    'a&accountId=b',
    'a/b?c#d',
    '../..',
    '%2e%2e',
    "O'Brien",
    '"\\',
    '🙂',
    '\u200b',
  ],
];

const runId = '9999999999999-0123456789abcdef';
const driver = 'driver-0000000000001';
const run = { runId, driver, next: 1 };
const named = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`);
const block = { groupId, action: 'remove', accountIds: ['abc'] };
const planOf = (...blocks: unknown[]) => ({ blocks });
const planWith = (groups: unknown) => ({ ...planOf(block), groups });
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
  ...NO_GROUP_IDS.map((id): [unknown, string] => [
    { ...start, plan: planOf({ ...block, groupId: id }) },
    'plan.blocks.0.groupId',
  ]),
  [{ ...start, plan: planOf({ ...block, action: 'restore' }) }, 'plan.blocks.0.action'],
  [{ ...start, plan: planOf({ ...block, accountIds: [] }) }, 'plan.blocks.0.accountIds'],
  [{ ...start, plan: planOf({ ...block, accountIds: ['abc', 'abc'] }) }, 'plan.blocks.0.accountIds'],
  ...NO_ACCOUNT_IDS.map((id): [unknown, string] => [
    { ...start, plan: planOf({ ...block, accountIds: ['abc', id] }) },
    'plan.blocks.0.accountIds.1',
  ]),
  [{ ...start, plan: planOf({ ...block, accountIds: [null] }) }, 'plan.blocks.0.accountIds.0'],
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
  ...(
    [
      [{}, ''],
      [null, ''],
      [groupId, ''],
      [[null], '.0'],
      [[{ id: groupId }], '.0.name'],
      [[{ id: groupId, name: '' }], '.0.name'],
      [[{ id: groupId, name: null }], '.0.name'],
      [[{ id: groupId, name: long }], '.0.name'],
      [[{ id: groupId, name: '\ud800' }], '.0.name'],
      [
        [
          { id: groupId, name: 'a' },
          { id: 'b', name: 7 },
        ],
        '.1.name',
      ],
      [[{ name: 'a' }], '.0.id'],
      ...NO_GROUP_IDS.map((id): [unknown, string] => [[{ id, name: 'a' }], '.0.id']),
      [named(MAX_GROUPS_IN_RUN + 1).map((id) => ({ id, name: id })), ''],
    ] as const
  ).flatMap(([groups, at]): [unknown, string][] => [
    [{ ...start, plan: planWith(groups) }, `plan.groups${at}`],
    [{ ...start, plan: { ...undoes, groups } }, `plan.groups${at}`],
  ]),
  [{ ...start, plan: { undoes: { runId: '', changes: [[0, 0]] } } }, 'plan.undoes.runId'],
  [{ ...start, plan: { undoes: { runId, changes: [] } } }, 'plan.undoes.changes'],
  [{ ...start, plan: { undoes: { runId, changes: [[1, 0]] } } }, 'plan.undoes.changes'],
];

const REFUSED: [keyof Calls, unknown, string][] = [
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
  ['extendRun', { run, from: 5_000, plan: planWith([{ id: groupId, name: '' }]) }, 'plan.groups.0.name'],
  ['extendRun', { from: 5_000, plan: planOf(block) }, 'run'],
  ['endRun', { ...run, runId: undefined }, 'runId'],
  ['keepRun', { ...run, driver: 7 }, 'driver'],
  ['resumeRun', { runId }, 'driver'],
  ['dismissRun', {}, 'runId'],
  ['listRuns', {}, 'limit'],
  ['listRuns', { limit: 0 }, 'limit'],
  ['listRuns', { limit: 1.5 }, 'limit'],
  ['listRuns', { limit: '5' }, 'limit'],
  ['listRuns', { limit: 51 }, 'limit'],
  ['listRuns', { limit: 5, groupId: '..' }, 'groupId'],
  ['listRuns', { limit: 5, cursor: 7 }, 'cursor'],
  ['listRuns', { limit: 5, action: 'restore' }, 'action'],
  ['listRuns', { limit: 5, outcome: 'settled' }, 'outcome'],
  ['listRuns', { limit: 5, from: -1 }, 'from'],
  ['listRuns', { limit: 5, from: '2026-01-01' }, 'from'],
  ['listRuns', { limit: 5, to: 0.5 }, 'to'],
  ['listRuns', { limit: 5, to: 1e300 }, 'to'],
  ['listPersonEvents', { limit: 5 }, 'personId'],
  ['listPersonEvents', { limit: 5, personId: 'a b' }, 'personId'],
  ['listPersonEvents', { limit: 5, personId: '' }, 'personId'],
  ['listPersonEvents', { personId: 'a' }, 'limit'],
  ['listPersonEvents', { personId: 'a', limit: 201 }, 'limit'],
  ['listPersonEvents', { personId: 'a', limit: 5, actorId: 'a b' }, 'actorId'],
  ['listPersonEvents', { personId: 'a', limit: 5, to: null }, 'to'],
  ['changeProtected', { accountId: 'a' }, 'isProtected'],
  ['changeProtected', { accountId: 'a', isProtected: 1 }, 'isProtected'],
  ['changeProtected', { accountId: 'a b', isProtected: true }, 'accountId'],
  ['changeProtected', { isProtected: true }, 'accountId'],
  ['listRuns', { limit: 5, actorId: '' }, 'actorId'],
  ['getRun', null, 'runId'],
  ['getRun', 'text', 'payload'],
  ['getRun', { runId: [runId], from: 0 }, 'runId'],
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
  ['startRun', { ...start, plan: planWith([]) }],
  [
    'startRun',
    { ...start, plan: planWith(named(MAX_GROUPS_IN_RUN).map((id) => ({ id, name: '北'.repeat(255) }))) },
  ],
  ['startRun', { ...start, plan: { ...undoes, groups: [{ id: groupId, name: ' ' }] } }],
  [
    'startRun',
    { ...start, total: ODD_ACCOUNT_IDS.length, plan: planOf({ ...block, accountIds: ODD_ACCOUNT_IDS }) },
  ],
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
  expect(await app.call('site-admin', 'getRun', 'text')).toMatchObject({
    error: { detail: 'payload must be an object' },
  });
  const nameless = { ...start, plan: planWith([{ id: groupId, name: '' }]) };
  expect(await app.call('site-admin', 'startRun', nameless)).toMatchObject({
    error: { detail: 'plan.groups.0.name must not be empty' },
  });
});

function inShort(payload: unknown): string {
  const text = JSON.stringify(payload);
  return text.length > 150 ? `${text.slice(0, 150)}…` : text;
}

/** They take anything, because they read nothing of it, or any object, because they need nothing of it. */
const WITHOUT_INPUT = new Set<keyof Calls>([
  ...(['listUnfinishedRuns', 'listProtected', 'tryBackground'] as const),
  'listDue',
]);

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
    { seed: 20_26, numRuns: 400 },
  );
});

describe('any text', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

  it('is taken for a group’s id, refused, or found to be none’s', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (id) => {
        app.host.reset();
        const answer = await app.call('site-admin', 'startRun', newRunOf([blockOf(id, ['abc'])]));
        expect(answer).toMatchObject({
          ...{ ok: false, error: { kind: expect.stringMatching(/^(?:invalid|groupNotFound)$/) as string } },
        });
        for (const { path } of app.requests) expect(path).toMatch(/\/(?:user\/current|group\/by-id)\?/);
        expect(app.stored.size).toBe(0);
      }),
      { seed: 20_26, numRuns: 100 },
    );
  });

  it('is taken for an account’s id or refused, and is what Confluence is asked about: of nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('add' as const, 'remove' as const), async (id, action) => {
        app.host.reset();
        const before = await app.directory();
        const handle = vi.spyOn(app.host.confluence, 'handle');
        const newRun = newRunOf([blockOf(CONTRACTORS, [id], action)]);
        const answer = await app.call('site-admin', 'makeChanges', { newRun, changes: [[0, 0]], ends: true });
        const written = handle.mock.calls.flatMap(([{ method, path, body }]) => {
          if (method === 'GET') return [];
          const asked = new URL(path, 'https://site.example').searchParams;
          expect(asked.getAll('groupId')).toEqual([CONTRACTORS]);
          return body === undefined ? asked.getAll('accountId') : [JSON.parse(body) as unknown];
        });
        handle.mockRestore();
        if (answer.outcomes) {
          expect(written).toEqual([action === 'add' ? { accountId: id } : id]);
          expect(answer.outcomes[0]?.outcome.status).toBe('failed');
        } else {
          expect(answer).toMatchObject({
            error: { kind: 'invalid', field: 'newRun.plan.blocks.0.accountIds.0' },
          });
          expect(written).toEqual([]);
        }
        expect(await app.directory()).toEqual(before);
      }),
      { seed: 20_26, numRuns: 60 },
    );
  });
});

it('has room for a plan of the longest ids there are', async () => {
  app.host.reset();
  const ids = Array.from({ length: 1_000 }, (_, n) => `${'x'.repeat(250)}-${n}`);
  succeeded(await app.call('site-admin', 'startRun', newRunOf([blockOf(CONTRACTORS, ids)])));
  expect((await startRun(app, [blockOf(DESIGN_TEAM, ODD_ACCOUNT_IDS)])).ticket.next).toBe(0);
});
