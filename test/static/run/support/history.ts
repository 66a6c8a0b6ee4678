import type {
  Answer,
  ExtendRunInput,
  ResumeRunInput,
  RunTicket,
  StartRunInput,
} from '../../../../src/contract';
import type { RecordCalls } from '../../../../static/admin-panel/src/run/record';

export const TICKET: RunTicket = { runId: 'r', driver: 'd', next: 1 };

type Call = keyof RecordCalls;
type Asked =
  | { call: 'startRun'; input: StartRunInput }
  | { call: 'extendRun'; input: ExtendRunInput }
  | { call: 'resumeRun'; input: ResumeRunInput }
  | { call: 'keepRun' | 'endRun'; input: RunTicket };

/** Stands in for the resolver's record of a run: answers at once, and as told where a test wants it otherwise. */
export class History {
  readonly asked: Asked[] = [];
  readonly #scripts = new Map<Call, (Answer<object> | Error)[]>();

  /** What the next calls of one kind come to; an error is an answer that was lost. */
  next(call: Call, ...answers: (Answer<object> | Error)[]): this {
    this.#scripts.set(call, answers);
    return this;
  }

  /** The names of the calls, in the order made. */
  get calledFor(): Call[] {
    return this.asked.map(({ call }) => call);
  }

  readonly calls: RecordCalls = {
    startRun: (input) => this.#answer({ call: 'startRun', input }),
    extendRun: (input) => this.#answer({ call: 'extendRun', input }),
    resumeRun: (input) => this.#answer({ call: 'resumeRun', input }),
    keepRun: (input) => this.#answer({ call: 'keepRun', input }),
    endRun: (input) => this.#answer({ call: 'endRun', input }),
  };

  #answer(asked: Asked): Promise<Answer<{ run: RunTicket }>> {
    this.asked.push(asked);
    const answer = this.#scripts.get(asked.call)?.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(answer?.ok === false ? answer : { ok: true, run: TICKET });
  }
}
