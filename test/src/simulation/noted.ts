import { logEntryIn } from '../../../src/history/records';
import type { Changes, Store } from '../../../src/history/store';
import { indexesIn } from '../../../src/membership/ranges';

/** A call of a page, or the worker's handling of an event. */
export interface Invocation {
  at: number;
  /** Places in the plan that a page's call was about. */
  changes: readonly number[];
  /** The page knows, and so does the history. */
  heard: boolean;
  /** The page that made it, counted from 0; undefined for the worker. */
  page: number | undefined;
}

/** A slice that an invocation was about to make, as it wrote it down. */
export interface NotedSlice {
  invocation: number;
  changes: readonly number[];
  at: number;
  /** Its outcomes were written, and the invocation heard so. */
  isWritten: boolean;
}

/** What is seen of invocations from outside, whatever they write of themselves. */
export class Noted {
  readonly invocations: Invocation[] = [];
  /** By the id of the entry. */
  readonly slices = new Map<string, NotedSlice>();
  readonly #onTakeUp: ((nth: number, invocation: number) => void)[] = [];
  #takeUps = 0;

  /** @param listener is told each time that the worker is about to take a run up: the nth, counted from 0 */
  listenToTakeUps(listener: (nth: number, invocation: number) => void): void {
    this.#onTakeUp.push(listener);
  }

  isWorker(invocation: number): boolean {
    return this.invocations[invocation]?.page === undefined;
  }

  /** A store that an invocation uses. */
  watch(store: Store, invocation: number, now: () => number): Store {
    return {
      getMany: (keys) => store.getMany(keys),
      list: (prefix, page) => store.list(prefix, page),
      claim: (key, value, ttlSeconds) => {
        this.#noteClaim(key, value, invocation, now());
        return store.claim(key, value, ttlSeconds);
      },
      write: async (changes) => {
        await store.write(changes);
        this.#noteWrite(changes);
      },
    };
  }

  #noteClaim(key: string, value: unknown, invocation: number, at: number): void {
    if (!key.startsWith(LOG_PREFIX)) return;
    const entry = logEntryIn(value);
    switch (entry.kind) {
      case 'slice': {
        // Asked again where the answer was lost, it is the same slice.
        const slice = { invocation, changes: indexesIn(entry.changes), at, isWritten: false };
        if (!this.slices.has(entry.id)) this.slices.set(entry.id, slice);
        return;
      }
      case 'taken':
        if (!this.isWorker(invocation)) return;
        this.#onTakeUp.forEach((listener) => listener(this.#takeUps, invocation));
        this.#takeUps += 1;
        return;
      case 'ended':
      case 'check':
      case 'undone':
      case 'control':
      case 'notContinued':
        return;
    }
  }

  #noteWrite({ set = [] }: Changes): void {
    for (const { key, value } of set) {
      if (!key.startsWith(LOG_PREFIX)) continue;
      const entry = logEntryIn(value);
      const slice = entry.kind === 'slice' && entry.outcomes && this.slices.get(entry.id);
      if (slice) slice.isWritten = true;
    }
  }
}

const LOG_PREFIX = 'log:';
