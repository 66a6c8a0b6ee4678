import type { Change, ChangeBlock, Membership } from '../contract/changes';

/** A key that two memberships share only when they are the same. Group ids have no blanks. */
export function membershipKey({ groupId, accountId }: Membership): string {
  return `${groupId} ${accountId}`;
}

/** The changes of blocks, one after the other: their places are the indexes of the plan. */
export function changesIn(blocks: readonly ChangeBlock[]): Change[] {
  return blocks.flatMap(({ groupId, action, accountIds }) =>
    accountIds.map((accountId) => ({ groupId, action, accountId })),
  );
}

/** The same changes in blocks, in their order. */
export function toBlocks(changes: readonly Change[]): ChangeBlock[] {
  const blocks: ChangeBlock[] = [];
  for (const { groupId, action, accountId } of changes) {
    const last = blocks.at(-1);
    if (last?.groupId === groupId && last.action === action) last.accountIds.push(accountId);
    else blocks.push({ groupId, action, accountIds: [accountId] });
  }
  return blocks;
}

/**
 * Whether these are changes of distinct memberships: adding an account to a group and removing it in one plan
 * says nothing about what is wanted.
 */
export function areDistinct(memberships: readonly Membership[]): boolean {
  return new Set(memberships.map(membershipKey)).size === memberships.length;
}
