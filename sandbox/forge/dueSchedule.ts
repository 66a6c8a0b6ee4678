/** Node's timers go no further. */
const LONGEST_WAIT_MS = 2_147_483_647;

export interface DueScheduleOptions {
  /** When the next thing is due or was due, ms since the epoch; undefined when there is none. */
  nextDue: () => number | undefined;
  /** Starts what is due. Rejects when the sandbox itself fails. */
  runDue: () => Promise<void>;
  now: () => number;
  onError: (error: unknown) => void;
}

/** Has things happen by themselves when their time comes. Keeps no process alive. */
export class DueSchedule {
  readonly #options: DueScheduleOptions;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: DueScheduleOptions) {
    this.#options = options;
    this.look();
  }

  /** Looks anew when the next thing is due: something was put on, or the time was moved. */
  look(): void {
    const { nextDue, now } = this.#options;
    clearTimeout(this.#timer);
    const due = this.#isStopped ? undefined : nextDue();
    if (due === undefined) return;
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, due - now()));
    this.#timer = setTimeout(() => this.#run(), waitMs).unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #run(): void {
    const { onError, runDue } = this.#options;
    // What was started now may take a quarter of an hour; what falls due meanwhile does not wait for it.
    runDue().catch(onError);
    this.look();
  }
}
