import { seededRandom } from '../../../sandbox/confluence/prng';
import type { Change } from '../../../src/contract/changes';
import { CHANGES_IN_PAGE } from '../../../src/contract/limits';
import { BACKGROUND_KEY, RUN_PREFIX, runIdIn } from '../../../src/history/keys';
import { getRun } from '../../../src/history/readRun';
import { Timeline } from '../../support/timeline';
import { ADMIN } from './admins';
import { Forge } from './forge';
import { Page } from './page';
import { Site } from './site';
import { Storage } from './storage';
import { waitForEnd } from './world';

const PEOPLE = 20_000;
const GROUP = 'group';
const CLOSED_AFTER_MS = 5_000;

/** 20,000 removals on a site that answers everything, where work goes on without a page. */
function beginRemoval() {
  const timeline = new Timeline();
  const random = seededRandom(7);
  const storage = new Storage({ timeline, faultOf: () => undefined });
  const trial = { actorId: ADMIN, trialId: '0'.repeat(16), at: timeline.now() };
  storage.plant(BACKGROUND_KEY, { v: 1, state: 'possible', ...trial });
  const site = new Site({
    ...{ timeline, random, answersToRepetition: 'documented' },
    ...{ latency: { leastMs: 120, mostMs: 120 }, faultOf: () => undefined },
  });
  const changes = Array.from({ length: PEOPLE }, (_, n): Change => {
    return { groupId: GROUP, accountId: `person-${n}`, action: 'remove' };
  });
  site.groups.set(GROUP, new Set(changes.map(({ accountId }) => accountId)));
  const forge = new Forge({
    ...{ timeline, random, site, storage, overheadMs: 300 },
    ...{ faultOf: () => undefined, skewOf: () => 0 },
  });
  const startedAt = timeline.now();
  const page = Page.begin(changes, { timeline, random, forge });
  /** s from the beginning to the last removal. */
  const lastedS = () => ((site.requests.at(-1)?.at ?? 0) - startedAt) / 1_000;
  return { timeline, storage, site, forge, page, lastedS };
}

/** Every change of the one run that the history has, and what is said of the whole. */
async function readRecord(storage: Storage) {
  storage.isCalm = true;
  const { entries } = await storage.list(RUN_PREFIX, { limit: 10 });
  const [runId = ''] = entries.map(({ key }) => runIdIn(key, RUN_PREFIX));
  const pages = await Promise.all(
    Array.from({ length: PEOPLE / CHANGES_IN_PAGE }, (_, n) =>
      getRun(storage, runId, n * CHANGES_IN_PAGE, storage.now()),
    ),
  );
  return { runs: entries.length, run: pages[0]?.run, changes: pages.flatMap((page) => page?.changes ?? []) };
}

it('goes on without its page at 95 % of the page’s pace or more, and is exact', async () => {
  const alone = beginRemoval();
  await alone.timeline.until(waitForEnd(alone.page.run));
  const { timeline, storage, site, forge, page, lastedS } = beginRemoval();
  await timeline.pass(CLOSED_AFTER_MS);
  page.kill();
  await timeline.until(forge.queue.waitUntilIdle());
  expect(alone.lastedS() / lastedS()).toBeGreaterThanOrEqual(0.95);

  expect(site.groups.get(GROUP)?.size).toBe(0);
  expect(site.requests).toHaveLength(PEOPLE);
  const { runs, run, changes } = await readRecord(storage);
  expect(runs).toBe(1);
  expect(run).toMatchObject({ counts: { done: PEOPLE }, drivers: [ADMIN] });
  expect(run?.endedAt).toBeDefined();
  expect(changes.map(({ accountId }) => accountId)).toEqual(site.requests.map(({ accountId }) => accountId));
  const byWorker = site.requests.map(({ invocation }) => forge.noted.isWorker(invocation));
  expect(changes.map(({ inBackground = false }) => inBackground)).toEqual(byWorker);
  expect(run?.inBackground).toBe(byWorker.filter(Boolean).length);
}, 60_000);
