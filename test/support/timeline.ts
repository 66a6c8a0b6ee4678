import { vi } from 'vitest';

interface Event {
  at: number;
  /** Events of one moment happen in the order they were planned. */
  order: number;
  happen: () => void;
}

/**
 * Time that jumps from event to event, so that hours take milliseconds and each replay is the same. Whatever code waits
 * for must be planned here.
 */
export class Timeline {
  #now: number;
  #order = 0;
  #events: Event[] = [];

  /** @param start ms since the epoch */
  constructor(start = Date.parse('2026-03-01T10:00:00.000Z')) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        this.#events = this.#events.filter((other) => other !== event);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const event = this.plan(ms, wake);
      signal?.addEventListener('abort', wake);
    });

  /** Lets something happen in `ms`. */
  plan(ms: number, happen: () => void): Event {
    const event = { at: this.#now + Math.max(0, ms), order: this.#order++, happen };
    this.#events.push(event);
    return event;
  }

  /**
   * Lets time pass until the promise is settled.
   * @throws when it never will be: nothing is planned any more, or it takes longer than `limitMs`
   */
  async until<T>(promise: Promise<T>, limitMs = 30 * 24 * 3_600_000): Promise<T> {
    const end = this.#now + limitMs;
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    const isSettled = () => settled;
    for (;;) {
      await turn();
      if (isSettled()) return promise;
      // A module that is imported when it is first needed comes from the disk.
      if (!this.#next()) await vi.dynamicImportSettled();
      if (isSettled()) return promise;
      const next = this.#next();
      if (!next) throw new Error('Nothing is planned, and still somebody waits.');
      if (next.at > end) throw new Error(`Not over after ${limitMs} ms.`);
      this.#happen(next);
    }
  }

  /** Lets everything happen that is planned within `ms`. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) {
      this.#happen(next);
      await turn();
    }
    this.#now = end;
  }

  #next(): Event | undefined {
    let next: Event | undefined;
    for (const event of this.#events) {
      if (!next || event.at < next.at || (event.at === next.at && event.order < next.order)) next = event;
    }
    return next;
  }

  #happen(event: Event): void {
    this.#events = this.#events.filter((other) => other !== event);
    this.#now = event.at;
    event.happen();
  }
}

/** As far as promises go without time passing. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
