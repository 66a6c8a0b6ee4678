/** Runs that have ended, written into a storage by the app's own code, without anything being asked of Confluence. */
import type { Change } from '../../src/contract';
import { MAX_CHANGES_IN_CALL } from '../../src/contract/limits';
import { recordSlice, type SliceMaker } from '../../src/history/recordSlice';
import { extendPlan, registerRun } from '../../src/history/registerRun';
import type { Store } from '../../src/history/store';

/** What a run is recorded as. */
interface RecordedRun {
  actorId: string;
  /** When it began: ms since the epoch. */
  startedAt: number;
  changes: readonly Change[];
}

/** Every change is done, in slices as large as are written down at once. */
export async function recordRun(store: Store, { actorId, startedAt, changes }: RecordedRun): Promise<string> {
  const asking = { actorId, now: startedAt };
  const driver = crypto.randomUUID();
  const groups = [...new Set(changes.map(({ groupId }) => groupId))].map((id) => ({
    id,
    name: `group ${id}`,
  }));
  const registration = { driver, beginning: driver, groups, total: changes.length };
  const first = changes.slice(0, MAX_CHANGES_IN_CALL);
  let { run } = succeeded(await registerRun(store, { ...registration, changes: first }, asking));
  for (let from = first.length; from < changes.length; from += MAX_CHANGES_IN_CALL) {
    const more = { from, groups, changes: changes.slice(from, from + MAX_CHANGES_IN_CALL) };
    ({ run } = succeeded(await extendPlan(store, run, more, asking)));
  }
  const tools = {
    ...{ store, actorId, timeLeftMs: () => 20_000 },
    clock: { now: () => startedAt, sleep: () => Promise.resolve() },
  };
  for (let from = 0; from < changes.length; from += MAX_CHANGES_IN_CALL) {
    const to = Math.min(from + MAX_CHANGES_IN_CALL, changes.length);
    const answer = await recordSlice(run, [[from, to - 1]], makerOf(to === changes.length), tools);
    if (!answer.ok || !answer.run) throw new Error(JSON.stringify(answer));
    ({ run } = answer);
  }
  return run.runId;
}

function makerOf(ends: boolean): SliceMaker {
  return {
    ends,
    verify: () => Promise.resolve({ ok: true }),
    prepare: (changes) =>
      Promise.resolve(() =>
        Promise.resolve({
          outcomes: changes.map(({ index }) => ({ change: index, outcome: { status: 'done' } })),
          ...{ stopped: [], paces: {} },
        }),
      ),
  };
}

function succeeded<T>(answer: ({ ok: true } & T) | { ok: false; error: object }): T {
  if (answer.ok) return answer;
  throw new Error(JSON.stringify(answer.error));
}
