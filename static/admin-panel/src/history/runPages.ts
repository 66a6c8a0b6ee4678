import type { RunPage, RunRecord } from '../../../../src/contract';

/** The runs of all pages, each once: a run about very many people can be on two pages of those about one person. */
export function runsIn(pages: readonly RunPage[]): RunRecord[] {
  return [...new Map(pages.flatMap(({ runs }) => runs).map((run) => [run.runId, run])).values()];
}

/** How many entries of all pages this version of the app cannot read. */
export function unreadableIn(pages: readonly RunPage[]): number {
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
