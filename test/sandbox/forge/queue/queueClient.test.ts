import { InvocationLimitReachedError, PayloadTooBigError, Queue, RateLimitError } from '@forge/events';
import type { ForgeHost } from '../../../../sandbox';
import { backgroundHost } from '../backgroundHost';

const body = { runId: 'a' };

describe('a push', () => {
  it('is delivered when its time has come, to a function without a user', async () => {
    let request: object = {};
    const { host, clock, events, push } = await backgroundHost({
      consume: (_event, given) => {
        request = given;
      },
    });
    const pushed = await push({ events: [{ body, delayInSeconds: 10 }] });
    expect(pushed).toEqual({ jobId: expect.any(String) as string });
    clock.advance(9_999);
    expect(await host.queue.deliver()).toEqual([]);
    expect(host.queue.waiting()).toMatchObject([
      { queue: 'runs', body, dueAt: clock.now() + 1, retryCount: 0 },
    ]);
    clock.advance(1);
    expect(await host.queue.deliver()).toMatchObject([
      { kind: 'event', key: 'runs', outcome: 'done', event: { body, retryCount: 0 } },
    ]);
    expect(events).toEqual([
      {
        queueName: 'runs',
        ...(pushed as object),
        eventId: expect.any(String) as string,
        body,
        delayInSeconds: 10,
      },
    ]);
    expect(request).not.toHaveProperty('principal');
    expect(host.queue.waiting()).toEqual([]);
    expect(host.deliveries()).toHaveLength(1);
  });

  it('may be of several events, whose job can be asked for and canceled', async () => {
    let job = '';
    const { host, events } = await backgroundHost({
      handler: async ({ call }) => {
        const queue = new Queue({ key: 'runs' });
        switch (call.functionKey) {
          case 'push':
            ({ jobId: job } = await queue.push([
              { body },
              { body, delayInSeconds: 60 },
              { body, delayInSeconds: 60 },
            ]));
            return undefined;
          case 'cancel':
            return queue.cancel(job);
          default:
            return queue.getStats(job);
        }
      },
    });
    const ask = (name: string) => host.invoke('site-admin', name);
    await ask('push');
    expect(await ask('stats')).toEqual({ result: { success: 0, inProgress: 3, failed: 0 } });
    await host.queue.deliver();
    expect(await ask('stats')).toEqual({ result: { success: 1, inProgress: 2, failed: 0 } });
    await ask('cancel');
    await host.advance(60_000);
    await host.queue.deliver();
    expect(events).toHaveLength(1);
  });

  it('of an event’s own function comes of the same invocation', async () => {
    const { host, clock, push, events } = await backgroundHost({
      consume: async (event) => {
        if (event.body.left !== 0)
          await new Queue({ key: 'runs' }).push({ body: { left: Number(event.body.left) - 1 } });
      },
    });
    await push({ events: [{ body: { left: 2 } }] });
    await host.queue.deliver();
    expect(events.map((event) => event.body.left)).toEqual([2, 1, 0]);
    expect(clock.now()).toBe(host.now());
  });
});

describe('a refusal', () => {
  /** What the client throws out of the function. */
  async function refusal(
    host: (handler: () => Promise<unknown>) => Promise<ForgeHost>,
    ask: () => Promise<unknown>,
  ) {
    let thrown: unknown;
    const made = await host(() =>
      ask().catch((error: unknown) => {
        thrown = error;
      }),
    );
    await made.invoke('site-admin', 'push');
    return thrown;
  }
  const plain = async (handler: () => Promise<unknown>) => (await backgroundHost({ handler })).host;
  const faulty = (fault: object) => async (handler: () => Promise<unknown>) => {
    const host = await plain(handler);
    host.confluence.faults.set([{ service: 'queue', ...fault }]);
    return host;
  };
  const pushOne = () => new Queue({ key: 'runs' }).push({ body });

  it('meets a queue that no consumer has', async () => {
    const error = await refusal(plain, () => new Queue({ key: 'other' }).push({ body }));
    expect(error).toMatchObject({
      message: expect.stringContaining('no consumer of the queue "other"') as string,
    });
  });

  it('meets an event over 100 KB of a function that may run for long', async () => {
    const large = { body: { text: 'x'.repeat(110_000) } };
    expect(await refusal(plain, () => new Queue({ key: 'runs' }).push(large))).toBeInstanceOf(
      PayloadTooBigError,
    );
  });

  it('meets the 501st event of a minute', async () => {
    const many = Array.from({ length: 50 }, () => ({ body }));
    const error = await refusal(plain, async () => {
      for (let n = 0; n < 11; n += 1) await new Queue({ key: 'runs' }).push(many);
    });
    expect(error).toBeInstanceOf(RateLimitError);
  });

  it('meets the 1,001st push that comes of one invocation, and none of another', async () => {
    let refused: unknown;
    const { host, clock, push, events } = await backgroundHost({
      consume: () =>
        new Queue({ key: 'runs' }).push({ body, delayInSeconds: 1 }).catch((error: unknown) => {
          refused = error;
        }),
    });
    await push({ events: [{ body }] });
    for (let pushes = 0; pushes < 999; pushes += 1) {
      await host.queue.deliver();
      clock.advance(1_000);
    }
    expect([host.queue.waiting().length, refused]).toEqual([1, undefined]);
    await host.queue.deliver();
    expect(host.queue.waiting()).toEqual([]);
    expect(refused).toBeInstanceOf(InvocationLimitReachedError);
    expect(events).toHaveLength(1_000);
    await push({ events: [{ body }] });
    expect(host.queue.waiting()).toHaveLength(1);
  });

  it.each([
    [{ status: 503 }, '503'],
    [{ status: 500, body: { message: 'down', code: 'X' } }, 'down'],
    [{ drop: 'before' }, 'fetch failed'],
  ])('comes of the fault %j', async (fault, words) => {
    expect(await refusal(faulty(fault), pushOne)).toMatchObject({
      message: expect.stringContaining(words) as string,
    });
  });

  it('may be none: an answer that is lost leaves the event there', async () => {
    const { host, push } = await backgroundHost();
    host.confluence.faults.set([{ service: 'queue', drop: 'after', times: 1 }]);
    await expect(push({ events: [{ body }] })).rejects.toThrow('fetch failed');
    expect(host.queue.waiting()).toMatchObject([{ body }]);
  });
});
