/** What of the app Forge calls without a user: the consumers of queues, and scheduled triggers. */
import { RequestLog, type Faults } from '../confluence';
import { DueSchedule } from './dueSchedule';
import { backendRequest } from './installation';
import type { ConsumerEvent, AppHandler, TriggerEvent } from './loadFunction';
import type { AppFunction } from './manifest';
import { createQueue, type AppQueue, type DeliveryEntry, type PushOrigin } from './queue';
import { runFunction, type FunctionOutcome, type FunctionOptions } from './runFunction';
import { Triggers } from './triggers';

/** When Forge kills a function whose manifest says nothing else. */
export const FUNCTION_LIMIT_MS = 25_000;

/** The functions that the tests have made themselves; the built ones are called for the rest. */
export interface BackgroundHandlers {
  /** By the key of the queue. */
  consumers?: Readonly<Record<string, AppHandler<ConsumerEvent>>>;
  /** By the key of the trigger. */
  triggers?: Readonly<Record<string, AppHandler<TriggerEvent>>>;
}

export interface BackgroundOptions {
  running: Omit<FunctionOptions, 'queue'>;
  handlers: BackgroundHandlers;
  /** The built function. Throws when it is not built. */
  load: <Event>(fn: AppFunction) => AppHandler<Event>;
  faults: Faults;
  limits: boolean;
  /** Whether events are delivered and triggers fired by themselves when their time comes. */
  keepsSchedule: boolean;
  /** What the functions that start now end with. */
  ending: () => AbortSignal;
  /** Told of every error a function throws, and of those of the sandbox itself. */
  onError: (key: string, error: unknown) => void;
}

export interface Background {
  queue: AppQueue;
  /** Fires the scheduled trigger of that key, or all of them, and waits for the end. Throws `UnknownTrigger`. */
  trigger: (key?: string) => Promise<DeliveryEntry[]>;
  /** The last 100,000 calls, oldest first. */
  deliveries: () => DeliveryEntry[];
  /** The time was moved: what has fallen due happens, if the schedule is kept. */
  look: () => void;
  /** Nothing waits, and nothing is logged. */
  reset: () => void;
  /** Nothing happens by itself any more. */
  stop: () => void;
}

export function createBackground(options: BackgroundOptions): Background {
  const { faults, handlers, limits, load, onError } = options;
  const { clock, manifest } = options.running;
  const log = new RequestLog<DeliveryEntry>();

  async function run(
    key: string,
    { timeoutSeconds }: AppFunction,
    origin: PushOrigin,
    work: () => unknown,
  ): Promise<FunctionOutcome> {
    const outcome = await runFunction(
      { ...options.running, queue },
      {
        ...{ work, moduleKey: key, as: undefined, origin, ending: options.ending() },
        limitMs: timeoutSeconds === undefined ? FUNCTION_LIMIT_MS : timeoutSeconds * 1_000,
      },
    );
    if (outcome.kind === 'threw') onError(key, outcome.error);
    return outcome;
  }

  const queue = createQueue({
    ...{ consumers: manifest.consumers, clock, faults, limits, log },
    run({ key, queue: queueKey, function: fn }, event, origin) {
      return run(key, fn, origin, () =>
        (handlers.consumers?.[queueKey] ?? load<ConsumerEvent>(fn))(event, backendRequest()),
      );
    },
    onWaiting: () => schedule?.look(),
  });
  const triggers = new Triggers({
    ...{ triggers: manifest.triggers, clock, log },
    run: ({ key, function: fn }, event) =>
      run(key, fn, { pushes: 0 }, () =>
        (handlers.triggers?.[key] ?? load<TriggerEvent>(fn))(event, backendRequest()),
      ),
  });
  const schedule = options.keepsSchedule
    ? new DueSchedule({
        nextDue: () => earlier(queue.nextDue(), triggers.nextDue()),
        async runDue() {
          await Promise.all([triggers.fireDue(), queue.deliver()]);
        },
        now: () => clock.now(),
        onError: (error) => onError('The sandbox', error),
      })
    : undefined;

  return {
    queue,
    trigger: (key) => triggers.fire(key),
    deliveries: () => log.entries(),
    look: () => schedule?.look(),
    reset() {
      queue.reset();
      triggers.reset();
      log.clear();
      schedule?.look();
    },
    stop: () => schedule?.stop(),
  };
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
