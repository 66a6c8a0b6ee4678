import type { Clock } from '../../sandbox/confluence';

interface Sleeper {
  until: number;
  wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];

  /** `start` in ISO 8601. */
  constructor(start = '2025-03-10T09:15:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.#now + ms, wake }));
  }

  /** Jumps to a time in ISO 8601; nobody is woken. */
  set(time: string): void {
    this.#now = Date.parse(time);
  }

  /** How many are asleep. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Lets `ms` milliseconds pass at once and wakes those whose time has come. */
  advance(ms: number): void {
    this.#now += ms;
    for (let due = this.#nextDue(this.#now); due; due = this.#nextDue(this.#now)) this.#wake(due);
  }

  /** Lets `ms` milliseconds pass bit by bit: whoever wakes goes on, and may sleep again, before the next wakes. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let due = this.#nextDue(end); due; due = this.#nextDue(end)) {
      this.#now = due.until;
      this.#wake(due);
      await settle();
    }
    this.#now = end;
  }

  #nextDue(time: number): Sleeper | undefined {
    return this.#sleepers.filter(({ until }) => until <= time).sort((a, b) => a.until - b.until)[0];
  }

  #wake(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    sleeper.wake();
  }
}

/** Long enough for promises in flight to go as far as they can. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
