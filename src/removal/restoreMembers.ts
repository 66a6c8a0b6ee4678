import type { RestoreMembersAnswer } from '../contract';
import { changeMembers, type ChangeTools } from './changeMembers';
import { POSTS_PER_SECOND } from './limits';

/** Puts a slice of people back into the group that `change` is for, until the invocation's time is used up. */
export function restoreMembers(
  accountIds: readonly string[],
  tools: ChangeTools,
): Promise<RestoreMembersAnswer> {
  return changeMembers(accountIds, { done: 'restored', limit: POSTS_PER_SECOND }, tools);
}
