import { getAppContext } from '@forge/api';
import { kvs } from '@forge/kvs';
import { createForgeHost } from '../../../sandbox';
import { settle } from '../../support/virtualClock';
import { backgroundHost } from './backgroundHost';
import { backgroundManifestText } from './fixtures/manifest';
import { fixtureProject } from './fixtures/project';

const HOUR_MS = 3_600_000;
const event = { events: [{ body: {}, delayInSeconds: 120 }] };

it('brings what was put off', async () => {
  const { host, events, push } = await backgroundHost();
  await push(event);
  await host.advance(119_999);
  await host.queue.deliver();
  expect(events).toHaveLength(0);
  await host.advance(1);
  await host.queue.deliver();
  expect(events).toHaveLength(1);
});

it('is that of the app’s functions and of the storage, and of nothing else', async () => {
  const project = fixtureProject(undefined, backgroundManifestText());
  const host = await createForgeHost({
    ...{ root: project.root, scale: 100 },
    handler: async () => {
      await kvs.set('a', 1);
      return [Date.now(), new Date().getTime(), Date.parse(new Date(0).toISOString())];
    },
  });
  project.remove();
  const before = Date.now();
  await host.advance(HOUR_MS);
  const answer = (await host.invoke('member', 'now')) as { result: number[] };
  const [now = 0, made = 0, epoch] = answer.result;
  expect(now).toBeGreaterThanOrEqual(before + HOUR_MS);
  expect(now).toBeLessThan(before + HOUR_MS + 60_000);
  expect([made >= now, epoch]).toEqual([true, 0]);
  const outside = Date.now();
  expect(outside).toBeLessThan(before + HOUR_MS);
  expect([new Date() instanceof Date, Object.prototype.toString.call(new Date())]).toEqual([
    true,
    '[object Date]',
  ]);
  const { createdAt = 0 } = host.storage.entries()[0] ?? {};
  expect(createdAt).toBeGreaterThanOrEqual(before + HOUR_MS);
  expect(createdAt).toBeLessThan(before + HOUR_MS + 60_000);
  host.reset();
  expect(host.now()).toBeLessThan(before + HOUR_MS);
});

it('waits for what the page has called', async () => {
  let goOn = (): void => undefined;
  const { host } = await backgroundHost({
    handler: () =>
      new Promise<void>((resolve) => {
        goOn = resolve;
      }),
  });
  const answer = host.invoke('member', 'slow');
  await settle();
  let isMoved = false;
  const moved = host.advance(HOUR_MS).then(() => {
    isMoved = true;
  });
  await settle();
  expect(isMoved).toBe(false);
  goOn();
  expect(await answer).toEqual({ result: null });
  await moved;
});

it('finds a worker asleep for so long: killed if its limit has passed, and tried again', async () => {
  const left: number[] = [];
  let isOver = false;
  const { host, push } = await backgroundHost({
    consume: async () => {
      while (!isOver) {
        left.push(getAppContext().invocationRemainingTimeInMillis());
        await settle();
      }
    },
  });
  await push({ events: [{ body: {} }] });
  const delivered = host.queue.deliver();
  await settle();
  await host.advance(120_000);
  await settle();
  expect(left[0]).toBe(900_000);
  expect(left.at(-1)).toBe(780_000);
  await host.advance(780_000);
  expect(await delivered).toMatchObject([{ outcome: 'retried', error: { name: 'InvocationTimeout' } }]);
  isOver = true;
});
