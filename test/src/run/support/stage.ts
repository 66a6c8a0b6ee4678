import type {
  AppError,
  Change,
  MakeChangesInput,
  Outcome,
  Pace,
  SliceAnswer,
} from '../../../../src/contract';
import { RunDriver, type RunOptions } from '../../../../src/run/runDriver';
import { Timeline } from '../../../support/timeline';
import { changesOf, DONE, idsOf, outcomesOf, placesIn } from './changes';
import { History, TICKET } from './history';

export const PACE: Pace = { at: 0, rate: 50, tokens: 0, concurrency: 100, blockedMs: 0, latencyMs: 100 };
export const paces = { remove: PACE };
export const blockedFor = (blockedMs: number) => ({ remove: { ...PACE, blockedMs } });
export const SLICE_MS = 1_000;
export const NONE = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0, left: 0 };

export type Script = (input: MakeChangesInput, invocation: number) => SliceAnswer | Error;

export const allDone: Script = (input) => ({ ok: true, outcomes: outcomesOf(input, () => DONE), paces });
export const lost = () => new Error('killed');
export const failed = (error: AppError): Outcome => ({ status: 'failed', error });
export const planOf = (count: number) => ({
  blocks: [{ groupId: 'g', action: 'remove', accountIds: idsOf(count) }],
});

export interface StageOptions {
  script?: Script;
  changes?: readonly Change[];
  history?: History;
  more?: Partial<RunOptions>;
}

/** A run of 60 removals on a clock of its own; each slice takes a second and ends as the script says, the history none. */
export class Stage {
  readonly timeline = new Timeline();
  readonly asked: MakeChangesInput[] = [];
  readonly history: History;
  readonly run: RunDriver;

  constructor({
    script = allDone,
    changes = changesOf(60),
    history = new History(),
    more,
  }: StageOptions = {}) {
    this.history = history;
    this.run = RunDriver.start({
      ...{ changes, driver: 'd', clock: this.timeline, random: () => 0 },
      ...more,
      calls: {
        ...history.calls,
        makeChanges: async (input) => {
          const invocation = this.asked.push(input) - 1;
          await this.timeline.sleep(SLICE_MS);
          const answer = script(input, invocation);
          if (answer instanceof Error) throw answer;
          return answer.outcomes ? { run: TICKET, ...answer } : answer;
        },
      },
    });
  }

  /** The history knows everyone, and the first slice is under way. */
  static async atFirstSlice(options?: StageOptions): Promise<Stage> {
    const stage = new Stage(options);
    await stage.pass(0);
    return stage;
  }

  get state() {
    return this.run.getSnapshot().state;
  }

  get counts() {
    return this.run.getSnapshot().counts;
  }

  /** The places that each slice was about. */
  get places(): number[][] {
    return this.asked.map(placesIn);
  }

  pass(ms: number) {
    return this.timeline.pass(ms);
  }
}
