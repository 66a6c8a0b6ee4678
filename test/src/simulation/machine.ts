import type { Clock } from '../../../src/clock';
import type { Action } from '../../../src/contract/changes';
import type { Store } from '../../../src/history/store';
import type { Timeline } from '../../support/timeline';
import type { Asker } from './admins';
import type { Noted } from './noted';
import type { Site } from './site';
import type { Storage } from './storage';

/** Whether an invocation is over: then it hears nothing any more and asks for nothing more. */
export interface Life {
  isOver: boolean;
}

export interface MachineOptions {
  timeline: Timeline;
  site: Site;
  storage: Storage;
  noted: Noted;
  life: Life;
  invocation: number;
  /** ms by which its clock is ahead. */
  skewMs: number;
  /** ms until the platform kills the invocation. */
  limitMs: number;
  heard: (action: Action, retryAfterMs: number) => void;
}

/** What one invocation runs on: a clock of its own, and what it can ask while it lives. */
export class Machine {
  readonly clock: Clock;
  readonly store: Store;
  readonly #options: MachineOptions;
  readonly #endsAt: number;

  constructor(options: MachineOptions) {
    const { timeline, storage, noted, life, invocation, skewMs, limitMs } = options;
    this.#options = options;
    this.#endsAt = timeline.now() + limitMs;
    this.clock = {
      now: () => Math.floor(timeline.now() + skewMs), // Ids are made of whole ms.
      sleep: (ms, signal) => whileAlive(life, timeline.sleep(Math.ceil(ms), signal)),
    };
    const store = noted.watch(storage, invocation, timeline.now);
    this.store = {
      getMany: (keys) => this.ask(() => store.getMany(keys)),
      claim: (key, value, ttlSeconds) => this.ask(() => store.claim(key, value, ttlSeconds)),
      write: (changes) => this.ask(() => store.write(changes)),
      list: (prefix, page) => this.ask(() => store.list(prefix, page)),
    };
  }

  timeLeftMs(): number {
    return this.#endsAt - this.#options.timeline.now();
  }

  /** A request that leaves the machine while it lives. */
  ask<T>(request: () => Promise<T>): Promise<T> {
    const { life } = this.#options;
    return life.isOver ? new Promise<never>(() => undefined) : whileAlive(life, request());
  }

  confluenceFor(asker: Pick<Asker, 'accountId' | 'isImpersonated'>) {
    const { site, life, invocation, heard } = this.#options;
    return site.confluenceFor({
      asker: { ...asker, invocation },
      now: this.clock.now,
      ...{ heard, alive: (promise) => whileAlive(life, promise) },
    });
  }
}

/** A dead invocation hears nothing any more. */
export async function whileAlive<T>(life: Life, promise: Promise<T>): Promise<T> {
  const settled = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (life.isOver) return new Promise<never>(() => undefined);
  if ('error' in settled) throw settled.error;
  return settled.value;
}
