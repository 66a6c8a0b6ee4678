/** What becomes of an event when its function has ended. */
import * as v from 'valibot';
import { describeError } from '../describeError';
import type { FunctionOutcome } from '../runFunction';
import type { QueuedEvent } from './protocol';

/** How long an event is tried again. Source: Forge's async events. */
export const RETENTION_MS = 24 * 3_600_000;
/** Source: Forge's "Async events limits". */
const MAX_RETRY_DATA_BYTES = 4 * 1_024;
/** The longest wait that a function can ask for. */
const MAX_WAIT_MS = 900_000;
/** Forge documents no waits after errors: these are the sandbox's own, doubled each time. */
const FIRST_WAIT_MS = 10_000;

/** What `InvocationError` of `@forge/events` returns. */
const RetryRequest = v.object({
  _retry: v.literal(true),
  retryOptions: v.object({
    retryAfter: v.number(),
    retryReason: v.string(),
    retryData: v.optional(v.unknown()),
  }),
});

export type Verdict =
  | { kind: 'done' }
  | { kind: 'cut' }
  | {
      kind: 'retried';
      at: number;
      context: NonNullable<QueuedEvent['retryContext']>;
      error: Delivered['error'];
    }
  | { kind: 'failed'; error: Delivered['error'] };

interface Delivered {
  error: { name: string; message: string };
}

/** Whether an event is done, comes again or is given up, at the time `now`. */
export function judge(outcome: FunctionOutcome, event: QueuedEvent, now: number): Verdict {
  const retryCount = (event.retryContext?.retryCount ?? 0) + 1;
  const growing = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (retryCount - 1));
  const again = (
    waitMs: number,
    retryReason: string,
    retryData: unknown,
    error: Delivered['error'],
  ): Verdict => {
    const at = now + waitMs;
    if (at >= event.pushedAt + RETENTION_MS) return { kind: 'failed', error };
    return { kind: 'retried', at, context: { retryCount, retryReason, retryData }, error };
  };
  switch (outcome.kind) {
    case 'killed': {
      if (outcome.isEnding) return { kind: 'cut' };
      const error = { name: 'InvocationTimeout', message: 'The function was killed by its time limit.' };
      return again(growing, 'FUNCTION_TIME_OUT', undefined, error);
    }
    case 'threw':
      return again(growing, 'FUNCTION_PLATFORM_UNKNOWN_ERROR', undefined, describeError(outcome.error));
    case 'returned': {
      const asked = v.safeParse(RetryRequest, outcome.value);
      if (!asked.success) return { kind: 'done' };
      const { retryAfter, retryReason, retryData } = asked.output.retryOptions;
      const error = { name: 'InvocationError', message: retryReason };
      if (Buffer.byteLength(JSON.stringify(retryData ?? null)) > MAX_RETRY_DATA_BYTES) {
        return { kind: 'failed', error: { ...error, message: 'The retryData is over 4 KB.' } };
      }
      const waitMs = Math.min(MAX_WAIT_MS, Math.max(1, retryAfter) * 1_000);
      return again(waitMs, retryReason, retryData, error);
    }
  }
}
