import type { AppError } from '../../../../src/contract';
import { MembershipCheck, type CheckEnd, type CheckTools } from '../membership/membershipCheck';
import { isOpen } from './people';
import type { Run } from './run';

/** A check that is under way. */
export interface OpenCheck {
  /** Ends it once the requests under way are answered. */
  stop: () => void;
  /** How it ended; does not reject. `failed` too where Confluence had nothing to say of somebody. */
  end: Promise<CheckEnd>;
}

/**
 * Asks Confluence about everyone of whom it is open whether a run changed them, and tells the run.
 * @param onProgress told how many have an answer, of how many
 */
export function checkOpen(
  run: Run,
  tools: Omit<CheckTools, 'onAnswers'>,
  onProgress: (done: number, count: number) => void,
): OpenCheck {
  const accountIds = [...run.standings()].flatMap(([accountId, standing]) =>
    isOpen(standing) ? [accountId] : [],
  );
  let done = 0;
  let refused: AppError | undefined;
  const check = new MembershipCheck(accountIds, {
    ...tools,
    onAnswers: (memberships) => {
      for (const membership of memberships) {
        if ('member' in membership) run.applyCheck(membership.accountId, membership.member);
        else refused ??= membership.error;
      }
      done += memberships.length;
      onProgress(done, accountIds.length);
    },
  });
  onProgress(done, accountIds.length);
  const end = check
    .run()
    .then((how): CheckEnd =>
      how.status === 'complete' && refused ? { status: 'failed', error: refused } : how,
    );
  return { stop: () => check.stop(), end };
}
