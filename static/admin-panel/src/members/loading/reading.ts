import type { Answer, AppError, MemberPage, NearLimit } from '../../../../../src/contract';
import { chunk } from '../../../../../src/chunk';
import { MAX_PAGE_SIZE, MAX_PAGES_IN_CALL } from '../../../../../src/contract/limits';
import { isTransient } from '../../../../../src/membership/errorTraits';
import { INVOCATION_BACKOFF, retryDelayMs } from '../../../../../src/run/retryDelay';
import { ReadPacer } from '../../host/readPacer';
import type { Tools } from '../../host/tools';
import type { MemberList, Stretch } from '../memberList';

/** Invocations under way at once. */
export const BATCHES_AT_ONCE = 5;
/** A page that fails without a reason to give up is asked for this often in all; twice as often where it was too much at once. */
const ATTEMPTS = 5;
/** Times that what turned out to be missing is read again before the group is called too busy. */
const ROUNDS = 40;

/** How reading everybody ended. */
export type ReadingEnd =
  | { status: 'complete' }
  | { status: 'stopped' }
  /** The hourly limit is used up, or nearly: the rest can be read later. */
  | { status: 'limit'; usedUp: boolean; goesOnAt: string }
  | { status: 'failed'; error: AppError }
  /** People come and go faster than they can be read. */
  | { status: 'changing' };

export interface ReadingTools extends Tools {
  /** Asks the resolver; never rejects. At most `MAX_PAGES_IN_CALL` stretches. */
  readPages: (
    pages: { start: number; limit: number; withTotal: boolean }[],
  ) => Promise<Answer<{ pages: Answer<MemberPage>[] }>>;
  /** Ends the reading once the pages under way are there. */
  signal: AbortSignal;
}

/**
 * Reads everybody of a group who is not loaded yet: pages side by side, at the pace Confluence documents, then again
 * around every place where pages do not join up because somebody came or went meanwhile.
 *
 * A burst 429 slows it down, the hourly limit ends it, and so does the warning that less than a fifth of that limit is
 * left: all customers of the app share it, and removals need some. What was read stays.
 */
export class Reading {
  readonly #pacer: ReadPacer;
  readonly #ending = new AbortController();
  #end: ReadingEnd | undefined;
  /** The stretch that asks for the group's size too, which is dear for Confluence: the last of a round. */
  #counting: Stretch | undefined;

  constructor(
    readonly list: MemberList,
    readonly tools: ReadingTools,
  ) {
    this.#pacer = new ReadPacer(tools.clock);
  }

  /** @returns how it ended; does not reject */
  async run(): Promise<ReadingEnd> {
    const { signal } = this.tools;
    const stop = () => this.#finish({ status: 'stopped' });
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const end = await this.#readRounds();
    signal.removeEventListener('abort', stop);
    return end;
  }

  async #readRounds(): Promise<ReadingEnd> {
    for (let round = 0; round < ROUNDS && !this.#end; round += 1) {
      const missing = this.list.allMissing(MAX_PAGE_SIZE);
      if (missing.length === 0) return { status: 'complete' };
      await this.#readAll(missing);
    }
    return this.#end ?? { status: this.list.isComplete ? 'complete' : 'changing' };
  }

  async #readAll(stretches: readonly Stretch[]): Promise<void> {
    const queue = chunk(stretches, MAX_PAGES_IN_CALL);
    this.#counting = stretches.at(-1);
    const worker = async () => {
      for (let batch = queue.shift(); batch && !this.#end; batch = queue.shift())
        await this.#readBatch(batch);
    };
    await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, worker));
  }

  /** Reads the stretches of a batch, those that fail again and again, until all are there or there is no use. */
  async #readBatch(batch: readonly Stretch[]): Promise<void> {
    let left = batch;
    for (let attempt = 1; left.length > 0 && !this.#end; attempt += 1) {
      await this.#pacer.turn(left.length, this.#ending.signal);
      if (this.#hasEnded()) return;
      const asked = left.map((stretch) => ({
        start: stretch.start,
        limit: stretch.limit,
        withTotal: stretch === this.#counting,
      }));
      const mark = this.list.mark();
      const answer = await this.tools.readPages(asked);
      const failed = answer.ok
        ? this.#place(left, answer.pages, mark)
        : { stretches: left, error: answer.error };
      if (failed) await this.#heedFailure(failed.error, attempt);
      left = failed?.stretches ?? [];
    }
  }

  /** @returns the stretches that failed, and why the last of them did */
  #place(stretches: readonly Stretch[], answers: readonly Answer<MemberPage>[], mark: number) {
    const failed: Stretch[] = [];
    let error: AppError | undefined;
    stretches.forEach((stretch, index) => {
      const answer = answers[index];
      if (answer?.ok === true) {
        this.list.place(stretch, { ...answer, last: answer.nextStart === undefined }, mark);
        if (answer.nearLimit) this.#heed(answer.nearLimit);
      } else {
        failed.push(stretch);
        error = answer?.error ?? {
          kind: 'unavailable',
          detail: 'The answer has fewer pages than were asked for.',
        };
      }
    });
    return error && { stretches: failed, error };
  }

  #hasEnded(): boolean {
    return this.#end !== undefined;
  }

  #finish(end: ReadingEnd): void {
    this.#end ??= end;
    this.#ending.abort();
  }

  #heed({ limit, resetAt }: NearLimit): void {
    if (limit === 'burst') this.#pacer.slowDown();
    else this.#endAtLimit(false, resetAt);
  }

  async #heedFailure(error: AppError, attempt: number): Promise<void> {
    const { clock, random } = this.tools;
    const isBurst = error.kind === 'rateLimited';
    if (isBurst && error.limit === 'quota') {
      this.#endAtLimit(true, error.retryAt);
    } else if (!isTransient(error) || attempt >= (isBurst ? 2 * ATTEMPTS : ATTEMPTS)) {
      this.#finish({ status: 'failed', error });
    } else {
      const waitMs = retryDelayMs(INVOCATION_BACKOFF, attempt, random);
      const { retryAt } = error;
      if (isBurst) this.#pacer.slowDown(retryAt === undefined ? clock.now() + waitMs : Date.parse(retryAt));
      else await clock.sleep(waitMs, this.#ending.signal);
    }
  }

  #endAtLimit(usedUp: boolean, resetAt: string | undefined): void {
    const goesOnAt = resetAt ?? new Date(nextFullHour(this.tools.clock.now())).toISOString();
    this.#finish({ status: 'limit', usedUp, goesOnAt });
  }
}

const HOUR_MS = 3_600_000;

/** The hourly limit is whole again on the full UTC hour. */
function nextFullHour(nowMs: number): number {
  return (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
}
