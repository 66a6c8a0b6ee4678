import { planKey } from './keys';
import { planIn, PLAN_PEOPLE } from './records';
import type { Store } from './store';

/** Whom a run is about, in stretches of 500, written before anything is changed. */

/** The stretches of a run's plan that begin at this place, a multiple of 500. */
export function plansOf(
  runId: string,
  from: number,
  accountIds: readonly string[],
): (readonly [key: string, value: readonly string[]])[] {
  const plans: (readonly [string, readonly string[]])[] = [];
  for (let start = 0; start < accountIds.length; start += PLAN_PEOPLE) {
    const key = planKey(runId, (from + start) / PLAN_PEOPLE);
    plans.push([key, accountIds.slice(start, start + PLAN_PEOPLE)]);
  }
  return plans;
}

/** The people of a plan from one place up to another, as far as they are written down. */
export async function readPlan(store: Store, runId: string, from: number, to: number): Promise<string[]> {
  const first = Math.floor(from / PLAN_PEOPLE);
  const count = Math.max(0, Math.ceil(to / PLAN_PEOPLE) - first);
  const keys = Array.from({ length: count }, (_, n) => planKey(runId, first + n));
  const values = await store.getMany(keys);
  const people = keys.flatMap((key) => {
    const value = values.get(key);
    return value === undefined ? [] : planIn(value);
  });
  const before = first * PLAN_PEOPLE;
  return people.slice(from - before, to - before);
}
