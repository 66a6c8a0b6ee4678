import type { Clock } from '../clock';
import type { Pacer } from './pacer';

/** Below it no further request is started, so that the answer reaches the page before the invocation is killed. */
export const TIME_TO_START_MS = 5_000;

interface Waiting {
  groupId: string;
  /** ms since the epoch; 0 for a first attempt. */
  notBefore: number;
  /** Answers whether the request may start. */
  answer: (may: boolean) => void;
}

/** What a request waits with. */
export interface Acquisition {
  /** When a retry may start, ms since the epoch; a first attempt comes when it is its turn. */
  notBefore?: number | undefined;
  /** The group that the request is about. */
  groupId: string;
}

/** Lets requests start as the pace allows, retries before first attempts, until the invocation's time is used up. */
export class RequestGate {
  readonly #pacer: Pacer;
  readonly #clock: Clock;
  readonly #timeLeftMs: () => number;
  #firstAttempts: Waiting[] = [];
  /** By when they may start. */
  #retries: Waiting[] = [];
  readonly #refused = new Set<string>();
  #underWay = 0;
  #hasStarted = false;
  #isClosed = false;
  #timer: AbortController | undefined;

  constructor(pacer: Pacer, clock: Clock, timeLeftMs: () => number) {
    this.#pacer = pacer;
    this.#clock = clock;
    this.#timeLeftMs = timeLeftMs;
  }

  /** True once a request may start: `release` when it is back. False when it may not any more. */
  acquire({ notBefore, groupId }: Acquisition): Promise<boolean> {
    return new Promise((answer) => {
      if (this.#refused.has(groupId)) {
        answer(false);
        return;
      }
      const waiting: Waiting = { groupId, notBefore: notBefore ?? 0, answer };
      if (notBefore === undefined) this.#firstAttempts.push(waiting);
      else this.#retries = [...this.#retries, waiting].sort((a, b) => a.notBefore - b.notBefore);
      this.#startWaiting();
    });
  }

  /** Nothing about this group is started any more. */
  refuse(groupId: string): void {
    this.#refused.add(groupId);
    const isRefused = (waiting: Waiting) => waiting.groupId === groupId;
    const refused = [...this.#retries, ...this.#firstAttempts].filter(isRefused);
    this.#firstAttempts = this.#firstAttempts.filter((waiting) => !isRefused(waiting));
    this.#retries = this.#retries.filter((waiting) => !isRefused(waiting));
    for (const { answer } of refused) answer(false);
  }

  /** A request that was let start is back. */
  release(): void {
    this.#underWay -= 1;
    this.#startWaiting();
  }

  /** Nothing is started any more. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.abort();
    const waiting = [...this.#retries.splice(0), ...this.#firstAttempts.splice(0)];
    for (const { answer } of waiting) answer(false);
  }

  /** Whether a wait of `ms` ends while there is still time to start a request. */
  fits(ms: number): boolean {
    return this.#timeLeftMs() - ms >= TIME_TO_START_MS;
  }

  #startWaiting(): void {
    this.#timer?.abort();
    if (this.#isClosed) {
      this.close();
      return;
    }
    while (this.#underWay < this.#pacer.concurrency) {
      const now = this.#clock.now();
      const queue = this.#nextQueue(now);
      const [next] = queue;
      if (!next) return;
      const waitMs = Math.max(this.#pacer.waitMs(now), next.notBefore - now);
      if (!this.#isInTime(waitMs, now)) {
        this.close();
        return;
      }
      if (waitMs > 0) {
        this.#startWaitingIn(waitMs);
        return;
      }
      this.#pacer.start(now);
      this.#underWay += 1;
      this.#hasStarted = true;
      queue.shift();
      next.answer(true);
    }
  }

  /** The first starts however little time is left: an invocation that does nothing would be asked again for ever. */
  #isInTime(waitMs: number, now: number): boolean {
    return this.fits(waitMs) || (!this.#hasStarted && this.#pacer.blockedMs(now) === 0);
  }

  /** Retries whose time has come, else first attempts, else the other retries. */
  #nextQueue(now: number): Waiting[] {
    const [retry] = this.#retries;
    const isRetryNext = retry && (retry.notBefore <= now || this.#firstAttempts.length === 0);
    return isRetryNext ? this.#retries : this.#firstAttempts;
  }

  #startWaitingIn(ms: number): void {
    const timer = new AbortController();
    this.#timer = timer;
    void this.#clock.sleep(ms, timer.signal).then(() => {
      if (!timer.signal.aborted) this.#startWaiting();
    });
  }
}
