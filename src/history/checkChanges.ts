import type { IndexRanges } from '../contract/changes';
import type { Answer } from '../contract/errors';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import { ACTIONS } from '../membership/actions';
import { indexesIn, toRanges } from '../membership/ranges';
import { isOpen } from '../run/changeState';
import { randomId } from './keys';
import { loadRun, sliceUnderWay, type LoadedRun } from './loadRun';
import { claimEntry } from './log';
import { markUndone, takenBackBy } from './markUndone';
import { readPlan, stretchesOf, stretchOf, type StoredChange } from './planStretches';
import { VERSION, type LogEntry } from './records';
import { refuseBusy, refuseUnknownRun } from './refusals';
import type { Asking } from './registerRun';
import { secondsKept } from './retention';
import { foldTail, writeSnapshot } from './snapshot';
import type { Store } from './store';

/** What Confluence says of changes that a run left open. All of it may throw `StorageError`. */

/** A run as it was before Confluence was asked. */
export interface OpenCheck {
  run: LoadedRun;
  /** The changes that are open, of those asked for. */
  open: StoredChange[];
}

/**
 * To be called before Confluence is asked: an answer says nothing of what a run does after. Only what this run left open
 * is to be asked about; while a slice is under way, nothing is.
 */
export async function openCheck(
  store: Store,
  runId: string,
  changes: IndexRanges,
  now: number,
): Promise<Answer<{ check: OpenCheck }>> {
  const loaded = await loadRun(store, runId, now);
  if (!loaded) return refuseUnknownRun();
  const { run } = loaded;
  const busy = sliceUnderWay(run, now);
  if (busy) return refuseBusy(busy.until - now);
  const indexes = indexesIn(changes).filter((index) => index < run.header.total);
  const stretches = stretchesOf(indexes);
  const [plan, { states }] = await Promise.all([
    readPlan(store, runId, stretches),
    foldTail(store, run, [], { wanted: stretches }),
  ]);
  const wanted = new Set(indexes);
  const open = plan.filter(({ index }) => {
    const at = states.get(stretchOf(index))?.[index % CHANGES_IN_STRETCH];
    return wanted.has(index) && at !== undefined && isOpen(at.state);
  });
  return { ok: true, check: { run, open } };
}

/**
 * Writes down what Confluence said, unless the run went on meanwhile: then it is of no use for it.
 * @param answers whether the account is a member, by change
 */
export async function recordCheck(
  store: Store,
  { run, open }: OpenCheck,
  answers: ReadonlyMap<number, boolean>,
  { actorId, now }: Asking,
): Promise<Answer<object>> {
  const { runId, header, next } = run;
  const answered = open.filter(({ index }) => answers.has(index));
  if (answered.length === 0) return { ok: true };
  const isSo = ({ index, action }: StoredChange) => answers.get(index) === ACTIONS[action].wantsMember;
  const entry: LogEntry = {
    ...{ v: VERSION, kind: 'check', id: randomId(), actorId },
    so: toRanges(answered.filter(isSo).map(({ index }) => index)),
    notSo: toRanges(answered.filter((change) => !isSo(change)).map(({ index }) => index)),
  };
  if (!(await claimEntry(store, runId, next, entry, secondsKept(header.startedAt, now)))) {
    return refuseBusy();
  }
  const folded = await foldTail(store, run, [entry]);
  await writeSnapshot(store, runId, folded, now);
  const { undoes } = header;
  if (undoes !== undefined) await markUndone(store, undoes, runId, () => takenBackBy(folded, answered), now);
  return { ok: true };
}
