import type { Plan } from './plan';
import { readStoredPlan, storedEditsOf, storedPlanOf } from './storedPlan';

/** Where the plan lies while the tab is open. What is edited lies apart, for it is written at every letter. */
const PLAN = 'group-members.plan';
const EDITS = 'group-members.planEdits';

/**
 * Keeps a plan through a reload of the page, in the browser's storage for this tab: ids only.
 * @returns false where the browser has no room for it, or keeps nothing
 */
export function keepPlan(plan: Plan, owner: string): boolean {
  return attempt(() => {
    sessionStorage.setItem(PLAN, storedPlanOf(plan, owner));
    sessionStorage.setItem(EDITS, storedEditsOf(plan));
  });
}

/** Keeps what the admin took out, and the reason. @returns as `keepPlan` */
export function keepEdits(plan: Plan): boolean {
  return attempt(() => sessionStorage.setItem(EDITS, storedEditsOf(plan)));
}

/** The plan that was kept; undefined where there is none of this admin on this site. */
export function readKeptPlan(owner: string): Plan | undefined {
  try {
    return readStoredPlan(sessionStorage.getItem(PLAN), sessionStorage.getItem(EDITS), owner);
  } catch (reason) {
    console.info('The browser does not let the page look for a kept plan.', reason);
    return undefined;
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
