import { ACTIONS } from '../../../../../src/membership/actions';
import type { Action } from '../../../../../src/contract';
import { durationText } from '../../ui/durationText';
import { number } from '../../ui/number';

/**
 * How long so many changes take, and where the pace comes from, in sentences; none where it is no time.
 * Source of the figures: `src/contract/limits.ts`.
 */
export function paceWords(action: Action, count: number): string[] {
  const { requestsPerSecond } = ACTIONS[action];
  if (count <= requestsPerSecond) return [];
  return [
    `This takes ${durationText(count / requestsPerSecond)} or longer, at up to ${number(requestsPerSecond)} a second. Keep this page open.`,
    `Atlassian publishes no limit for Confluence: ${number(requestsPerSecond)} a second is what it names for Jira. What Confluence answers sets the pace.`,
  ];
}
