import type { Clock } from '../clock';
import type { Pacer } from './pacer';

/** Below it no further request is started, so that the answer reaches the page before the invocation is killed. */
export const TIME_TO_START_MS = 5_000;

interface Waiting {
  /** ms since the epoch; none for a first attempt. */
  notBefore?: number | undefined;
  /** Answers whether the request may start. */
  admit: (may: boolean) => void;
}

/** Lets requests start as the pace allows, retries before first attempts, until the invocation's time is used up. */
export class Gate {
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  readonly #timeLeftMs: () => number;
  #firstAttempts: Waiting[] = [];
  /** By when they may. */
  #retries: Waiting[] = [];
  #underWay = 0;
  #started = 0;
  #closed = false;
  #timer: AbortController | undefined;

  constructor(pacer: Pacer, clock: Clock, timeLeftMs: () => number) {
    this.#pacer = pacer;
    this.#clock = clock;
    this.#timeLeftMs = timeLeftMs;
  }

  /**
   * True once a request may start, false when the gate has closed.
   * @param notBefore when a retry may, ms since the epoch; a first attempt comes when it is its turn
   */
  enter(notBefore?: number): Promise<boolean> {
    return new Promise((admit) => {
      if (notBefore === undefined) this.#firstAttempts.push({ admit });
      else this.#retries = [...this.#retries, { notBefore, admit }].sort(byTime);
      this.#letIn();
    });
  }

  /** A request that was let in is back. */
  leave(): void {
    this.#underWay -= 1;
    this.#letIn();
  }

  /** Nobody is let in any more. */
  close(): void {
    this.#closed = true;
    this.#timer?.abort();
    const waiting = [...this.#retries.splice(0), ...this.#firstAttempts.splice(0)];
    for (const { admit } of waiting) admit(false);
  }

  /** Whether a wait of `ms` ends while there is still time to start a request. */
  fits(ms: number): boolean {
    return this.#timeLeftMs() - ms >= TIME_TO_START_MS;
  }

  #letIn(): void {
    this.#timer?.abort();
    if (this.#closed) {
      this.close();
      return;
    }
    while (this.#underWay < this.#pacer.concurrency) {
      const now = this.#clock.now();
      const queue = this.#nextQueue(now);
      const [next] = queue;
      if (!next) return;
      const waitMs = Math.max(this.#pacer.waitMs(now), (next.notBefore ?? now) - now);
      if (!this.#inTime(waitMs, now)) {
        this.close();
        return;
      }
      if (waitMs > 0) {
        this.#lookAgainIn(waitMs);
        return;
      }
      this.#pacer.start(now);
      this.#underWay += 1;
      this.#started += 1;
      queue.shift();
      next.admit(true);
    }
  }

  /** The first is let in however little time is left: an invocation that does nothing would be asked again for ever. */
  #inTime(waitMs: number, now: number): boolean {
    return this.fits(waitMs) || (this.#started === 0 && this.#pacer.blockedMs(now) === 0);
  }

  /** Retries whose time has come, else first attempts, else the other retries. */
  #nextQueue(now: number): Waiting[] {
    const [retry] = this.#retries;
    const due = retry && (timeOf(retry) <= now || this.#firstAttempts.length === 0);
    return due ? this.#retries : this.#firstAttempts;
  }

  #lookAgainIn(ms: number): void {
    const timer = new AbortController();
    this.#timer = timer;
    void this.#clock.sleep(ms, timer.signal).then(() => {
      if (!timer.signal.aborted) this.#letIn();
    });
  }
}

function byTime(a: Waiting, b: Waiting): number {
  return timeOf(a) - timeOf(b);
}

function timeOf({ notBefore = 0 }: Waiting): number {
  return notBefore;
}
