import { seededRandom } from '../../../../sandbox/confluence/prng';
import { POSTS_PER_SECOND } from '../../../../src/removal/limits';
import { Timeline } from '../../../support/timeline';
import { expectWithinBucket } from '../support/windows';
import { Forge } from './forge';
import { Page } from './page';
import { Site } from './site';
import { Storage } from './storage';
import { ended } from './world';

it('puts 240 people back at 90 % of the limit or more, and never goes beyond', async () => {
  const timeline = new Timeline();
  const startedAt = timeline.now();
  const random = seededRandom(7);
  const storage = new Storage({ timeline, faultOf: () => undefined });
  const site = new Site({
    ...{ timeline, random, action: 'restore', perSecond: POSTS_PER_SECOND },
    ...{ latency: { leastMs: 120, mostMs: 120 }, faultOf: () => undefined },
  });
  const forge = new Forge({
    ...{ timeline, random, site, storage, overheadMs: 300 },
    ...{ faultOf: () => undefined, skewOf: () => 0 },
  });
  const accountIds = Array.from({ length: 240 }, (_, n) => `person-${n}`);
  const { run } = Page.begin(accountIds, { timeline, random, forge }, 'restore');
  await timeline.until(ended(run));
  expect(run.getSnapshot()).toMatchObject({ state: { name: 'done' }, counts: { done: 240 } });
  expect([...site.members].sort()).toEqual([...accountIds].sort());
  const times = site.requests.map(({ at }) => at - startedAt);
  const lastMs = timeline.now() - startedAt;
  expect(240 / (lastMs / 1_000)).toBeGreaterThanOrEqual(0.9 * POSTS_PER_SECOND);
  expectWithinBucket(times, POSTS_PER_SECOND);
});
