import type { Confluence } from '../../../sandbox';
import { signal } from './signal';

/** Answers that the page waits for. */
export interface HeldAnswers {
  /** Resolves once Confluence has been asked and the first answer is held back. */
  readonly held: Promise<void>;
  /** Lets go of what is held, and of all that comes after. */
  readonly release: () => void;
}

/** A hold on what Confluence answers requests with such a path. */
interface Hold {
  path: RegExp;
  reach: () => void;
  released: Promise<void>;
  release: () => void;
}

/**
 * What the page asks Confluence over the bridge, held where a test wants it. In the sandbox rather than in the browser: the
 * answers of all requests come on one connection, of which nothing can be held back by itself.
 */
export class WatchedReads {
  readonly #holds: Hold[] = [];

  constructor(confluence: Confluence) {
    const handle = confluence.handle.bind(confluence);
    confluence.handle = async (request) => {
      const answering = handle(request);
      const { caller, path } = request;
      if (caller.kind === 'app' && caller.via === 'bridge') {
        // Also where there is no answer: that is what is held back then.
        await answering.catch(() => undefined);
        await this.#pass(path);
      }
      return answering;
    };
  }

  hold(path: RegExp): HeldAnswers {
    const [held, reach] = signal();
    const [released, release] = signal();
    this.#holds.push({ path, reach, released, release });
    return { held, release };
  }

  /** Nothing is held from here on. */
  releaseAll(): void {
    for (const { release } of this.#holds.splice(0)) release();
  }

  async #pass(path: string): Promise<void> {
    for (const hold of this.#holds.filter((one) => one.path.test(path))) {
      hold.reach();
      await hold.released;
    }
  }
}
