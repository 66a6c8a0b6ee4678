import type { AppError, Change, ErrorKind, Paces } from '../../../../src/contract';
import type { MadeChange } from '../../../../src/membership/madeChange';
import { makeSlice, type PlannedChange } from '../../../../src/run/makeSlice';
import { Timeline } from '../../../support/timeline';
import { changesOf } from './changes';

export const OK: MadeChange = { ok: true, status: 'done' };
/** What a request comes to that fails. */
export const failure = (kind: ErrorKind, more: Partial<AppError> = {}): MadeChange => ({
  ok: false,
  error: { kind, ...more },
});
/** What became of each change of a slice, in its order. */
export const outcomeStatuses = ({ outcomes }: { outcomes: { outcome: { status: string } }[] }) =>
  outcomes.map(({ outcome }) => outcome.status);
/** Changes with their places in the plan. */
export const inPlan = (changes: readonly Change[]): PlannedChange[] =>
  changes.map((change, index) => ({ ...change, index }));
/** Removals of p0, p1, p2 … from one group, with their places. */
export const removals = (count: number) => inPlan(changesOf(count));
/** The same answer for several attempts. */
export const repeat = (count: number, result: MadeChange) => Array.from({ length: count }, () => result);

interface SliceOptions {
  latencyMs?: number;
  timeMs?: number;
  paces?: Paces;
}

/** A slice on a clock of its own, whose requests take `latencyMs` and end as `results` says, one after the other. */
export class Slice {
  readonly timeline = new Timeline();
  readonly starts: (Change & { at: number })[] = [];
  readonly startedAt = this.timeline.now();
  mostAtOnce = 0;
  #atOnce = 0;

  /** @param results by account id, or by group id, action and account id */
  constructor(
    readonly results: Record<string, MadeChange[]> = {},
    readonly options: SliceOptions = {},
  ) {}

  run(changes: readonly PlannedChange[]) {
    const { timeline } = this;
    const { latencyMs = 100, timeMs = 25_000, paces } = this.options;
    const makeChange = async (change: Change) => {
      this.starts.push({ ...change, at: timeline.now() });
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
      await timeline.sleep(latencyMs);
      this.#atOnce -= 1;
      const { groupId, action, accountId } = change;
      return (this.results[`${groupId} ${action} ${accountId}`] ?? this.results[accountId])?.shift() ?? OK;
    };
    return timeline.until(
      makeSlice(changes, {
        ...{ makeChange, clock: timeline, random: () => 0.5, paces },
        timeLeftMs: () => timeMs - this.elapsedMs,
      }),
    );
  }

  get elapsedMs(): number {
    return this.timeline.now() - this.startedAt;
  }

  /** ms from the beginning at which a person was asked about. */
  timesOf(accountId: string): number[] {
    return this.starts.filter((start) => start.accountId === accountId).map(({ at }) => at - this.startedAt);
  }
}

/** At most one request a second. */
export const SLOW_PACES: Paces = {
  remove: { at: new Timeline().now(), rate: 1, tokens: 1, concurrency: 100, blockedMs: 0, latencyMs: 100 },
};
