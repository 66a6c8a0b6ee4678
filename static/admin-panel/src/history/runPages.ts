import type { RunListPage, RunRecord } from '../../../../src/contract';

/** The runs of all pages, each once: one that is begun meanwhile moves the others to the next page. */
export function runsIn(pages: readonly RunListPage[]): RunRecord[] {
  return [...new Map(pages.flatMap(({ runs }) => runs).map((run) => [run.runId, run])).values()];
}

/** How many entries of all pages this version of the app cannot read. */
export function unreadableIn(pages: readonly { unreadable: number }[]): number {
  return pages.reduce((sum, { unreadable }) => sum + unreadable, 0);
}

/**
 * What each list has that those before it do not: a list that grows then leaves what was asked about its beginning as
 * it was.
 */
export function newToEach(lists: readonly (readonly string[])[]): string[][] {
  const known = new Set<string>();
  return lists.map((list) => {
    const added = [...new Set(list)].filter((id) => !known.has(id));
    for (const id of added) known.add(id);
    return added;
  });
}

/** How much of a run is known to have been taken back. */
export type Undone = 'undone' | 'undoneInPart';

/** Which of the runs others of them took back, by id. A run is newer than what it takes back, and so read before. */
export function findUndone(runs: readonly RunRecord[]): ReadonlyMap<string, Undone> {
  const takenBack = new Map<string, number>();
  for (const { undoes, counts } of runs) {
    if (undoes !== undefined) takenBack.set(undoes, (takenBack.get(undoes) ?? 0) + counts.done);
  }
  const undone = new Map<string, Undone>();
  for (const { runId, counts } of runs) {
    const count = takenBack.get(runId) ?? 0;
    if (count > 0) undone.set(runId, count < counts.done ? 'undoneInPart' : 'undone');
  }
  return undone;
}
