import type { Clock } from '../clock';
import type { ListPersonEventsInput } from '../contract/inputs';
import { CHANGES_IN_STRETCH } from '../contract/limits';
import type { PersonEvent, PersonEventPage } from '../contract/runs';
import { endPage, isBeforePeriod, mayBeInPeriod, readCursor } from './historyPages';
import { PLAN_PREFIX, positionOf, runIdIn, stretchIn } from './keys';
import { readPersonEvents } from './readPersonEvents';
import type { Store } from './store';

/** Stretches of 500 changes in a read, at most 65 KB each; and reads in a call: of 1,000 runs of one stretch. */
const STRETCHES_IN_READ = 50;
const READS_IN_CALL = 20;
/** ms after which a call answers what it has found: the first soon, the others seldom, for each call is checked for who asks. */
const FIRST_MS = 200;
const NEXT_MS = 1_500;
/** ms after which it answers that it has found nothing yet. */
const LONGEST_MS = 5_000;

/**
 * What happened to one person, newest run first. The people of a run stand in its plan only, so that all plans of the period
 * are looked through, by queries: they notice a run that was just begun a little late. What became of a change is read
 * strictly. A call makes at most 20 reads of 50 stretches, and two requests more for each of them that names the person.
 * @throws StorageError
 */
export async function listPersonEvents(
  store: Store,
  input: ListPersonEventsInput,
  clock: Pick<Clock, 'now'>,
): Promise<PersonEventPage> {
  const { limit, cursor: start, ...filter } = input;
  const startedAt = clock.now();
  const events: PersonEvent[] = [];
  let unreadable = 0;
  let lastUnreadable: string | undefined;
  let last: string | undefined;
  let at = readCursor(start);
  for (let reads = 0; reads < READS_IN_CALL; reads += 1) {
    const { entries, cursor } = await store.list(PLAN_PREFIX, {
      limit: STRETCHES_IN_READ,
      cursor: at.cursor,
    });
    const stretches = entries
      .map(({ key, value }) => ({ runId: runIdIn(key, PLAN_PREFIX), stretch: stretchIn(key), value }))
      .filter(
        ({ runId, stretch }) =>
          positionOf(runId, (stretch + 1) * CHANGES_IN_STRETCH - 1) > at.after &&
          mayBeInPeriod(runId, filter),
      );
    let { after } = at;
    for (const { runId, position, event } of await readPersonEvents(store, stretches, filter, clock.now())) {
      if (position <= after) continue;
      if (event && events.length === limit) {
        return { events, unreadable, ...endPage({ ...at, after }, runIdIn(after, '')) };
      }
      if (event) events.push(event);
      else if (runId !== lastUnreadable) unreadable += 1;
      if (!event) lastUnreadable = runId;
      after = position;
    }
    const end = entries.at(-1);
    if (end) last = runIdIn(end.key, PLAN_PREFIX);
    if (cursor === undefined || isBeforePeriod(last ?? '', filter)) {
      return { events, unreadable };
    }
    at = { cursor, after };
    if (events.length === limit || clock.now() - startedAt > longestMs(events.length > 0, start)) break;
  }
  return { events, unreadable, ...endPage(at, last) };
}

function longestMs(hasFound: boolean, cursor: string | undefined): number {
  if (!hasFound) return LONGEST_MS;
  return cursor === undefined ? FIRST_MS : NEXT_MS;
}
