/** Scheduled triggers: functions that Forge calls again and again, without a user. */
import type { RequestLog } from '../confluence';
import { describeError } from './describeError';
import { triggerEvent } from './installation';
import type { TriggerEvent } from './loadFunction';
import type { AppTrigger } from './manifest';
import type { MovableClock } from './movableClock';
import type { DeliveryEntry, DeliveryOutcome } from './queue';
import type { FunctionOutcome } from './runFunction';

const MINUTE_MS = 60_000;
const INTERVAL_MS: Record<AppTrigger['interval'], number> = {
  fiveMinute: 5 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
  week: 7 * 24 * 60 * MINUTE_MS,
};

export interface TriggersOptions {
  triggers: readonly AppTrigger[];
  clock: MovableClock;
  log: RequestLog<DeliveryEntry>;
  /** Runs the trigger's function. Never rejects. */
  run: (trigger: AppTrigger, event: TriggerEvent) => Promise<FunctionOutcome>;
}

/** There is no trigger of that key. */
export class UnknownTrigger extends Error {
  override name = 'UnknownTrigger';
}

export class Triggers {
  readonly #options: TriggersOptions;
  readonly #nextAt = new Map<AppTrigger, number>();

  constructor(options: TriggersOptions) {
    this.#options = options;
    this.reset();
  }

  /** The first time of each is an interval from now. */
  reset(): void {
    const { clock, triggers } = this.#options;
    for (const trigger of triggers) this.#nextAt.set(trigger, clock.now() + INTERVAL_MS[trigger.interval]);
  }

  /** When the next is due or was due, ms since the epoch; undefined when there is none. */
  nextDue(): number | undefined {
    return this.#nextAt.size === 0 ? undefined : Math.min(...this.#nextAt.values());
  }

  /** Fires the one of that key, or all, and waits for the functions to end. Throws `UnknownTrigger`. */
  async fire(key?: string): Promise<DeliveryEntry[]> {
    const { triggers } = this.#options;
    const asked = key === undefined ? triggers : triggers.filter((trigger) => trigger.key === key);
    if (key !== undefined && asked.length === 0) throw new UnknownTrigger(`There is no trigger "${key}".`);
    return Promise.all(asked.map((trigger) => this.#fire(trigger)));
  }

  /** Fires those whose time has come, each once, however often it would have come. */
  async fireDue(): Promise<void> {
    const now = this.#options.clock.now();
    const due = [...this.#nextAt].filter(([, nextAt]) => nextAt <= now);
    for (const [trigger, nextAt] of due) {
      const interval = INTERVAL_MS[trigger.interval];
      this.#nextAt.set(trigger, nextAt + interval * Math.ceil((now - nextAt + 1) / interval));
    }
    await Promise.all(due.map(([trigger]) => this.#fire(trigger)));
  }

  async #fire(trigger: AppTrigger): Promise<DeliveryEntry> {
    const { clock, log, run } = this.#options;
    const iso = (): string => new Date(clock.now()).toISOString();
    const entry: DeliveryEntry = { kind: 'trigger', key: trigger.key, at: iso(), outcome: 'running' };
    log.add(entry);
    const outcome = await run(trigger, triggerEvent(trigger.key));
    const { end, error } = endOf(outcome);
    entry.outcome = end;
    entry.endedAt = iso();
    if (error !== undefined) entry.error = error;
    return entry;
  }
}

/** Forge tries no trigger again. */
function endOf(outcome: FunctionOutcome): { end: DeliveryOutcome; error?: DeliveryEntry['error'] } {
  switch (outcome.kind) {
    case 'returned':
      return { end: 'done' };
    case 'threw':
      return { end: 'failed', error: describeError(outcome.error) };
    case 'killed': {
      if (outcome.isEnding) return { end: 'cut' };
      const error = { name: 'InvocationTimeout', message: 'The function was killed by its time limit.' };
      return { end: 'failed', error };
    }
  }
}
