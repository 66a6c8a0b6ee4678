import type { Confluence } from '../../../sandbox';
import type { Via } from '../../../sandbox/confluence/protocol';
import { signal } from './signal';

/** Answers that the app waits for. */
export interface HeldAnswers {
  /** Resolves once Confluence has been asked and the first answer is held back. */
  readonly held: Promise<void>;
  /** Lets go of what is held, and of all that comes after. */
  readonly release: () => void;
}

/** Requests that take this way, to such a path. */
interface Held {
  via: Via;
  path: RegExp;
  /** So many of them are let through before; 0 by default. */
  after?: number;
}

interface Hold extends Required<Held> {
  reach: () => void;
  released: Promise<void>;
  release: () => void;
}

/**
 * What the app asks Confluence, held where a test wants it. In the sandbox rather than in the browser: the answers to all
 * requests of the page come on one connection, of which nothing can be held back by itself, and those to the function do not
 * come there.
 */
export class WatchedAnswers {
  readonly #holds: Hold[] = [];

  constructor(confluence: Confluence) {
    const handle = confluence.handle.bind(confluence);
    confluence.handle = async (request) => {
      const answering = handle(request);
      const { caller, path } = request;
      if (caller.kind === 'app') {
        // Also where there is no answer: that is what is held back then.
        await answering.catch(() => undefined);
        await this.#pass(caller.via, path);
      }
      return answering;
    };
  }

  hold(requests: Held): HeldAnswers {
    const [held, reach] = signal();
    const [released, release] = signal();
    this.#holds.push({ after: 0, ...requests, reach, released, release });
    return { held, release };
  }

  /** Nothing is held from here on. */
  releaseAll(): void {
    for (const { release } of this.#holds.splice(0)) release();
  }

  async #pass(via: Via, path: string): Promise<void> {
    for (const hold of this.#holds.filter((one) => one.via === via && one.path.test(path))) {
      hold.after -= 1;
      if (hold.after >= 0) continue;
      hold.reach();
      await hold.released;
    }
  }
}
