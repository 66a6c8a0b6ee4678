import type { AppConsumer } from '../manifest';
import { Quota } from '../quota';
import { cyclicLimit, tooLarge, tooManyEvents } from './errors';
import type { PushOrigin } from './protocol';
import type { Push } from './requests';

/** Source: Forge's "Async events limits", for each installation. */
const EVENTS_PER_MINUTE = 500;
const CYCLIC_PUSHES = 1_000;
const MAX_PUSH_KB = 200;
/** Of one event, for functions that may run for more than 55 s. */
const MAX_EVENT_KB = 100;
const LONG_RUNNING_S = 55;
const BYTES_PER_KB = 1_024;

/** Throws for a push that is too large, all together or one event of it. Sizes are checked always. */
export function checkSizes({ payload }: Push, consumer: AppConsumer): void {
  if (kilobytes(payload) > MAX_PUSH_KB) {
    throw tooLarge(`The maximum payload size is ${String(MAX_PUSH_KB)}KB.`);
  }
  const isLongRunning = (consumer.function.timeoutSeconds ?? 0) > LONG_RUNNING_S;
  if (isLongRunning && payload.some((event) => kilobytes(event) > MAX_EVENT_KB)) {
    throw tooLarge(`The maximum size of an event is ${String(MAX_EVENT_KB)}KB.`);
  }
}

/** Events a minute, and pushes that come of one invocation. */
export class QueueLimits {
  readonly #events = new Quota(EVENTS_PER_MINUTE, 60_000);

  /** Counts a push of so many events, or throws the error for one over a limit, which does not count. */
  admit(events: number, origin: PushOrigin, now: number): void {
    if (origin.pushes >= CYCLIC_PUSHES) throw cyclicLimit();
    if (events > this.#events.left(now)) throw tooManyEvents();
    origin.pushes += 1;
    this.#events.spend(events, now);
  }
}

function kilobytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) / BYTES_PER_KB;
}
