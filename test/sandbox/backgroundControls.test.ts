import api, { route } from '@forge/api';
import { Queue } from '@forge/events';
import { startSandbox, type Sandbox } from '../../sandbox';
import { settle } from '../support/virtualClock';
import { backgroundManifestText } from './forge/fixtures/manifest';
import { fixtureProject } from './forge/fixtures/project';

const HOUR_MS = 3_600_000;
let sandbox: Sandbox;
let ran: string[] = [];
let fired = 0;

beforeAll(async () => {
  const project = fixtureProject(undefined, backgroundManifestText());
  sandbox = await startSandbox({
    ...{ root: project.root, scale: 100 },
    handler: ({ call }) =>
      new Queue({ key: 'runs' }).push({ body: { name: call.functionKey }, delayInSeconds: 60 }),
    consumers: {
      runs: async ({ body }) => {
        ran.push(String(body.name));
        const admin = sandbox.confluence.personas['site-admin'].accountId;
        await api.asUser(admin).requestConfluence(route`/wiki/rest/api/user/current`);
      },
    },
    triggers: {
      due: () => {
        fired += 1;
        return { statusCode: 204 };
      },
    },
  });
  project.remove();
});

afterEach(() => {
  sandbox.reset();
  ran = [];
  fired = 0;
});

afterAll(() => sandbox.close());

async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(sandbox.url + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

const begin = (functionKey: string) => send('POST', '/sandbox/invoke', { as: 'site-admin', functionKey });
const queue = async () => (await send('GET', '/sandbox/queue')).body;

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await settle();
}

it('events wait for their time, which can be let pass, and come by themselves then', async () => {
  await begin('a');
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
  const id = expect.any(String) as string;
  expect(await queue()).toEqual({
    waiting: [{ queue: 'runs', eventId: id, jobId: id, body: { name: 'a' }, dueAt: time, retryCount: 0 }],
    deliveries: [],
  });
  const { status, body } = await send('POST', '/sandbox/clock', { advanceMs: 60_000 });
  expect([status, body]).toEqual([200, { now: time }]);
  await until(() => sandbox.deliveries()[0]?.endedAt !== undefined);
  expect(ran).toEqual(['a']);
  expect(await queue()).toEqual({
    waiting: [],
    deliveries: [
      {
        ...{ kind: 'event', key: 'runs', at: time, endedAt: time, outcome: 'done' },
        event: { eventId: id, jobId: id, body: { name: 'a' }, retryCount: 0 },
      },
    ],
  });
  expect((await send('GET', '/sandbox/requests')).body).toMatchObject([
    { principal: { type: 'user', persona: 'site-admin' }, via: 'function', status: 200 },
  ]);
});

it('the trigger fires hourly, once for hours that pass at once, and when it is told to', async () => {
  await send('POST', '/sandbox/clock', { advanceMs: HOUR_MS - 60_000 });
  await settle();
  expect(fired).toBe(0);
  await send('POST', '/sandbox/clock', { advanceMs: 3 * HOUR_MS });
  await until(() => fired === 1);
  await send('POST', '/sandbox/clock', { advanceMs: HOUR_MS });
  await until(() => fired === 2);
  expect((await send('POST', '/sandbox/trigger', { key: 'due' })).body).toMatchObject([
    { kind: 'trigger', key: 'due', outcome: 'done' },
  ]);
  await send('POST', '/sandbox/trigger', {});
  expect(fired).toBe(4);
});

it('people can be barred and demoted meanwhile, until a reset', async () => {
  const { accountId } = sandbox.confluence.personas['site-admin'];
  const operations = async () => {
    const response = await fetch(`${sandbox.url}/wiki/rest/api/user/current?expand=operations`, {
      headers: { authorization: 'Bearer site-admin' },
    });
    return response.status === 200
      ? ((await response.json()) as { operations: object[] }).operations.length
      : 0;
  };
  expect(await operations()).toBe(2);
  const change = (changes: object) => send('PUT', '/sandbox/people', { accountId, ...changes });
  expect((await change({ isAdministrator: false })).status).toBe(204);
  expect(await operations()).toBe(1);
  await change({ isDeactivated: true });
  expect(await operations()).toBe(0);
  await change({ isDeactivated: false, isAdministrator: true });
  expect(await operations()).toBe(2);
  await change({ isDeactivated: true });
  sandbox.reset();
  expect(await operations()).toBe(2);
});

it('a reset empties the queue and takes the time back', async () => {
  await begin('a');
  await send('POST', '/sandbox/clock', { advanceMs: 30_000 });
  await send('POST', '/sandbox/reset');
  expect(await queue()).toEqual({ waiting: [], deliveries: [] });
  const { body } = await send('GET', '/sandbox/clock');
  expect(Date.parse((body as { now: string }).now)).toBeLessThan(Date.now() + 10_000);
});

it.each<[string, string, unknown, number, RegExp]>([
  ['POST', '/sandbox/trigger', { key: 'other' }, 404, /no trigger "other"/],
  ['POST', '/sandbox/trigger', { key: 5 }, 400, /^key: must be text$/],
  ['POST', '/sandbox/clock', { advanceMs: -1 }, 400, /^advanceMs: must be at least 0$/],
  ['POST', '/sandbox/clock', {}, 400, /^advanceMs is missing$/],
  ['PUT', '/sandbox/people', { accountId: 'x' }, 404, /no account with the id "x"/],
  [
    'PUT',
    '/sandbox/people',
    { accountId: 'x', isDeactivated: 1 },
    400,
    /^isDeactivated: must be true or false$/,
  ],
  ['GET', '/sandbox/people', undefined, 405, /only PUT/],
])('%s %s refuses %j', async (method, path, body, status, message) => {
  const answer = await send(method, path, body);
  expect([answer.status, answer.body]).toEqual([
    status,
    { message: expect.stringMatching(message) as string },
  ]);
});
