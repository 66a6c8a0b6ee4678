import type {
  Answer,
  ExtendRunInput,
  ResumeRunInput,
  RunAction,
  RunStart,
  RunTicket,
  StartRunInput,
} from '../../../../src/contract';

/** The resolver as the record needs it. Each rejects when the invocation was killed or cut. */
export interface RecordCalls {
  startRun: (input: StartRunInput) => Promise<Answer<{ run: RunTicket }>>;
  extendRun: (input: ExtendRunInput) => Promise<Answer<{ run: RunTicket }>>;
  resumeRun: (input: ResumeRunInput) => Promise<Answer<{ run: RunTicket }>>;
  keepRun: (ticket: RunTicket) => Promise<Answer<{ run: RunTicket }>>;
  endRun: (ticket: RunTicket) => Promise<Answer<object>>;
}

export interface RecordOptions {
  action: RunAction;
  groupId: string;
  /** Distinct. */
  accountIds: readonly string[];
  /** Random; tells the function that it is this page that drives the run. */
  driver: string;
  /** The run whose changes this one takes back. */
  undoes?: string;
  /** Of a run that was begun before and is this page's now. */
  ticket?: RunTicket;
  calls: RecordCalls;
}

/** People named in one call, as the resolver takes them. */
const NAMED_AT_ONCE = 5_000;

/** What the history is told of a run: everyone it is about before the first slice, and its end. */
export class RunRecord {
  readonly #options: RecordOptions;
  #ticket: RunTicket | undefined;
  /** How many people the history knows. */
  #named: number;
  #isClosed = false;
  #mayHaveBegun = false;

  constructor(options: RecordOptions) {
    this.#options = options;
    this.#ticket = options.ticket;
    this.#named = options.ticket ? options.accountIds.length : 0;
  }

  get runId(): string | undefined {
    return this.#ticket?.runId;
  }

  /** To show with a slice; none until there may be one: `prepare` first. */
  get ticket(): RunTicket | undefined {
    const isReady = this.#named === this.#options.accountIds.length && !this.#isClosed;
    return isReady ? this.#ticket : undefined;
  }

  /** What a slice may begin the run with, where that is one call. */
  get newRun(): RunStart | undefined {
    const { driver, accountIds, undoes } = this.#options;
    if (this.#ticket || accountIds.length > NAMED_AT_ONCE) return undefined;
    const total = accountIds.length;
    return { driver, accountIds: [...accountIds], total, ...(undoes !== undefined && { undoes }) };
  }

  /** The slice that was to begin the run was lost. */
  mayHaveBegun(): void {
    this.#mayHaveBegun = true;
  }

  /** Takes the ticket that came with the answer to a slice. */
  goOnWith(ticket: RunTicket): void {
    if (!this.#ticket) this.#named = this.#options.accountIds.length;
    this.#ticket = ticket;
  }

  /** One step towards a ticket; doing it again after a lost answer does no harm. */
  async prepare(): Promise<Answer<{ run: RunTicket }>> {
    const answer = await this.#ask();
    if (!answer.ok) return answer;
    this.#ticket = answer.run;
    this.#isClosed = false;
    return answer;
  }

  /** Keeps the run this page's while it waits; nothing where the history does not know of it, or that it goes on. */
  async keep(): Promise<Answer<object>> {
    if (!this.#ticket || this.#isClosed) return { ok: true };
    const answer = await this.#options.calls.keepRun(this.#ticket);
    if (answer.ok) this.#ticket = answer.run;
    return answer;
  }

  /** Tells the history that the run has ended; nothing where it does not know of the run. */
  async close(): Promise<Answer<object>> {
    if (!this.#ticket && this.#mayHaveBegun) {
      const begun = await this.prepare();
      if (!begun.ok) return begun;
    }
    if (!this.#ticket) return { ok: true };
    this.#isClosed = true; // Or may be: should the answer be lost, the run has to be opened again too.
    return this.#options.calls.endRun(this.#ticket);
  }

  async #ask(): Promise<Answer<{ run: RunTicket }>> {
    const { action, groupId, accountIds, driver, undoes, calls } = this.#options;
    const run = this.#ticket;
    if (run && this.#isClosed) return calls.resumeRun({ runId: run.runId, driver });
    const from = this.#named;
    const total = accountIds.length;
    const next = accountIds.slice(from, from + NAMED_AT_ONCE);
    const answer = await (run
      ? calls.extendRun({ run, from, accountIds: next })
      : calls.startRun({
          ...{ action, groupId, driver, accountIds: next, total },
          ...(undoes !== undefined && { undoes }),
        }));
    if (answer.ok) this.#named = from + next.length;
    return answer;
  }
}
