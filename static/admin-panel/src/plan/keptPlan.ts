import { createPause, nextTask } from '../host/createPause';
import type { Plan } from './plan';
import { storedEditsOf, storedPlanOf } from './storedPlan';

/** Where the plan lies while the tab is open. What is edited lies apart, for it is written at every letter. */
const PLAN = 'group-members.plan';
const EDITS = 'group-members.planEdits';

/**
 * Keeps a plan through a reload of the page, in the browser's storage for this tab: ids only. It may have 100,000 lines, so
 * that it is written with pauses.
 * @param signal once it has aborted, nothing is written any more
 * @returns false where the browser has no room for it, or keeps nothing
 */
export async function keepPlan(plan: Plan, owner: string, signal: AbortSignal): Promise<boolean> {
  const hasBegun = attempt(() => {
    sessionStorage.removeItem(PLAN);
    // Before anything is edited.
    sessionStorage.setItem(EDITS, storedEditsOf(plan));
  });
  if (!hasBegun) return false;
  const text = await storedPlanOf(plan, owner, createPause(signal));
  // The browser takes as long to write MBs as it took to make them.
  await nextTask(signal);
  signal.throwIfAborted();
  return attempt(() => sessionStorage.setItem(PLAN, text));
}

/** Keeps what the admin took out, and the reason. @returns as `keepPlan` */
export function keepEdits(plan: Plan): boolean {
  return attempt(() => sessionStorage.setItem(EDITS, storedEditsOf(plan)));
}

/** Texts of a plan that was kept, for any site and admin; null where there is none. */
export interface KeptTexts {
  plan: string | null;
  edits: string | null;
}

export function readKeptTexts(): KeptTexts {
  try {
    return { plan: sessionStorage.getItem(PLAN), edits: sessionStorage.getItem(EDITS) };
  } catch (reason) {
    console.info('The browser does not let the page look for a kept plan.', reason);
    return { plan: null, edits: null };
  }
}

export function dropKeptPlan(): void {
  try {
    sessionStorage.removeItem(PLAN);
    sessionStorage.removeItem(EDITS);
  } catch (reason) {
    console.info('The browser keeps nothing for the page, so there is no plan to drop.', reason);
  }
}

/** What was kept before is dropped where the new does not fit: half of a plan is none. */
function attempt(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (reason) {
    console.info('The plan would not survive a reload of the page.', reason);
    dropKeptPlan();
    return false;
  }
}
