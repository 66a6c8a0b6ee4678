/** What a service of the sandbox answers, as Node's own `fetch` brings it to a function. */
import { ConnectionLost } from '../confluence';

/** What a service answers; `body` is empty when the status carries none. */
export interface ServiceAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const BODILESS = new Set([204, 205, 304]);

/** What a function that was killed waits for. */
export const never = new Promise<never>(() => undefined);

/** The response; a `TypeError` when the connection was lost, the signal's reason when that aborts first. */
export async function fetchAnswer(
  answer: Promise<ServiceAnswer>,
  signal: AbortSignal,
  isDead: () => boolean,
): Promise<Response> {
  const { status, headers, body } = await abortable(answer, signal).catch((error: unknown) => {
    // What Node's own fetch says when the other side hangs up.
    throw error instanceof ConnectionLost ? new TypeError('fetch failed', { cause: error }) : error;
  });
  if (isDead()) return never;
  return new Response(BODILESS.has(status) ? null : body, { status, headers });
}

/** The service goes on with what it was asked; only the waiting ends, as with a real connection. */
export async function abortable<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  let end = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    end = resolve;
  });
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    await Promise.race([answer, aborted]);
    signal.throwIfAborted();
    return await answer;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
