import type { ReadingEnd } from '../../../static/admin-panel/src/members/loading/reading';
import { RestLoader } from '../../../static/admin-panel/src/members/loading/restLoader';
import { restLoaderOf } from '../../../static/admin-panel/src/members/loading/restLoaderOf';
import { ChurningGroup } from './churningGroup';

const FAILED: ReadingEnd = { status: 'failed', error: { kind: 'unavailable' } };

/** A loader of a group of so many, whose readings a test ends. */
function loading(size = 240) {
  const readings: { signal: AbortSignal; end: (end: ReadingEnd) => void }[] = [];
  const told: string[] = [];
  let online = true;
  const loader = new RestLoader(new ChurningGroup(size, []).open(50), {
    readRest: (_, signal) => new Promise((end) => readings.push({ signal, end })),
    isOnline: () => online,
  });
  loader.subscribe(() => told.push(loader.loading().status));
  return {
    ...{ loader, readings, told },
    end: async (end: ReadingEnd, reading = readings.length - 1) => {
      readings[reading]?.end(end);
      await Promise.resolve();
      await Promise.resolve();
    },
    goOffline: () => {
      online = false;
    },
  };
}

it('reads once, however often it is started meanwhile', async () => {
  const { loader, readings, told, end } = loading();
  void loader.start();
  void loader.start();
  expect(readings).toHaveLength(1);
  await end({ status: 'complete' });
  expect(told).toEqual(['reading', 'complete']);
});

it('goes on where it was stopped, when it is started again', async () => {
  const { loader, readings, told, end } = loading();
  void loader.start();
  loader.stop();
  expect(readings[0]?.signal.aborted).toBe(true);
  await end({ status: 'stopped' });
  void loader.start();
  await end({ status: 'complete' });
  expect(told).toEqual(['reading', 'stopped', 'reading', 'complete']);
});

it('says nothing of a reading that was given up, and can be started anew meanwhile', async () => {
  const { loader, readings, told, end } = loading();
  void loader.start();
  loader.giveUp();
  expect(readings[0]?.signal.aborted).toBe(true);
  void loader.start();
  await end({ status: 'stopped' }, 0);
  expect(told).toEqual(['reading', 'idle', 'reading']);
  await end({ status: 'complete' }, 1);
  expect(loader.loading()).toEqual({ status: 'complete' });
});

it('is as before it began where a small group was cut off by a lost connection', async () => {
  const { loader, end, goOffline } = loading();
  void loader.start();
  goOffline();
  await end(FAILED);
  expect(loader.loading()).toEqual({ status: 'idle' });
});

it.each([
  ['while online', 240, false],
  ['of a large group, which was asked for', 2_001, true],
])('tells of a failure %s', async (_, size, offline) => {
  const { loader, end, goOffline } = loading(size);
  void loader.start();
  if (offline) goOffline();
  await end(FAILED);
  expect(loader.loading()).toEqual(FAILED);
});

it('tells nobody who has stopped listening', () => {
  const { loader } = loading();
  const listener = vi.fn();
  loader.subscribe(listener)();
  void loader.start();
  expect(listener).not.toHaveBeenCalled();
});

it('stays as it ended where nothing is to be given up', async () => {
  const { loader, end, told } = loading();
  void loader.start();
  await end({ status: 'complete' });
  loader.giveUp();
  expect(loader.loading()).toEqual({ status: 'complete' });
  expect(told).toEqual(['reading', 'complete']);
});

it('tells whoever starts it how that ended, also where others had started it', async () => {
  const { loader, end } = loading();
  const ends = [loader.start(), loader.start()];
  await end({ status: 'complete' });
  expect(await Promise.all(ends)).toEqual([{ status: 'complete' }, { status: 'complete' }]);
});

it('reads anew where it is started before it has stopped', async () => {
  const { loader, readings, end, told } = loading();
  const stopped = loader.start();
  loader.stop();
  const again = loader.start();
  await end({ status: 'stopped' }, 0);
  await end({ status: 'complete' }, 1);
  expect(readings.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  expect(await Promise.all([stopped, again])).toEqual([{ status: 'stopped' }, { status: 'complete' }]);
  expect(told.at(-1)).toBe('complete');
});

it('is given up once nothing holds it, and is as before it began then', async () => {
  const { loader, readings, end } = loading();
  const [letGo, letGoToo] = [loader.hold(), loader.hold()];
  const reading = loader.start();
  letGo();
  letGo();
  expect(readings[0]?.signal.aborted).toBe(false);
  letGoToo();
  expect(readings[0]?.signal.aborted).toBe(true);
  await end({ status: 'complete' });
  expect(await reading).toEqual({ status: 'stopped' });

  const hold = loader.hold();
  void loader.start();
  await end(FAILED);
  expect(loader.loading()).toEqual(FAILED);
  hold();
  expect(loader.loading()).toEqual({ status: 'idle' });
});

it('is one for all who want a list read', () => {
  const list = new ChurningGroup(240, []).open(50);
  expect(restLoaderOf('g', list)).toBe(restLoaderOf('g', list));
  expect(restLoaderOf('g', list)).not.toBe(restLoaderOf('g', new ChurningGroup(240, []).open(50)));
});
