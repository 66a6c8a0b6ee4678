import type { Clock } from '../confluence';
import { outsideInvocations } from './runtime';

/** A clock that can be moved forward. Times move with it; what is slept through does not, and takes as long as ever. */
export class MovableClock implements Clock {
  readonly #base: Clock;
  readonly #waiting = new Set<() => void>();
  #aheadMs = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  /** How far it is ahead of the clock it was made of. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): number {
    // A request that a function makes is answered inside its invocation, where `Date` is ahead already.
    return outsideInvocations(() => this.#base.now()) + this.#aheadMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#base.sleep(ms, signal);
  }

  /** Resolves when it is `time`, by waiting or by being moved, or at once when `signal` aborts. */
  async until(time: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.now() < time) await this.#sleepUnlessMoved(time - this.now(), signal);
  }

  /** Moves it `ms` milliseconds forward. */
  advance(ms: number): void {
    this.#moveTo(this.#aheadMs + ms);
  }

  /** As it was made. */
  reset(): void {
    this.#moveTo(0);
  }

  #moveTo(aheadMs: number): void {
    this.#aheadMs = aheadMs;
    for (const wake of [...this.#waiting]) wake();
  }

  async #sleepUnlessMoved(ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    this.#waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    // A clock may do without the signal.
    const isWoken = new Promise<void>((resolve) => woken.signal.addEventListener('abort', () => resolve()));
    await Promise.race([this.#base.sleep(ms, woken.signal), isWoken]);
    this.#waiting.delete(wake);
    signal.removeEventListener('abort', wake);
  }
}
