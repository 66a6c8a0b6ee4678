import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { NewestWork, type Begin, type EndedWork } from '../../../static/admin-panel/src/ui/newestWork';
import { settle, VirtualClock } from '../../support/virtualClock';

/** Longer than work is done at a stretch, ms. */
const LONG_MS = 20;

let clock: VirtualClock;
let log: string[];

beforeEach(() => {
  clock = new VirtualClock();
  log = [];
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(clock);
});

/** Work of three steps, each of which takes so long that a pause follows. */
const workOf =
  (name: string): Begin<string> =>
  async (pause) => {
    for (const step of [1, 2, 3]) {
      log.push(`${name}${step}`);
      clock.advance(LONG_MS);
      await pause();
    }
    return name;
  };
const noting = () =>
  new NewestWork<string>((ended: EndedWork<string>) => {
    log.push('output' in ended ? `${ended.output} ended` : 'failed');
  });

it('begins in a task of its own, and lets the page have its turn between steps', async () => {
  const newest = noting();
  newest.want(workOf('a'));
  await settle();
  expect(log).toEqual([]);
  clock.advance(0);
  await settle();
  expect(log).toEqual(['a1']);
  clock.advance(0);
  await settle();
  expect(log).toEqual(['a1', 'a2']);
});

it('ends what it has begun, and then does the newest alone of what was wanted meanwhile', async () => {
  const newest = noting();
  newest.want(workOf('a'));
  await clock.pass(0);
  newest.want(workOf('b'));
  newest.want(workOf('c'));
  await clock.pass(1_000);
  expect(log).toEqual(['a1', 'a2', 'a3', 'a ended', 'c1', 'c2', 'c3', 'c ended']);
});

it('ends again and again, however often something else is wanted', async () => {
  const newest = noting();
  for (let n = 0; n < 20; n += 1) {
    newest.want(workOf(`${n}-`));
    await settle();
    clock.advance(0);
    await settle();
  }
  expect(log.filter((line) => line.endsWith('ended')).length).toBeGreaterThan(3);
});

it('stops between two steps, and tells nothing of what was stopped', async () => {
  const newest = noting();
  newest.want(workOf('a'));
  await settle();
  clock.advance(0);
  await settle();
  newest.want(undefined);
  await clock.pass(1_000);
  expect(log).toEqual(['a1']);
  newest.want(workOf('b'));
  await clock.pass(1_000);
  expect(log).toEqual(['a1', 'b1', 'b2', 'b3', 'b ended']);
});

it('does what is wanted right after something was stopped', async () => {
  const newest = noting();
  newest.want(workOf('a'));
  newest.want(undefined);
  newest.want(workOf('b'));
  await clock.pass(1_000);
  expect(log).toEqual(['b1', 'b2', 'b3', 'b ended']);
});

it('tells of work that fails, and goes on', async () => {
  const newest = noting();
  newest.want(() => Promise.reject(new Error('broken')));
  await clock.pass(1_000);
  newest.want(workOf('b'));
  await clock.pass(1_000);
  expect(log).toEqual(['failed', 'b1', 'b2', 'b3', 'b ended']);
});
