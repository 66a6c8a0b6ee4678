import { madeAt } from './keys';

/** What the lists of the history have in common: where a page ends, and which runs may lie in a period. */

/** Where a page begins: in the read of the storage that begins at its cursor, after what is named so. */
export interface PageStart {
  cursor: string | undefined;
  /** Rises from entry to entry. */
  after: string;
}

/** What the page hands back is the storage's own cursor, and where in that read to go on. */
function writeCursor({ cursor = '', after }: PageStart): string {
  return `${after} ${cursor}`;
}

/** The same from what the page handed back, whatever that is; without anything the beginning. */
export function readCursor(text: string | undefined): PageStart {
  const [, after = '', cursor = ''] = /^(\S*) (.*)$/.exec(text ?? '') ?? [];
  return { cursor: cursor || undefined, after };
}

/** Where the next page begins, and how far back was looked until there. @param last the id of the run looked at last */
export function endPage(next: PageStart, last: string | undefined): { cursor: string; searchedTo?: string } {
  const time = new Date(last === undefined ? NaN : madeAt(last));
  const isKnown = !Number.isNaN(time.getTime());
  return { cursor: writeCursor(next), ...(isKnown && { searchedTo: time.toISOString() }) };
}

/** When runs began: ms since the epoch, from inclusive, to exclusive. */
export interface Period {
  from?: number;
  to?: number;
}

/** A run begins within a day of when its id was made: a beginning is known for so long. */
const BEGUN_WITHIN_MS = 24 * 3_600_000;

export function isInPeriod(startedAt: number, { from = -Infinity, to = Infinity }: Period): boolean {
  return startedAt >= from && startedAt < to;
}

/** Whether no run with this id, or with one after it, began in the period. */
export function isBeforePeriod(runId: string, { from = -Infinity }: Period): boolean {
  return madeAt(runId) + BEGUN_WITHIN_MS < from;
}

/** Whether a run with this id may have begun in the period, as far as the id says. */
export function mayBeInPeriod(runId: string, period: Period): boolean {
  return !(isBeforePeriod(runId, period) || madeAt(runId) >= (period.to ?? Infinity));
}
