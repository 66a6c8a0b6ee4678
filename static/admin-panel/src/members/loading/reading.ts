import type { Result } from '../../../../../src/confluence/request';
import type { AppError, MemberPage, NearLimit } from '../../../../../src/contract';
import { MAX_PAGE_SIZE } from '../../../../../src/contract/limits';
import { isTransient } from '../../../../../src/membership/errorTraits';
import { READ_BACKOFF, retryDelayMs } from '../../../../../src/run/retryDelay';
import { isLongWait, ReadPacer } from '../../host/readPacer';
import type { Tools } from '../../host/tools';
import type { MemberList, Stretch } from '../memberList';

/** A page that fails without a reason to give up is asked for this often in all; twice as often where it was too much at once. */
const ATTEMPTS = 5;
/** Times that what turned out to be missing is read again before the group is called too busy. */
const ROUNDS = 40;
/** Times in a row that no member is new and a page is empty, although there are more, before that is believed. */
const ROUNDS_CUT_SHORT = 5;

/** A stretch to be asked for; `number` is 1 for the first time. */
interface Attempt {
  stretch: Stretch;
  number: number;
}

/** How reading everybody ended. */
export type ReadingEnd =
  | { status: 'complete' }
  | { status: 'stopped' }
  /** An hourly limit is used up, or nearly; the rest can be read later: ISO 8601, UTC, to be shown. */
  | { status: 'limit'; usedUp: boolean; goesOnAt: string }
  | { status: 'failed'; error: AppError }
  /** People come and go faster than they can be read. */
  | { status: 'changing' };

export interface ReadingTools extends Tools {
  /** Asks Confluence for one page; never rejects. */
  readPage: (page: { start: number; limit: number; withTotal: boolean }) => Promise<Result<MemberPage>>;
  /** Ends the reading once the pages under way are there. */
  signal: AbortSignal;
}

/**
 * Reads everybody of a group who is not loaded yet: pages side by side, more at once as long as Confluence does not refuse,
 * then again around every place where pages do not join up because members came or went meanwhile.
 *
 * A burst 429 slows it down, an hourly limit ends it, and so does the warning that less than a fifth of that limit is
 * left: removals need some. What was read stays.
 */
export class Reading {
  readonly #pacer: ReadPacer;
  readonly #ending = new AbortController();
  #end: ReadingEnd | undefined;
  /** Empty pages of this round although there are more. */
  #cutShort = 0;
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
    let cutShort = 0;
    for (let rounds = 0; rounds < ROUNDS && !this.#hasEnded() && !this.list.isComplete;) {
      const before = this.list.size;
      const missing = this.list.allMissing(MAX_PAGE_SIZE, rounds);
      this.#cutShort = 0;
      await this.#readAll(missing);
      const bringsNobody = this.list.size <= before;
      cutShort = bringsNobody && this.#cutShort > 0 ? cutShort + 1 : 0;
      if (cutShort === ROUNDS_CUT_SHORT || (bringsNobody && this.#cutShort === missing.length)) {
        this.#finish({ status: 'failed', error: NOT_LISTED });
      }
      // Of a group of unknown size each page only shows whether there is another.
      if (bringsNobody || this.list.total !== undefined) rounds += 1;
    }
    return this.list.isComplete ? { status: 'complete' } : (this.#end ?? { status: 'changing' });
  }

  /** Reads the stretches in order, as many at once as the pace allows; resolves when the last is answered. */
  #readAll(stretches: readonly Stretch[]): Promise<void> {
    const queue = stretches.map((stretch): Attempt => ({ stretch, number: 1 }));
    this.#counting = stretches.at(-1);
    let underWay = 0;
    return new Promise((resolve, reject) => {
      const readNext = (): void => {
        while (!this.#hasEnded() && underWay < this.#pacer.atOnce) {
          const attempt = queue.shift();
          if (!attempt) break;
          underWay += 1;
          this.#read(attempt).then((isRead) => {
            underWay -= 1;
            if (!isRead) queue.unshift({ ...attempt, number: attempt.number + 1 });
            readNext();
          }, reject);
        }
        if (underWay === 0) resolve();
      };
      readNext();
    });
  }

  /** Asks for a stretch. @returns whether it was answered */
  async #read({ stretch, number }: Attempt): Promise<boolean> {
    const { start, limit } = stretch;
    const turn = await this.#pacer.turn(1, this.#ending.signal);
    if (this.#hasEnded()) return false;
    const mark = this.list.mark();
    const page = await this.tools.readPage({ start, limit, withTotal: stretch === this.#counting });
    if (page.ok) this.#place(stretch, page.value, mark, turn);
    else await this.#heedFailure(page.error, number, turn);
    return page.ok;
  }

  #place(stretch: Stretch, page: MemberPage, mark: number, turn: number): void {
    this.#pacer.speedUp();
    if (page.isCutShort) this.#cutShort += 1;
    this.list.place(stretch, { ...page, last: page.nextStart === undefined }, mark);
    if (page.nearLimit) this.#heed(page.nearLimit, turn);
  }

  #hasEnded(): boolean {
    return this.#end !== undefined;
  }

  #finish(end: ReadingEnd): void {
    this.#end ??= end;
    this.#ending.abort();
  }

  #heed({ limit, resetAfterMs }: NearLimit, turn: number): void {
    if (limit === 'burst') this.#pacer.slowDown(turn);
    else this.#endAtLimit(false, resetAfterMs);
  }

  /** @param number of the attempt, @param turn of its request */
  async #heedFailure(error: AppError, number: number, turn: number): Promise<void> {
    const { clock, random } = this.tools;
    const { retryAfterMs } = error;
    const isTooMuch = error.kind === 'rateLimited';
    if (isTooMuch && error.limit === 'quota') {
      this.#endAtLimit(true, retryAfterMs);
    } else if (!isTransient(error) || isLongWait(retryAfterMs) || number >= attemptsAt(error)) {
      this.#finish({ status: 'failed', error });
    } else {
      const waitMs = Math.max(retryDelayMs(READ_BACKOFF, number, random), retryAfterMs ?? 0);
      if (isTooMuch) this.#pacer.slowDown(turn, retryAfterMs ?? waitMs);
      else await clock.sleep(waitMs, this.#ending.signal);
    }
  }

  #endAtLimit(usedUp: boolean, resetAfterMs: number | undefined): void {
    const now = this.tools.clock.now();
    const goesOnAt = new Date(now + (resetAfterMs ?? msToFullHour(now))).toISOString();
    this.#finish({ status: 'limit', usedUp, goesOnAt });
  }
}

const NOT_LISTED: AppError = {
  kind: 'unavailable',
  detail: 'Confluence says that there are more members, and does not list them.',
};

function attemptsAt({ kind }: AppError): number {
  return kind === 'rateLimited' ? 2 * ATTEMPTS : ATTEMPTS;
}

const HOUR_MS = 3_600_000;

/** An hourly limit is whole again on the full UTC hour. */
function msToFullHour(nowMs: number): number {
  return HOUR_MS - (nowMs % HOUR_MS);
}
