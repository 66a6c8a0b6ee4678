import type { Answer, AppError, GoesOn, RunEvent, RunTicket, RunWish } from '../../../../src/contract';
import { countOutcomes } from '../../../../src/run/foldRun';
import type { RunCalls } from '../../../../src/run/runCalls';

export const TICKET: RunTicket = { runId: 'r', driver: 'd', next: 1 };
export const STORAGE_DOWN: AppError = { kind: 'storage', detail: 'No answer within 6.0 s.' };
/** The answer of a history that cannot be read or written. */
export const DOWN = { ok: false as const, error: STORAGE_DOWN };

type RecordCalls = Omit<RunCalls, 'makeChanges'>;
type Call = keyof RecordCalls;
type Asked = { [Name in Call]: { call: Name; input: Parameters<RecordCalls[Name]>[0] } }[Call];
/** An error is an answer that was lost. */
type Scripted =
  | { ok: false; error: AppError }
  | ({ ok: true; missed?: RunEvent[]; next?: number; wish?: RunWish } & GoesOn)
  | Error;

/** Stands in for the resolver's record of a run: answers at once, and as told where a test wants it otherwise. */
export class History {
  readonly asked: Asked[] = [];
  readonly #scripts = new Map<Call, Scripted[]>();

  /** What the next calls of one kind come to. */
  next(call: Call, ...answers: Scripted[]): this {
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
    controlRun: (input) => this.#answer({ call: 'controlRun', input }),
  };

  #answer(asked: Asked) {
    this.asked.push(asked);
    const answer = this.#scripts.get(asked.call)?.shift() ?? { ok: true as const };
    if (answer instanceof Error) return Promise.reject(answer);
    if (!answer.ok) return Promise.resolve<Answer<never>>(answer);
    const run = asked.call === 'keepRun' ? asked.input : TICKET;
    return Promise.resolve({ missed: [], next: 0, ...answer, run, counts: countOutcomes([], 0) });
  }
}
