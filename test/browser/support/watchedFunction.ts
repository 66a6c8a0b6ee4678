import type { SandboxOptions } from '../../../sandbox';
import { systemClock } from '../../../src/clock';
import type { Calls } from '../../../src/contract';
import { handler } from '../../../src/index';
import { signal } from './signal';

/** A moment in an invocation: before the function does anything, after it has done all, or where it never gets to run. */
export interface Moment {
  call: keyof Calls;
  /** Which of these calls, from now on; 1 is the next. */
  nth?: number;
  when: 'before' | 'after' | 'never';
}

/** An invocation that is held where a test wants it. */
export interface Held {
  reached: Promise<void>;
  goOn: () => void;
}

/** The app's function from its source: held at moments that a test chooses, and on a clock that it can put ahead. */
export class WatchedFunction {
  readonly #running = new Set<Promise<unknown>>();
  #aheadMs = 0;
  /** Resolves once what is asked now fails; undefined where it is done. */
  #cutOff: Promise<void> | undefined;
  #stop:
    | { moment: Moment; left: number; reach: () => void; released: Promise<void>; goOn: () => void }
    | undefined;

  readonly handler: NonNullable<SandboxOptions['handler']> = (...invocation) => {
    const work = this.#run(...invocation);
    this.#running.add(work);
    const end = () => void this.#running.delete(work);
    work.then(end, end);
    return work;
  };

  /** To be called before each test: mocks are restored after it, and one that failed may have left an invocation held. */
  watchClock(): void {
    this.#stop?.goOn();
    this.#stop = undefined;
    this.#cutOff = undefined;
    this.#aheadMs = 0;
    vi.spyOn(systemClock, 'now').mockImplementation(() => Date.now() + this.#aheadMs);
  }

  /** Puts the function's clock ahead, while nothing of it runs. */
  async advance(ms: number): Promise<void> {
    await this.idle();
    this.#aheadMs += ms;
  }

  /** Resolves once no invocation is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Holds one invocation; one at a time. */
  holdAt(moment: Moment): Held {
    let [reach, goOn] = [NOTHING, NOTHING];
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const released = new Promise<void>((resolve) => (goOn = resolve));
    this.#stop = { moment, left: moment.nth ?? 1, reach, released, goOn };
    return { reached, goOn };
  }

  /** Lets nothing come that is asked from now on: who asks is being killed. @returns to be called once that is done */
  cutOff(): () => void {
    const [ended, end] = signal();
    this.#cutOff = ended;
    return () => {
      this.#cutOff = undefined;
      end();
    };
  }

  async #run(...[event, request]: Parameters<typeof handler>): Promise<unknown> {
    if (this.#cutOff) {
      await this.#cutOff;
      throw new Error('The request never came.');
    }
    const when = this.#whenToHold(event.call.functionKey);
    if (when === 'before' || when === 'never') await this.#hold();
    if (when === 'never') throw new Error('The request never came.');
    const answer: unknown = await handler(event, request);
    if (when === 'after') await this.#hold();
    return answer;
  }

  #whenToHold(call: string): Moment['when'] | undefined {
    if (this.#stop?.moment.call !== call) return undefined;
    this.#stop.left -= 1;
    return this.#stop.left === 0 ? this.#stop.moment.when : undefined;
  }

  #hold(): Promise<void> | undefined {
    this.#stop?.reach();
    return this.#stop?.released;
  }
}

const NOTHING = (): void => undefined;
