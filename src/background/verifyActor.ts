import { currentCaller } from '../confluence/lookUpUsers';
import type { AppError, ErrorKind } from '../contract/errors';
import type { NotContinuedReason } from '../contract/runs';
import type { CallTools } from '../forgeTools';

/**
 * Whether the app can act for an admin who is away: Confluence has to answer as that admin, who has to be allowed to
 * administer it. 3 points.
 * @returns why not; undefined where it can. `unavailable` may pass
 */
export async function verifyActor({
  actorId,
  confluence,
}: Pick<CallTools, 'actorId' | 'confluence'>): Promise<NotContinuedReason | undefined> {
  const caller = await currentCaller(confluence);
  if (!caller.ok) return reasonOf(caller.error);
  if (caller.value.accountId !== actorId) return 'notInEffect';
  return caller.value.mayAdminister ? undefined : 'permission';
}

/** What an error of work that was done for an admin says of going on with it. */
export function reasonOf({ kind }: AppError): NotContinuedReason {
  return REASONS[kind] ?? 'unavailable';
}

const REASONS: Partial<Record<ErrorKind, NotContinuedReason>> = {
  actorUnavailable: 'actorUnavailable',
  signedOut: 'actorUnavailable',
  permission: 'permission',
};
