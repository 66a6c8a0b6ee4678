import type { RemoveMembersAnswer } from '../contract';
import { changeMembers, type ChangeTools } from './changeMembers';
import { DELETES_PER_SECOND } from './limits';

/** Takes a slice of people out of the group that `change` is for, until the invocation's time is used up. */
export function removeMembers(
  accountIds: readonly string[],
  tools: ChangeTools,
): Promise<RemoveMembersAnswer> {
  return changeMembers(accountIds, { done: 'removed', limit: DELETES_PER_SECOND }, tools);
}
