import { readHeader } from './header';
import { randomId } from './keys';
import { append, lastLease, readLog } from './log';
import { underWayIn } from './people';
import type { Check, Header } from './records';
import { secondsKept } from './retention';
import type { Store } from './store';
import { updateSummary } from './summary';

/** What Confluence says of people that a run left open. All of it may throw `StorageError`. */

/** A run as it was before Confluence was asked. */
export interface OpenCheck {
  runId: string;
  run: Header;
  /** Entries in its log. */
  asOf: number;
  hasEnded: boolean;
  /** Who may be being changed just now: what Confluence says of them will not last. */
  underWay: ReadonlySet<string>;
}

/**
 * To be called before Confluence is asked: an answer says nothing of what a run does after.
 * @param now ms since the epoch
 * @returns undefined where there is no such run, or it is about another group
 */
export async function openCheck(
  store: Store,
  runId: string,
  groupId: string,
  now: number,
): Promise<OpenCheck | undefined> {
  const [run, log] = await Promise.all([readHeader(store, runId, now), readLog(store, runId)]);
  if (run?.groupId !== groupId || log.length === 0) return undefined;
  const hasEnded = lastLease(log)?.kind === 'ended';
  return { runId, run, asOf: log.length, hasEnded, underWay: underWayIn(log, now) };
}

/** Writes down who Confluence says is in the group, and who is not. */
export async function recordCheck(
  store: Store,
  { runId, run, asOf, hasEnded, underWay }: OpenCheck,
  answers: { members: readonly string[]; others: readonly string[] },
  now: number,
): Promise<void> {
  const settled = (accountIds: readonly string[]) =>
    accountIds.filter((accountId) => !underWay.has(accountId));
  const [members, others] = [settled(answers.members), settled(answers.others)];
  if (members.length + others.length === 0) return;
  const entry: Check = { kind: 'check', id: randomId(), asOf, members, others };
  const ticket = { runId, driver: undefined, next: asOf };
  const appended = await append(store, ticket, entry, secondsKept(run.startedAt, now));
  // Whoever ended it meanwhile may not have seen this.
  if (appended.ok && (hasEnded || appended.at > asOf)) await updateSummary(store, runId, now);
}
