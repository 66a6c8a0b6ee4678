import { seededRandom } from '../../../sandbox/confluence/prng';
import type { Change } from '../../../src/contract/changes';
import { ADDITIONS_PER_SECOND, REMOVALS_PER_SECOND } from '../../../src/contract/limits';
import { Timeline } from '../../support/timeline';
import { expectWithinBucket } from '../support/windows';
import { Forge } from './forge';
import { Page } from './page';
import { Site } from './site';
import { Storage } from './storage';
import { waitForEnd } from './world';

/** A site that answers everything, with the groups that a plan is about. */
function quietSite(changes: readonly Change[]) {
  const timeline = new Timeline();
  const random = seededRandom(7);
  const storage = new Storage({ timeline, faultOf: () => undefined });
  const site = new Site({
    ...{ timeline, random, answersToRepetition: 'documented' },
    ...{ latency: { leastMs: 120, mostMs: 120 }, faultOf: () => undefined },
  });
  for (const { groupId, accountId, action } of changes) {
    const group = site.groups.get(groupId) ?? new Set<string>();
    site.groups.set(groupId, group);
    if (action === 'remove') group.add(accountId);
  }
  const forge = new Forge({
    ...{ timeline, random, site, storage, overheadMs: 300 },
    ...{ faultOf: () => undefined, skewOf: () => 0 },
  });
  return { timeline, random, site, forge };
}

it('adds 240 people at 90 % of the limit or more, and never goes beyond', async () => {
  const changes = Array.from({ length: 240 }, (_, n): Change => {
    return { groupId: 'group', accountId: `person-${n}`, action: 'add' };
  });
  const { timeline, site, ...options } = quietSite(changes);
  const startedAt = timeline.now();
  const { run } = Page.begin(changes, { timeline, ...options });
  await timeline.until(waitForEnd(run));
  expect(run.getSnapshot()).toMatchObject({ state: { name: 'done' }, counts: { done: 240 } });
  expect(changes.every((change) => site.isSo(change))).toBe(true);
  const lastMs = timeline.now() - startedAt;
  expect(240 / (lastMs / 1_000)).toBeGreaterThanOrEqual(0.9 * ADDITIONS_PER_SECOND);
  expectWithinBucket(
    site.requests.map(({ at }) => at - startedAt),
    ADDITIONS_PER_SECOND,
  );
});

it('takes 50 people out of 6 groups at 90 % of the limit or more', async () => {
  const changes = Array.from({ length: 300 }, (_, n): Change => {
    return { groupId: `group-${n % 6}`, accountId: `person-${Math.floor(n / 6)}`, action: 'remove' };
  });
  const { timeline, site, ...options } = quietSite(changes);
  const startedAt = timeline.now();
  const { run } = Page.begin(changes, { timeline, ...options });
  await timeline.until(waitForEnd(run));
  expect(run.getSnapshot()).toMatchObject({ state: { name: 'done' }, counts: { done: 300 } });
  expect(site.refusedForSpeed).toBe(0);
  const seconds = (timeline.now() - startedAt) / 1_000;
  expect(300 / seconds).toBeGreaterThanOrEqual(0.9 * REMOVALS_PER_SECOND);
});
