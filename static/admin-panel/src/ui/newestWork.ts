import { createPause, nextTask, type Pause } from '../host/createPause';

/** Begins work that pauses where one is due; another function is another work. */
export type Begin<Out> = (pause: Pause) => Promise<Out>;

/** Work that has ended, and how. */
export type EndedWork<Out> = { begin: Begin<Out> } & ({ output: Out } | { error: unknown });

/**
 * Does one work at a time, in tasks of its own. What is wanted meanwhile follows once that has ended, the newest alone:
 * however often something else is wanted, some work ends.
 */
export class NewestWork<Out> {
  readonly #onEnd: (ended: EndedWork<Out>) => void;
  #wanted: Begin<Out> | undefined;
  #running: AbortController | undefined;

  /** @param onEnd not called for work that was stopped */
  constructor(onEnd: (ended: EndedWork<Out>) => void) {
    this.#onEnd = onEnd;
  }

  /** @param begin undefined: nothing is wanted, and what is under way stops at its next pause */
  want(begin: Begin<Out> | undefined): void {
    this.#wanted = begin;
    if (!begin) this.#running?.abort();
    else if (!this.#running) void this.#work();
  }

  async #work(): Promise<void> {
    while (this.#wanted) {
      const begin = this.#wanted;
      this.#wanted = undefined;
      this.#running = new AbortController();
      const { signal } = this.#running;
      const ended = await run(begin, signal);
      if (!signal.aborted) this.#onEnd({ begin, ...ended });
    }
    this.#running = undefined;
  }
}

async function run<Out>(
  begin: Begin<Out>,
  signal: AbortSignal,
): Promise<{ output: Out } | { error: unknown }> {
  try {
    // Whatever wanted it has a task of its own, and so have drawing and what comes of it.
    await nextTask(signal);
    signal.throwIfAborted();
    const output = await begin(createPause(signal));
    await nextTask(signal);
    return { output };
  } catch (error) {
    return { error };
  }
}
