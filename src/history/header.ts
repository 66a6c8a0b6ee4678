import { runKey } from './keys';
import { headerIn, type Header } from './records';
import { isOver, secondsKept } from './retention';
import { getOne, type Store } from './store';

/**
 * What a run is; undefined where there is none, or where it is no longer kept.
 * @param now ms since the epoch
 */
export async function readHeader(store: Store, runId: string, now: number): Promise<Header | undefined> {
  const value = await getOne(store, runKey(runId));
  return value === undefined ? undefined : keptHeader(value, now);
}

/** What a stored value says a run is, unless that is no longer kept. */
export function keptHeader(value: unknown, now: number): Header | undefined {
  const run = headerIn(value);
  return isOver(run.startedAt, now) ? undefined : run;
}

/** Changes of a run, each kept as long as all of it. */
export function kept(
  { startedAt }: Pick<Header, 'startedAt'>,
  now: number,
  entries: readonly (readonly [key: string, value: unknown])[],
) {
  const ttlSeconds = secondsKept(startedAt, now);
  return entries.map(([key, value]) => ({ key, value, ttlSeconds }));
}
