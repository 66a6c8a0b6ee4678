import type { Action } from '../../../../src/contract';
import { ACTION_NAMES, ACTIONS } from '../../../../src/membership/actions';
import { durationText } from '../ui/durationText';
import { planMessages } from './planMessages';

/**
 * How long so many changes take, and where the pace comes from, in sentences; none where it is no time. Additions and
 * removals each have their own pace, and are made side by side.
 * Source of the figures: `src/contract/limits.ts`.
 */
export function paceSentences(counts: Record<Action, number>): string[] {
  const seconds = Math.max(...ACTION_NAMES.map((name) => counts[name] / ACTIONS[name].requestsPerSecond));
  if (seconds <= 1) return [];
  const [only, ...others] = ACTION_NAMES.filter((name) => counts[name] > 0);
  return [
    planMessages.text('pace', {
      rates: only !== undefined && others.length === 0 ? only : 'both',
      duration: durationText(seconds),
      removals: ACTIONS.remove.requestsPerSecond,
      additions: ACTIONS.add.requestsPerSecond,
    }),
    planMessages.text('paceSource'),
  ];
}
