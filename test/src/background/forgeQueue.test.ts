import { forgeQueue } from '../../../src/background/forgeQueue';
import type { WorkerEvent } from '../../../src/background/workQueue';

/** What Forge's own package sends, and what comes of its answers. */

interface Sent {
  target: unknown;
  path: string;
  body: unknown;
}

let sent: Sent[];
let answer: () => Promise<Response>;
beforeEach(() => {
  sent = [];
  answer = () => Promise.resolve(new Response('', { status: 201 }));
  vi.stubGlobal('__forge_fetch__', (target: unknown, path: string, init: { body: string }) => {
    sent.push({ target, path, body: JSON.parse(init.body) });
    return answer();
  });
});
// The sandbox has put its own there for the tests of other files.
afterEach(() => vi.unstubAllGlobals());

const RUN_ID = '8204124188800-213baf81dcc6893b';
const RUN: WorkerEvent = { kind: 'run', runId: RUN_ID, driver: 'driver-1' };

it.each<[WorkerEvent, number, string]>([
  [RUN, 10, RUN_ID],
  [{ kind: 'trial', trialId: 'trial-1' }, 0, 'trial-1'],
])('sends %j with its delay of %i s, one invocation at a time for %s', async (event, delayInSeconds, key) => {
  expect(await forgeQueue.push(event, delayInSeconds)).toBe(true);
  expect(sent).toMatchObject([
    {
      target: { type: 'fpp', provider: 'app', remote: 'stargate' },
      path: expect.stringContaining('/webhook/queue/publish/') as string,
      body: {
        queueName: 'runs',
        payload: [{ body: event, delayInSeconds, concurrency: { key, limit: 1 } }],
      },
    },
  ]);
});

it.each([
  ['a limit', () => Promise.resolve(new Response('', { status: 429 }))],
  ['too many pushes from one origin', () => Promise.resolve(new Response('', { status: 405 }))],
  ['an error', () => Promise.resolve(new Response('{}', { status: 500 }))],
  [
    'Forge’s own refusal',
    () => Promise.resolve(new Response('', { status: 403, headers: { 'forge-proxy-error': 'NO' } })),
  ],
  ['no answer', () => Promise.reject(new Error('socket hang up'))],
])('has not taken what ends in %s', async (_, refusal) => {
  answer = refusal;
  expect(await forgeQueue.push(RUN, 10)).toBe(false);
});

it('has not taken a delay that is longer than Forge allows', async () => {
  expect(await forgeQueue.push(RUN, 901)).toBe(false);
  expect(sent).toEqual([]);
});

it('is not waited for longer than 3 s', async () => {
  vi.useFakeTimers();
  answer = () => new Promise(() => undefined);
  const pushed = forgeQueue.push(RUN, 10);
  await vi.advanceTimersByTimeAsync(3_000);
  vi.useRealTimers();
  expect(await pushed).toBe(false);
});
