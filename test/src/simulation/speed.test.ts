import { seededRandom } from '../../../sandbox/confluence/prng';
import type { Change } from '../../../src/contract/changes';
import { Timeline } from '../../support/timeline';
import { expectWithinBucket } from '../support/windows';
import { Forge } from './forge';
import { Page } from './page';
import { Site, type SiteOptions } from './site';
import { Storage } from './storage';
import { waitForEnd } from './world';

const PEOPLE = 2_000;
const LATENCY = { leastMs: 120, mostMs: 120 };
const LIMIT = 50;
const GROUP = 'group';

/** 2,000 removals with 300 ms invocation overhead and a site that answers everything. */
class Removal {
  readonly timeline = new Timeline();
  readonly startedAt = this.timeline.now();
  readonly site: Site;
  readonly forge: Forge;
  readonly storage = new Storage({ timeline: this.timeline, faultOf: () => undefined });
  readonly #random = seededRandom(7);

  constructor(latency: SiteOptions['latency']) {
    const { timeline } = this;
    const random = this.#random;
    this.site = new Site({
      ...{ timeline, random, latency, answersToRepetition: 'documented' },
      faultOf: () => undefined,
    });
    this.forge = new Forge({
      ...{ timeline, random, site: this.site, storage: this.storage, overheadMs: 300 },
      ...{ faultOf: () => undefined, skewOf: () => 0 },
    });
  }

  async run() {
    const changes = Array.from({ length: PEOPLE }, (_, n): Change => {
      return { groupId: GROUP, accountId: `person-${n}`, action: 'remove' };
    });
    this.site.groups.set(GROUP, new Set(changes.map(({ accountId }) => accountId)));
    const { timeline, forge } = this;
    const { run } = Page.begin(changes, { timeline, forge, random: this.#random });
    await this.timeline.until(waitForEnd(run));
    expect(run.getSnapshot()).toMatchObject({ state: { name: 'done' }, counts: { done: PEOPLE } });
    return run;
  }

  /** s since the beginning. */
  get elapsedS(): number {
    return (this.timeline.now() - this.startedAt) / 1_000;
  }

  /** Removals/s from then (s since the beginning) to now. */
  perSecondSince(fromS: number): number {
    const from = this.startedAt + fromS * 1_000;
    const made = this.site.requests.filter(({ at }) => at >= from).length;
    return (made - this.site.refusedForSpeed) / (this.elapsedS - fromS);
  }
}

it.each([
  [LATENCY, 0.95],
  [{ leastMs: 5, mostMs: 10 }, 0.95],
  [{ leastMs: 60, mostMs: 300 }, 0.95],
  [{ leastMs: 800, mostMs: 1_200 }, 0.75],
])('at a latency of %j it reaches %d of the limit, and never goes beyond', async (latency, share) => {
  const removal = new Removal(latency);
  await removal.run();
  expect(PEOPLE / removal.elapsedS).toBeGreaterThanOrEqual(share * LIMIT);
  expect(removal.site.refusedForSpeed).toBeLessThanOrEqual(5);
  expect(removal.site.requests.length - removal.site.refusedForSpeed).toBe(PEOPLE);
  expectWithinBucket(
    removal.site.requests.map(({ at }) => at - removal.startedAt),
    LIMIT,
  );
});

it('writes twice a slice, four times to begin and twice to end, whatever the run is long', async () => {
  const removal = new Removal(LATENCY);
  await removal.run();
  await removal.timeline.pass(5_000);
  const slices = removal.forge.noted.invocations.filter(({ changes }) => changes.length > 0);
  expect(removal.storage.writes).toHaveLength(2 * slices.length + 6);
});

it('has slices of a second or two, and knows how fast it goes', async () => {
  const removal = new Removal(LATENCY);
  const run = await removal.run();
  const lengths = removal.forge.noted.invocations.slice(3, -1).map(({ changes }) => changes.length);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(110);
  expect(run.getSnapshot().perSecond).toBeCloseTo(LIMIT, 0);
});

describe('another client that takes half from the middle of the run on', () => {
  const FROM_S = 20;
  const OTHER = 25;

  it.each([
    ['one by one', 1],
    ['all of a second’s at once', OTHER],
  ])('%s: nobody fails, and it settles near what is left', async (_, together) => {
    const removal = new Removal(LATENCY);
    const { timeline, site } = removal;
    let admitted = 0;
    const ask = () => {
      for (let n = 0; n < together; n++) admitted += site.admit('remove') ? 1 : 0;
      if ((site.groups.get(GROUP)?.size ?? 0) > 0) timeline.plan((together / OTHER) * 1_000, ask);
    };
    timeline.plan(FROM_S * 1_000, ask);
    await removal.run();
    const left = LIMIT - admitted / (removal.elapsedS - FROM_S);
    expect(left).toBeLessThan(LIMIT - 15); // Or the other would hardly have been there.
    expect(removal.perSecondSince(FROM_S)).toBeGreaterThanOrEqual(0.8 * left);
  });

  it('takes the limit back when they are gone', async () => {
    const removal = new Removal(LATENCY);
    const { timeline, site } = removal;
    const ask = () => {
      site.admit('remove');
      if (removal.elapsedS < 8) timeline.plan(1_000 / OTHER, ask);
    };
    timeline.plan(2_000, ask);
    await removal.run();
    const times = removal.site.requests.map(({ at }) => at);
    const from = Math.max(...times) - 5_000;
    expect(times.filter((at) => at >= from).length / 5).toBeGreaterThan(45);
  });
});
