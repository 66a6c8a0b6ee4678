import type { Answer } from '../../../src/contract/errors';
import type { FollowRunInput } from '../../../src/contract/inputs';
import type { FollowedRun, RecordedChange } from '../../../src/contract/runs';
import { followRun } from '../../../src/history/followRun';
import { NOT_ATTEMPTED, type ChangeState } from '../../../src/run/changeState';
import { foldEvent } from '../../../src/run/foldRun';
import { ADMIN } from './admins';
import { recordOfRun } from './page';
import type { Storage } from './storage';

/** A page that looks on while a run is driven elsewhere: what it read once, and what it was told happened since. */
export class Follower {
  readonly #runId: string;
  readonly #storage: Storage;
  readonly #states = new Map<number, ChangeState>();
  #next: number | undefined;

  constructor(runId: string, storage: Storage) {
    this.#runId = runId;
    this.#storage = storage;
  }

  /** @returns whether there may be more */
  async look(ask: (input: FollowRunInput) => Promise<Answer<FollowedRun>>): Promise<boolean> {
    if (this.#next === undefined) {
      const { changes, logNext } = await recordOfRun(this.#storage, this.#runId);
      for (const { index, outcome, reason } of changes) {
        this.#states.set(index, { outcome, ...(reason && { reason }) });
      }
      this.#next = logNext;
    }
    const before = this.#next;
    const answer = await ask({ runId: this.#runId, next: before });
    // Another look may have been quicker.
    if (!answer.ok || this.#next !== before) return true;
    for (const event of answer.events) foldEvent(this.#states, event);
    this.#next = answer.next;
    return answer.next > before;
  }

  /** What it shows otherwise than the record, once the run is at rest. */
  async differences(recorded: readonly RecordedChange[]): Promise<string[]> {
    const asking = { actorId: ADMIN, now: this.#storage.now() };
    while (
      await this.look((input) => followRun(this.#storage, input, asking, () => Promise.resolve({ ok: true })))
    );
    return recorded.flatMap(({ index, outcome, reason }) => {
      const shown = this.#states.get(index) ?? NOT_ATTEMPTED;
      const isSame = shown.outcome === outcome && shown.reason === reason;
      return isSame ? [] : [`Who looks on sees ${index} as ${JSON.stringify(shown)}, not ${outcome}.`];
    });
  }
}
