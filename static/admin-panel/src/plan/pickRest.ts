import type { RecordedChange } from '../../../../src/contract';
import { hasEnded } from '../../../../src/run/runSnapshot';
import type { ActiveRun } from '../run/activeRun';
import { findRest, findRestOf, type RestOfRun } from '../run/restOfRun';
import type { PlanSource } from './plan';
import type { Candidate } from './preparedPlan';

/** Which changes of a run are meant. */
type Which = Extract<PlanSource, { kind: 'rest' }>['which'];

/** The changes of a run of the history that were not made and still can be, in its order. @param changes all of them */
export function pickRest(changes: readonly RecordedChange[], which: Which): Candidate[] {
  const wanted = new Set(placesOf(findRest(changes), which));
  return changes
    .filter(({ index }) => wanted.has(index))
    .sort((a, b) => a.index - b.index)
    .map(({ groupId, accountId, action, index }) => ({ groupId, accountId, action, place: index }));
}

/** The same of the page's own run: what it says of its changes is newer than the history. None while it has not ended. */
export function pickRestOfOwn(run: Pick<ActiveRun, 'client'>, which: Which): Candidate[] {
  const snapshot = run.client.getSnapshot();
  if (!hasEnded(snapshot.state)) return [];
  return placesOf(findRestOf(run, snapshot, snapshot.state), which)
    .sort((a, b) => a - b)
    .flatMap((place) => {
      const change = run.client.changes[place];
      return change ? [{ ...change, place }] : [];
    });
}

function placesOf({ left, failed }: RestOfRun, which: Which): number[] {
  switch (which) {
    case 'left':
      return [...left];
    case 'failed':
      return [...failed];
    case 'both':
      return [...left, ...failed];
  }
}
