import type { RunCounts } from '../contract';
import { kept, readHeader } from './header';
import { logKey, openKey, runKey } from './keys';
import { lastLease, readLog } from './log';
import { countsOf, peopleIn } from './people';
import { logEntryIn, type Header, type LogEntry } from './records';
import type { Store } from './store';

/**
 * What is listed of a run without reading its log: whether it has ended, and with which counts. The log is what counts;
 * whoever has appended what changes this brings it in line.
 */

/** Others may have appended meanwhile, each of whom looks again too. */
const ROUNDS = 5;

export interface Summary {
  run: Header;
  counts: RunCounts;
}

/** Brings it in line with the log. @returns undefined where there is no such run */
export async function updateSummary(store: Store, runId: string, now: number): Promise<Summary | undefined> {
  for (let round = 1; ; round += 1) {
    const [run, log] = await Promise.all([readHeader(store, runId, now), readLog(store, runId)]);
    if (!run || log.length === 0) return undefined;
    const summary = summaryOf(run, log);
    if (JSON.stringify(summary.run.ended) !== JSON.stringify(run.ended)) {
      const { ended } = summary.run;
      await store.write({
        set: kept(run, now, [
          [runKey(runId), summary.run],
          ...(ended ? [] : [[openKey(runId), true] as const]),
        ]),
        ...(ended && { remove: [openKey(runId)] }),
      });
    }
    if (round === ROUNDS || !(await hasChanged(store, runId, log))) return summary;
  }
}

/** What the log says of a run. */
export function summaryOf(run: Header, log: readonly LogEntry[]): Summary {
  const counts = countsOf(peopleIn(run.action, log).values(), run.total);
  const last = lastLease(log);
  const summary = { ...run };
  delete summary.ended;
  if (last?.kind === 'ended') summary.ended = { at: last.until, counts };
  return { run: summary, counts };
}

/** Whether more was appended, or a slice has its outcomes now. */
async function hasChanged(store: Store, runId: string, log: readonly LogEntry[]): Promise<boolean> {
  const open = log.flatMap((entry, n) =>
    entry.kind === 'slice' && !entry.outcomes ? [logKey(runId, n)] : [],
  );
  const values = await store.getMany([logKey(runId, log.length), ...open]);
  if (values.has(logKey(runId, log.length))) return true;
  return open.some((key) => {
    const value = values.get(key);
    const entry = value === undefined ? undefined : logEntryIn(value);
    return entry?.kind === 'slice' && entry.outcomes !== undefined;
  });
}
