import { chunk } from '../../../../src/chunk';
import type { Answer, AppError, Recording } from '../../../../src/contract';
import { MAX_CHECKS_IN_CALL } from '../../../../src/contract/limits';
import { concernsGroup, concernsRun, isTransient } from '../../../../src/membership/errorTraits';
import { READ_BACKOFF, retryDelayMs } from '../../../../src/run/retryDelay';
import { isLongWait, ReadPacer, READS_A_SECOND } from '../host/readPacer';
import type { Tools } from '../host/tools';

/** Times that what Confluence did not answer about is asked for in all, and where it was too much at once. */
const ATTEMPTS = 5;
const ATTEMPTS_IN_BURST = 2 * ATTEMPTS;

/** How a check ended. What was answered until then stays known. */
export type CheckEnd = { status: 'complete' } | { status: 'stopped' } | { status: 'failed'; error: AppError };

/** What a check asks, and how its answers are read. */
export interface Questions<Key, Answered> {
  /** Asks about a batch; never rejects. */
  ask: (batch: Key[]) => Promise<Answer<{ answers: readonly Answered[] } & Recording>>;
  /** What an answer is about. */
  keyOf: (answered: Answered) => Key;
  /** Why it says nothing of that. */
  errorOf: (answered: Answered) => AppError | undefined;
  /** Batches under way at once. */
  batchesAtOnce: number;
  /** Keys in a batch at most; `MAX_CHECKS_IN_CALL` where it is absent. */
  batchSize?: number;
  /** Requests that a batch of so many keys takes; one for each where it is absent. */
  requestsFor?: (keys: number) => number;
}

/** Who waits for a check: gets the answers, and may end it. */
export interface CheckListener<Answered> {
  /** Told of answers as they come. */
  onChecked: (answers: readonly Answered[]) => void;
  /** Ends the check once the requests under way are answered. */
  signal: AbortSignal;
}

/**
 * Asks Confluence the same of many (who is in a group, who people are), in batches and at a pace that it refuses or not.
 *
 * A burst 429 slows it down, what passes is asked again, and what concerns more than one ends it: the hourly limit, a
 * missing permission. An account that Confluence refuses to speak of has that for an answer.
 */
export class MembershipCheck<Key, Answered> {
  readonly #options: Questions<Key, Answered> & CheckListener<Answered> & Tools;
  readonly #queue: Key[][];
  readonly #pacer: ReadPacer;
  readonly #ending = new AbortController();
  #end: CheckEnd | undefined;

  /** @param keys distinct */
  constructor(keys: readonly Key[], options: Questions<Key, Answered> & CheckListener<Answered> & Tools) {
    this.#options = options;
    this.#pacer = new ReadPacer(options.clock);
    this.#queue = chunk(keys, options.batchSize ?? MAX_CHECKS_IN_CALL);
  }

  /** @returns how it ended; does not reject */
  async run(): Promise<CheckEnd> {
    const { signal, batchesAtOnce } = this.#options;
    const stop = () => this.#finish({ status: 'stopped' });
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const work = async () => {
      for (let batch = this.#queue.shift(); batch && !this.#end; batch = this.#queue.shift())
        await this.#check(batch);
    };
    await Promise.all(Array.from({ length: batchesAtOnce }, work));
    signal.removeEventListener('abort', stop);
    return this.#end ?? { status: 'complete' };
  }

  /** Asks about a batch until all of it is known or there is no use. */
  async #check(batch: readonly Key[]): Promise<void> {
    const { requestsFor = oneForEach } = this.#options;
    let open = batch;
    for (let attempt = 1; open.length > 0 && !this.#end; attempt += 1) {
      const turn = await this.#pacer.turn(requestsFor(open.length), this.#ending.signal);
      if (this.#hasEnded()) return;
      const answer = await this.#options.ask([...open]);
      const left = this.#takeIn(open, answer);
      // What was found is true, but the history lacks it: the rest is left for when it has it.
      if (answer.ok && answer.notRecorded) this.#finish({ status: 'failed', error: answer.notRecorded });
      if (left.error) await this.#heedFailure(left.error, attempt, turn);
      open = left.open;
    }
  }

  #hasEnded(): boolean {
    return this.#end !== undefined;
  }

  #finish(end: CheckEnd): void {
    this.#end ??= end;
    this.#ending.abort();
  }

  /** @returns what has no answer yet, and the error that says most about why */
  #takeIn(asked: readonly Key[], answer: Answer<{ answers: readonly Answered[] }>) {
    if (!answer.ok) return { open: asked, error: answer.error };
    const { keyOf, errorOf, onChecked } = this.#options;
    const byKey = new Map(answer.answers.map((one) => [keyOf(one), one]));
    const known: Answered[] = [];
    const open: Key[] = [];
    const errors: AppError[] = [];
    for (const key of asked) {
      const answered = byKey.get(key);
      const error = answered
        ? errorOf(answered)
        : ({ kind: 'unavailable', detail: 'The answer leaves something out.' } as const);
      if (answered && (!error || concernsOne(error))) {
        known.push(answered);
      } else {
        open.push(key);
        if (error) errors.push(error);
      }
    }
    if (known.length > 0) onChecked(known);
    return { open, error: errors.sort((a, b) => weightOf(b) - weightOf(a) || waitOf(b) - waitOf(a))[0] };
  }

  async #heedFailure(error: AppError, attempt: number, turn: number): Promise<void> {
    const { clock, random } = this.#options;
    const isBurst = error.kind === 'rateLimited';
    if (isHopeless(error) || attempt >= (isBurst ? ATTEMPTS_IN_BURST : ATTEMPTS)) {
      this.#finish({ status: 'failed', error });
      return;
    }
    const waitMs = Math.max(retryDelayMs(READ_BACKOFF, attempt, random), error.retryAfterMs ?? 0);
    if (isBurst) this.#pacer.slowDown(turn, error.retryAfterMs ?? waitMs);
    else await clock.sleep(waitMs, this.#ending.signal);
  }
}

function oneForEach(keys: number): number {
  return keys;
}

/** Whether it is this account that Confluence has nothing to say of. */
function concernsOne(error: AppError): boolean {
  return !isTransient(error) && !concernsGroup(error) && !concernsRun(error);
}

/** Whether asking again soon is of no use. */
function isHopeless(error: AppError): boolean {
  return !isTransient(error) || error.limit === 'quota' || isLongWait(error.retryAfterMs);
}

/** Of several errors, what ends the check goes before what is waited out, and that before what is merely asked again. */
function weightOf(error: AppError): number {
  if (isHopeless(error)) return 2;
  return error.kind === 'rateLimited' ? 1 : 0;
}

function waitOf({ retryAfterMs = 0 }: AppError): number {
  return retryAfterMs;
}

/** About how long it takes to ask about so many people, s: a request each, and one at least. */
export function secondsToCheck(count: number): number {
  return Math.max(1, Math.ceil(count / READS_A_SECOND));
}
