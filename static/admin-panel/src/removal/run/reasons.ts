import type { AppError } from '../../../../../src/contract';
import { serversWords } from '../../problems/words';
import type { Standing } from './people';

/** People who failed for the same reason. */
export type FailureReason =
  /** `error` is that of the first of them; `said` Confluence's words, which all of them have in common. */
  | { kind: 'error'; error: AppError; said?: string; count: number }
  /** Check found them in the group. */
  | { kind: 'stillMember'; count: number };

/** Why people failed, most frequent first: by the kind of error and what Confluence said to it. */
export function reasonsOf(standings: Iterable<[string, Standing]>): FailureReason[] {
  const reasons = new Map<string, FailureReason>();
  for (const [, standing] of standings) {
    const reason = reasonOf(standing);
    if (!reason) continue;
    const key = reason.kind === 'error' ? JSON.stringify([reason.error.kind, reason.said]) : reason.kind;
    const known = reasons.get(key);
    if (known) known.count += 1;
    else reasons.set(key, reason);
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function reasonOf(standing: Standing): FailureReason | undefined {
  switch (standing.status) {
    case 'failed': {
      const said = serversWords(standing.error);
      return { kind: 'error', error: standing.error, ...(said !== undefined && { said }), count: 1 };
    }
    case 'stillMember':
      return { kind: 'stillMember', count: 1 };
    case 'waiting':
    case 'removing':
    case 'removed':
    case 'unconfirmed':
    case 'notAttempted':
      return undefined;
  }
}
