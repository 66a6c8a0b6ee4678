import fc from 'fast-check';
import type { Calls } from '../../src/contract';
import { App, DESIGN_TEAM } from './support/app';

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
const newRun = { driver, accountIds: ['abc'], total: 1 };
const startRun = { ...newRun, action: 'remove', groupId };
const many = Array.from({ length: 5_001 }, (_, n) => `a${n}`);

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
  ['removeMembers', { groupId }, 'accountIds'],
  ['removeMembers', { groupId, accountIds: 'abc' }, 'accountIds'],
  ['removeMembers', { groupId, accountIds: [] }, 'accountIds'],
  ['removeMembers', { groupId, accountIds: Array.from({ length: 201 }, (_, n) => `a${n}`) }, 'accountIds'],
  ['removeMembers', { groupId, accountIds: ['abc', 'abc'] }, 'accountIds'],
  ['removeMembers', { groupId, accountIds: ['abc', ''] }, 'accountIds.1'],
  ['removeMembers', { groupId, accountIds: ['a&accountId=b'] }, 'accountIds.0'],
  ['removeMembers', { groupId, accountIds: ['x'.repeat(129)] }, 'accountIds.0'],
  ['removeMembers', { groupId, accountIds: [null] }, 'accountIds.0'],
  ['removeMembers', { accountIds: ['abc'] }, 'groupId'],
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
    ...(['removeMembers', { groupId, accountIds: ['abc'], pace: { ...pace, [field]: value } }] as const),
    `pace.${field}`,
  ]),
  ['removeMembers', { groupId, accountIds: ['abc'], pace: null }, 'pace'],
  ['removeMembers', { groupId, accountIds: ['abc'], pace: {} }, 'pace.at'],
  ['checkMembership', { groupId, accountId: 'a b' }, 'accountId'],
  ['checkMembership', { accountId: 'abc' }, 'groupId'],
  ['checkMembership', { groupId, accountId: 'abc', runId: 'run:1' }, 'runId'],
  ['checkMemberships', { groupId, accountIds: many.slice(0, 51) }, 'accountIds'],
  ['removeMembers', { groupId, accountIds: ['abc'], run: { ...run, runId: '../x' } }, 'run.runId'],
  ['removeMembers', { groupId, accountIds: ['abc'], run: { ...run, driver: 'short' } }, 'run.driver'],
  ['removeMembers', { groupId, accountIds: ['abc'], run: { ...run, next: 0 } }, 'run.next'],
  ['removeMembers', { groupId, accountIds: ['abc'], newRun: { ...newRun, total: 2 } }, 'newRun'],
  ['removeMembers', { groupId, accountIds: ['abc'], newRun: { ...newRun, undoes: '' } }, 'newRun.undoes'],
  ['restoreMembers', { groupId, accountIds: [] }, 'accountIds'],
  ['restoreMembers', { groupId, accountIds: ['abc'], pace: { ...pace, rate: 101 } }, 'pace.rate'],
  ['startRun', { ...startRun, action: 'rename' }, 'action'],
  ['startRun', { ...startRun, groupId: '' }, 'groupId'],
  ['startRun', { ...startRun, accountIds: many, total: 5_001 }, 'accountIds'],
  ['startRun', { ...startRun, total: 1.5 }, 'total'],
  ['startRun', { ...startRun, driver: 'no spaces allowed here' }, 'driver'],
  ['extendRun', { run, from: 10, accountIds: ['abc'] }, 'from'],
  ['extendRun', { run, from: 7_500, accountIds: ['abc'] }, 'from'],
  ['extendRun', { from: 5_000, accountIds: ['abc'] }, 'run'],
  ['endRun', { ...run, runId: undefined }, 'runId'],
  ['resumeRun', { runId }, 'driver'],
  ['dismissRun', {}, 'runId'],
  ['listRuns', { limit: 51 }, 'limit'],
  ['listRuns', { limit: 5, cursor: 7 }, 'cursor'],
  ['listRuns', { limit: 5, personId: 'a b' }, 'personId'],
  ['getRun', { runId, from: -1 }, 'from'],
  ['lookUpPeople', { accountIds: many.slice(0, 201) }, 'accountIds'],
  ['groupAccess', {}, 'groupId'],
];

it.each(REFUSED)('%s refuses %j, naming %s, and asks nothing of anybody', async (name, payload, field) => {
  app.host.reset();
  const answer = await app.call('site-admin', name, payload);
  expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid', field } });
  expect(answer).toMatchObject({ error: { detail: expect.stringContaining(field) as string } });
  expect(app.requests).toEqual([]);
  expect(app.storageRequests).toEqual([]);
});

it('says what is wrong in words', async () => {
  const answer = await app.call('site-admin', 'removeMembers', { groupId });
  expect(answer).toMatchObject({ error: { detail: 'accountIds is missing' } });
  expect(await app.call('site-admin', 'getGroup', 'text')).toMatchObject({
    error: { detail: 'payload must be an object' },
  });
});

it('throws for no payload whatever', async () => {
  const names = [
    'searchGroups',
    'getGroup',
    'listMembers',
    'listMemberPages',
    'findPeople',
    'removeMembers',
    'checkMembership',
    'checkMemberships',
    'restoreMembers',
    'startRun',
    'extendRun',
    'endRun',
    'resumeRun',
    'dismissRun',
    'listRuns',
    'getRun',
    'lookUpPeople',
    'groupAccess',
  ] as const;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, payload) => {
      app.host.reset();
      expect(await app.call('site-admin', name, payload)).toMatchObject({
        ok: false,
        error: { kind: 'invalid' },
      });
      expect(app.requests).toEqual([]);
    }),
    { seed: 20_26, numRuns: 500 },
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
