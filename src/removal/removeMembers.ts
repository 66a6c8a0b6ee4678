import type { AppError, ErrorKind, Outcome, RemoveMembersAnswer } from '../contract';

/** What the removal stands on: one call a person, and the invocation's time left in ms. */
export interface RemovalTools {
  remove: (accountId: string) => Promise<{ ok: true } | { ok: false; error: AppError }>;
  timeLeftMs: () => number;
}

/** Below it no further person is started, so that the answer reaches the page before the invocation is killed. */
const TIME_TO_START_MS = 5_000;

/**
 * Removes people one after the other and says what became of each, in the order asked.
 *
 * An error that concerns everyone (no permission, no group, signed out, rate limited…) stops it: the person it met
 * has `failed`, those after are `notAttempted`. An error that concerns one person leaves the others their turn.
 */
export async function removeMembers(
  accountIds: readonly string[],
  { remove, timeLeftMs }: RemovalTools,
): Promise<RemoveMembersAnswer> {
  const outcomes: Outcome[] = [];
  let stoppedBy: AppError | undefined;
  for (const [index, accountId] of accountIds.entries()) {
    // The first is always tried: an invocation that does nothing would be asked again for ever.
    const outOfTime = index > 0 && timeLeftMs() < TIME_TO_START_MS;
    if (stoppedBy || outOfTime) {
      outcomes.push({ accountId, status: 'notAttempted' });
      continue;
    }
    const result = await remove(accountId);
    if (result.ok) {
      outcomes.push({ accountId, status: 'removed' });
    } else {
      const { error } = result;
      outcomes.push({ accountId, status: error.kind === 'unconfirmed' ? 'unconfirmed' : 'failed', error });
      if (concernsEveryone(error.kind)) stoppedBy = error;
    }
  }
  return stoppedBy ? { ok: false, error: stoppedBy, outcomes } : { ok: true, outcomes };
}

function concernsEveryone(kind: ErrorKind): boolean {
  switch (kind) {
    case 'permission':
    case 'groupNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'rateLimited':
      return true;
    case 'userNotFound':
    case 'invalid':
    case 'unavailable':
    case 'unconfirmed':
      return false;
  }
}
