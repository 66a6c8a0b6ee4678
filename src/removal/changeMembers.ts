import type { AppError, ChangeAnswer, ErrorKind, Outcome, Pace } from '../contract';
import { Attempts } from './attempts';
import { backoffMs } from './backoff';
import type { Clock } from '../clock';
import { Gate } from './gate';
import { Pacer } from './pacer';

/** What a slice of people stands on. */
export interface ChangeTools {
  /** One request about one person. */
  change: (accountId: string) => Promise<{ ok: true } | { ok: false; error: AppError }>;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  clock: Clock;
  /** Draws from [0, 1). */
  random: () => number;
  /** Where the slice before left off. */
  pace?: Pace | undefined;
}

/** What the change is called when done, and the requests/s Confluence documents for it. */
export interface Direction<Done extends string> {
  done: Done;
  limit: number;
}

const MAX_RETRIES = 4;

/**
 * Makes one change for a slice of people at the pace Confluence allows, and says what became of each, in the order
 * asked. What passes is tried again; what concerns everyone stops the slice: who has no attempt by then has none.
 */
export async function changeMembers<Done extends string>(
  accountIds: readonly string[],
  { done, limit }: Direction<Done>,
  { change, timeLeftMs, clock, random, pace }: ChangeTools,
): Promise<ChangeAnswer<Done>> {
  const pacer = new Pacer(limit, pace, clock.now());
  const gate = new Gate(pacer, clock, timeLeftMs);
  let stoppedBy: AppError | undefined;

  const stop = (error: AppError) => {
    stoppedBy ??= error;
    gate.close();
  };

  /** Confluence wants to be left alone for longer than this invocation has. */
  const outlasts = ({ kind }: AppError, now: number) =>
    passes(kind) && pacer.blockedMs(now) > 0 && !gate.fits(pacer.blockedMs(now));

  /** One request; undefined once there may be none. */
  const attempt = async (accountId: string, notBefore?: number) => {
    if (!(await gate.enter(notBefore))) return undefined;
    const startedAt = clock.now();
    try {
      const result = await change(accountId);
      const now = clock.now();
      pacer.answered({ startedAt, now, ...(!result.ok && { error: result.error }) });
      if (!result.ok && (concernsEveryone(result.error) || outlasts(result.error, now))) stop(result.error);
      return result;
    } catch (thrown) {
      gate.close();
      throw thrown;
    } finally {
      gate.leave();
    }
  };

  const attend = async (accountId: string): Promise<Outcome<Done>> => {
    const attempts = new Attempts(accountId, done);
    for (let retry = 0; retry <= MAX_RETRIES; retry++) {
      const result = await attempt(
        accountId,
        retry === 0 ? undefined : clock.now() + backoffMs(retry, random),
      );
      if (result) attempts.add(result);
      if (!result || result.ok || !passes(result.error.kind)) break;
      // Turned away again and again: others take all there is, and the page can wait longer.
      if (retry === MAX_RETRIES && result.error.kind === 'rateLimited') stop(result.error);
    }
    return attempts.outcome();
  };

  const outcomes = await Promise.all(accountIds.map(attend));
  const nextPace = pacer.toPace(clock.now());
  return stoppedBy
    ? { ok: false, error: stoppedBy, outcomes, pace: nextPace }
    : { ok: true, outcomes, pace: nextPace };
}

/** Whether any other person would meet the same. */
function concernsEveryone({ kind, limit }: AppError): boolean {
  switch (kind) {
    case 'permission':
    case 'groupNotFound':
    case 'signedOut':
    case 'scopeMissing':
      return true;
    case 'rateLimited':
      return limit === 'quota';
    case 'userNotFound':
    case 'invalid':
    case 'unavailable':
    case 'unconfirmed':
    case 'storage':
    case 'runTaken':
    case 'runNotFound':
      return false;
  }
}

/** Whether the same request may succeed a moment later. */
function passes(kind: ErrorKind): boolean {
  switch (kind) {
    case 'rateLimited':
    case 'unavailable':
    case 'unconfirmed':
      return true;
    case 'permission':
    case 'groupNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'userNotFound':
    case 'invalid':
    case 'storage':
    case 'runTaken':
    case 'runNotFound':
      return false;
  }
}
