import { isRetryable } from '../../../src/run/changeState';
import { ADMIN, OTHER_ADMIN } from './admins';
import type { PartSchedule } from './backgroundSchedule';
import { recordOfRun } from './page';
import type { World } from './world';

/**
 * As soon as a run has ended on a page, an admin asks there for some of what failed or is left; the page is closed then.
 * @returns false where that is not to be, or there is none
 */
export async function askForPartAtOnce(world: World, schedule: PartSchedule): Promise<boolean> {
  const { pages } = world;
  if (!schedule.isAtOnce) return false;
  await world.endOnPage();
  // What the history does not know to have ended may go on.
  if (!pages.canRetry || pages.page.run.getSnapshot().notClosed) return false;
  return askForPart(world, { ...schedule, isNewPage: false });
}

/**
 * Once a run has come to rest, an admin asks again for some of what failed or is left, on a page that is closed then.
 * @returns false where there is none, and nothing was done
 */
export async function askForPart(world: World, schedule: PartSchedule): Promise<boolean> {
  const { pattern, isNewPage, isOther, closes, elsewhere } = schedule;
  const { timeline, pages } = world;
  const isSamePage = !isNewPage && pages.canRetry;
  const retryable = isSamePage ? retryableHere(world) : await timeline.until(retryableByRecord(world));
  const changes = retryable.filter((_, n) => pattern[n % pattern.length]);
  if (changes.length === 0) return false;
  if (isSamePage) world.beginRetry(changes);
  else await openFor(changes, isOther ? OTHER_ADMIN : ADMIN, world);
  const { page } = pages;
  let isOver = false;
  timeline.plan(closes, () => {
    if (!isOver && page === pages.page) pages.close();
  });
  for (const one of elsewhere) timeline.plan(one.ms, () => void world.pressElsewhere(one));
  await world.end();
  isOver = true;
  return true;
}

async function openFor(changes: readonly number[], accountId: string, world: World): Promise<void> {
  const { timeline, pages } = world;
  pages.close();
  pages.isOffline = false; // It is another machine.
  world.limitTo(changes);
  pages.open('takesUp', accountId, changes);
  if (pages.opening) await timeline.until(pages.opening);
}

function retryableHere({ run }: World): number[] {
  const retryable = new Set([...run.changesToRetry({ withNotAttempted: true }), ...run.openChanges()]);
  return [...retryable].sort((a, b) => a - b);
}

async function retryableByRecord({ pages, storage }: World): Promise<number[]> {
  storage.isCalm = true;
  const runId = await pages.find();
  const recorded = runId === undefined ? [] : (await recordOfRun(storage, runId)).changes;
  storage.isCalm = false;
  return recorded
    .filter(({ outcome, reason }) => isRetryable({ outcome, ...(reason && { reason }) }))
    .map(({ index }) => index);
}
