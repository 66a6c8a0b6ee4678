import type { Changes } from './store';

/** The longest Forge lets a value live, and as long as a history is useful. */
const KEPT_DAYS = 365;
const DAY_MS = 24 * 3_600_000;

/** How long something of a run that was begun then may be kept now, in seconds: all of a run goes at the same time. */
export function secondsKept(startedAt: number, now: number): number {
  return Math.max(1, Math.ceil((endOf(startedAt) - now) / 1_000));
}

/** Whether a run that was begun then is no longer kept. Forge takes up to two days to delete it, piece by piece. */
export function isOver(startedAt: number, now: number): boolean {
  return now >= endOf(startedAt);
}

/** Values of a run to write, each kept as long as all of it. */
export function toKeep(
  { startedAt }: { startedAt: number },
  now: number,
  entries: readonly (readonly [key: string, value: unknown])[],
): NonNullable<Changes['set']> {
  const ttlSeconds = secondsKept(startedAt, now);
  return entries.map(([key, value]) => ({ key, value, ttlSeconds }));
}

function endOf(startedAt: number): number {
  return startedAt + KEPT_DAYS * DAY_MS;
}
