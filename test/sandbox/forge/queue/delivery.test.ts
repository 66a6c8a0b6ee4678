import { InvocationError, InvocationErrorCode } from '@forge/events';
import { settle } from '../../../support/virtualClock';
import { backgroundHost, type BackgroundHost } from '../backgroundHost';

const body = { runId: 'a' };
const one = { events: [{ body }] };

/** Delivers what is due now, then lets time pass until something is due again: how long, in seconds. */
async function deliverAndWait({ host, clock }: BackgroundHost): Promise<number> {
  await host.queue.deliver();
  const [next] = host.queue.waiting();
  if (next === undefined) return NaN;
  const waitMs = next.dueAt - clock.now();
  clock.advance(waitMs);
  return waitMs / 1_000;
}

describe('an event is tried again', () => {
  it('when the function throws, after longer and longer, for 24 hours', async () => {
    const background = await backgroundHost({
      consume: () => {
        throw new RangeError('on purpose');
      },
    });
    const startTime = new Date(background.clock.now()).toISOString();
    await background.push(one);
    const waits: number[] = [];
    for (let wait = 0; !Number.isNaN(wait); wait = await deliverAndWait(background)) waits.push(wait);
    expect(waits.slice(1, 10)).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(86_400 - 900);
    expect(total).toBeLessThan(86_400);
    expect(background.host.deliveries().map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: waits.length - 1 }, () => 'retried'),
      'failed',
    ]);
    expect(background.host.deliveries()[0]?.error).toEqual({ name: 'RangeError', message: 'on purpose' });
    const [first, second, third] = background.events;
    expect(first?.retryContext).toBeUndefined();
    expect(second).toEqual({
      ...first,
      retryContext: {
        retryCount: 1,
        retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
        retryData: undefined,
        retentionWindow: { startTime, remainingTimeMs: 86_390_000 },
      },
    });
    expect(third?.retryContext?.retryCount).toBe(2);
  });

  it('when it runs longer than the manifest lets it', async () => {
    const background = await backgroundHost({ consume: () => new Promise(() => undefined) });
    const { host, clock, events, push } = background;
    await push(one);
    const delivered = host.queue.deliver();
    await settle();
    await clock.pass(899_999);
    expect(host.deliveries()).toMatchObject([{ outcome: 'running' }]);
    await clock.pass(1);
    expect(await delivered).toMatchObject([{ outcome: 'retried', error: { name: 'InvocationTimeout' } }]);
    clock.advance(10_000);
    void host.queue.deliver();
    await settle();
    expect(events[1]?.retryContext).toMatchObject({ retryCount: 1, retryReason: 'FUNCTION_TIME_OUT' });
  });

  it('when it asks for it, then and with what it says', async () => {
    const background = await backgroundHost({
      consume: ({ retryContext }) =>
        retryContext === undefined
          ? new InvocationError({
              retryAfter: 70,
              retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
              retryData: { at: 5 },
            })
          : undefined,
    });
    await background.push(one);
    expect(await deliverAndWait(background)).toBe(70);
    await background.host.queue.deliver();
    expect(background.events[1]?.retryContext).toMatchObject({
      retryCount: 1,
      retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
      retryData: { at: 5 },
    });
    expect(background.host.queue.waiting()).toEqual([]);
  });

  it.each([
    [5_000, 900],
    [-5, 1],
  ])('asked for in %d s, within %d', async (retryAfter, wait) => {
    const retryReason = InvocationErrorCode.FUNCTION_RETRY_REQUEST;
    const background = await backgroundHost({
      consume: () => new InvocationError({ retryAfter, retryReason }),
    });
    await background.push(one);
    expect(await deliverAndWait(background)).toBe(wait);
  });

  it('not with more than 4 KB of its own', async () => {
    const background = await backgroundHost({
      consume: () =>
        new InvocationError({
          retryAfter: 1,
          retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
          retryData: 'x'.repeat(5_000),
        }),
    });
    await background.push(one);
    expect(await background.host.queue.deliver()).toMatchObject([
      { outcome: 'failed', error: { message: 'The retryData is over 4 KB.' } },
    ]);
  });
});

describe('what Forge does not promise', () => {
  it('is that an event comes once', async () => {
    const { host, events, push } = await backgroundHost();
    host.confluence.faults.set([{ service: 'delivery', path: '^/runs$', drop: 'after', times: 1 }]);
    await push(one);
    await push({ events: [{ body: { runId: 'b' } }] });
    await host.queue.deliver();
    const ids = events.map(({ eventId }) => eventId);
    expect([ids.length, new Set(ids).size]).toEqual([3, 2]);
  });

  it('is that the first has ended when the second begins', async () => {
    let atOnce = 0;
    let most = 0;
    const { host, push } = await backgroundHost({
      consume: async () => {
        most = Math.max(most, (atOnce += 1));
        await settle();
        atOnce -= 1;
      },
    });
    host.confluence.faults.set([{ service: 'delivery', drop: 'after' }]);
    await push(one);
    await host.queue.deliver();
    expect(most).toBe(2);
  });

  it('is that it comes at all, or in time', async () => {
    const { host, clock, events, push } = await backgroundHost();
    host.confluence.faults.set([
      { service: 'delivery', drop: 'before', times: 1 },
      { service: 'delivery', delayMs: 90_000, times: 1 },
    ]);
    await push(one);
    expect(await host.queue.deliver()).toMatchObject([{ outcome: 'lost' }]);
    await push(one);
    expect(await host.queue.deliver()).toEqual([]);
    expect(events).toHaveLength(0);
    clock.advance(90_000);
    expect(await host.queue.deliver()).toMatchObject([{ outcome: 'done' }]);
    expect(events).toHaveLength(1);
  });

  it('is an order', async () => {
    const { host, events, push } = await backgroundHost();
    await push({ events: Array.from({ length: 20 }, (_, n) => ({ body: { n } })) });
    await host.queue.deliver();
    const order = events.map((event) => Number(event.body.n));
    const sorted = [...order].sort((a, b) => a - b);
    expect(sorted).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(order).not.toEqual(sorted);
  });
});

describe('concurrency', () => {
  it('is kept to what the events of one key allow', async () => {
    const running: unknown[] = [];
    let most = 0;
    const { host, events, push } = await backgroundHost({
      consume: async (event) => {
        running.push(event.body.key);
        most = Math.max(most, running.filter((key) => key === 'a').length);
        await settle();
        running.splice(running.indexOf(event.body.key), 1);
      },
    });
    const event = (key: string, limit: number) => ({ body: { key }, concurrency: { key, limit } });
    await push({ events: [...Array.from({ length: 6 }, () => event('a', 2)), event('b', 1)] });
    await host.queue.deliver();
    expect([events.length, most]).toEqual([7, 2]);
  });

  it('of so many at a time as the test says', async () => {
    const { host, push } = await backgroundHost();
    await push({ events: [{ body }, { body }, { body }] });
    expect(await host.queue.deliver(2)).toHaveLength(2);
    expect(host.queue.waiting()).toHaveLength(1);
  });
});

it('a reset leaves nothing that waits, and brings nothing back of what ran', async () => {
  const { host, push } = await backgroundHost({ consume: () => new Promise(() => undefined) });
  await push({ events: [{ body }, { body, delayInSeconds: 60 }] });
  const delivered = host.queue.deliver();
  await settle();
  host.reset();
  expect(await delivered).toMatchObject([{ outcome: 'cut' }]);
  expect([host.queue.waiting(), host.deliveries()]).toEqual([[], []]);
});
