import type { AppPrincipal, Via } from './protocol';

/** One request that reached Confluence. */
export interface LogEntry {
  /** When it arrived: ISO 8601, UTC. */
  at: string;
  method: string;
  /** With query. */
  path: string;
  principal: AppPrincipal | { type: 'anonymous' };
  /** Of the app's requests: the way they took. */
  via?: Via;
  /** HTTP status; 0 as long as there is no answer, and for ever when the connection was dropped. */
  status: number;
  /** What it cost in rate-limit points; 0 over the bridge, where nothing is counted. */
  points: number;
}

/** The last `capacity` requests. */
export class RequestLog<Entry extends object = LogEntry> {
  readonly #capacity: number;
  #entries: Entry[] = [];
  /** Where the next entry goes once the log is full: the oldest one's place. */
  #next = 0;

  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  /** The log keeps `entry` itself, for its status and points to be filled in. */
  add(entry: Entry): void {
    if (this.#entries.length < this.#capacity) {
      this.#entries.push(entry);
    } else {
      this.#entries[this.#next] = entry;
      this.#next = (this.#next + 1) % this.#capacity;
    }
  }

  /** Oldest first, as they are now. */
  entries(): Entry[] {
    const ordered = [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)];
    return ordered.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
    this.#next = 0;
  }
}
