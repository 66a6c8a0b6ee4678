/** What the client checks itself before it asks, Forge checks too. */
import { randomUUID } from 'node:crypto';
import { Faults, RequestLog } from '../../../../sandbox/confluence';
import { createQueue } from '../../../../sandbox/forge/queue';
import { VirtualClock } from '../../../support/virtualClock';

const queue = createQueue({
  consumers: [
    { key: 'c', queue: 'runs', function: { key: 'f', file: 'f', export: 'f', timeoutSeconds: 55 } },
  ],
  clock: new VirtualClock(),
  faults: new Faults(),
  limits: true,
  log: new RequestLog(),
  run: () => Promise.reject(new Error('Nothing is delivered here.')),
  onWaiting: () => undefined,
});

const push = {
  queueName: 'runs',
  jobId: randomUUID(),
  type: 'avi:forge:app:event',
  schema: 'ari:cloud:ecosystem::forge/app-event-2',
  payload: [{ body: {} }],
  time: new Date(0).toISOString(),
};
const PUBLISH = '/webhook/queue/publish/{contextAri}/{environmentId}/{appId}/{appVersion}';

const send = (body: unknown, path = PUBLISH) =>
  queue.handle({
    path,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    origin: { pushes: 0 },
  });

it.each<[string, unknown, number, RegExp]>([
  ['no JSON', '{', 400, /not JSON/],
  ['no events', { ...push, payload: [] }, 400, /must not be empty/],
  ['51 events', { ...push, payload: Array.from({ length: 51 }, () => ({ body: {} })) }, 400, /at most 50/],
  ['a body that is a list', { ...push, payload: [{ body: [] }] }, 400, /payload\.0\.body: must be an object/],
  ['a body that is text', { ...push, payload: [{ body: 'a' }] }, 400, /payload\.0\.body/],
  ['a delay over 15 minutes', { ...push, payload: [{ body: {}, delayInSeconds: 901 }] }, 400, /at most 900/],
  ['a delay under 0', { ...push, payload: [{ body: {}, delayInSeconds: -1 }] }, 400, /at least 0/],
  ['a limit of 0', { ...push, payload: [{ body: {}, concurrency: { key: 'a', limit: 0 } }] }, 400, /limit/],
  ['a field that is none', { ...push, payload: [{ body: {}, priority: 1 }] }, 400, /payload\.0\.priority/],
  ['a job without an id', { ...push, jobId: 'a' }, 400, /jobId/],
  ['over 200 KB', { ...push, payload: [{ body: { a: 'x'.repeat(205_000) } }] }, 413, /200KB/],
])('refuses %s', async (_, body, status, message) => {
  const answer = await send(body);
  expect([answer.status, answer.body]).toEqual([status, expect.stringMatching(message)]);
  expect(queue.waiting()).toEqual([]);
});

it('takes an event over 100 KB for a function that does not run for long', async () => {
  expect(await send({ ...push, payload: [{ body: { a: 'x'.repeat(150_000) } }] })).toMatchObject({
    status: 201,
  });
  queue.reset();
});

it('knows no job that was not pushed', async () => {
  const { queueName, time } = push;
  const ask = { queueName, jobId: randomUUID(), time };
  for (const path of ['stats', 'cancel']) {
    expect(await send(ask, PUBLISH.replace('publish', path))).toMatchObject({ status: 404 });
  }
});

it('has nothing else', async () => {
  await expect(send(push, '/webhook/queue/other')).rejects.toThrow('has no /webhook/queue/other');
});

it('says when one that had no room beside another is due', async () => {
  const clock = new VirtualClock();
  const concurrency = { key: 'a', limit: 1 };
  const later = { ...push, payload: [{ body: {}, delayInSeconds: 10, concurrency }] };
  const due: (number | undefined)[] = [];
  const own = createQueue({
    consumers: [{ key: 'c', queue: 'runs', function: { key: 'f', file: 'f', export: 'f' } }],
    ...{ clock, faults: new Faults(), limits: true, log: new RequestLog() },
    async run() {
      await own.handle({ path: PUBLISH, body: JSON.stringify(later), origin: { pushes: 0 } });
      return { kind: 'returned', value: undefined };
    },
    onWaiting: () => due.push(own.nextDue()),
  });
  const first = { ...push, payload: [{ body: {}, concurrency }] };
  await own.handle({ path: PUBLISH, body: JSON.stringify(first), origin: { pushes: 0 } });
  await own.deliver();
  expect(due.at(-1)).toBe(clock.now() + 10_000);
});
