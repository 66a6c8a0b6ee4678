import { StorageError, type Changes, type Store } from '../../../src/history/store';
import type { Timeline } from '../../support/timeline';

/** What happens to one request to the storage. `lost` applies it first. */
export type StorageFault = { kind: 'refused' | 'lost' } | { kind: 'slow'; ms: number };

export interface StorageOptions {
  timeline: Timeline;
  /** The fault of the nth request (0 for the first), if any. */
  faultOf: (request: number) => StorageFault | undefined;
}

/** Until the storage has the request, and until its answer is there. */
const LATENCY_MS = [7, 8] as const;
/** What `forgeStore` waits for. */
const TIMEOUT_MS = 6_000;
const KEY = /^[a-zA-Z0-9:._\s-]{1,500}$/;
const MAX_VALUE_BYTES = 240 * 1024;
const MAX_CHANGES = 25;

/** A key-value store as strict as Forge's, that fails when it is told to. */
export class Storage implements Store {
  /** Down between these moments of the timeline. */
  outage: { from: number; until: number } | undefined;
  /** Requests that change something, and the keys they name. */
  readonly writes: { at: number; keys: string[] }[] = [];
  /** Nothing happens to requests while it is set: the test looks for itself. */
  isCalm = false;
  readonly #options: StorageOptions;
  readonly #entries = new Map<string, string>();
  #requests = 0;

  constructor(options: StorageOptions) {
    this.#options = options;
  }

  /** Writes a value that is there to begin with. */
  plant(key: string, value: unknown): void {
    this.#set(key, value);
  }

  /** ms since the epoch, as the machines' clocks have it more or less. */
  now(): number {
    return this.#options.timeline.now();
  }

  getMany(keys: readonly string[]): Promise<Map<string, unknown>> {
    return this.#request(() => {
      const found = keys.flatMap((key): [string, unknown][] => {
        const text = this.#entries.get(key);
        return text === undefined ? [] : [[key, JSON.parse(text)]];
      });
      return new Map(found);
    });
  }

  claim(key: string, value: unknown): Promise<boolean> {
    this.#note([key]);
    return this.#request(() => {
      if (this.#entries.has(key)) return false;
      this.#set(key, value);
      return true;
    });
  }

  write({ set = [], remove = [] }: Changes): Promise<void> {
    const keys = [...set.map(({ key }) => key), ...remove];
    if (keys.length === 0 || keys.length > MAX_CHANGES || new Set(keys).size !== keys.length) {
      throw new Error(`Not a transaction: ${keys.join(', ')}`);
    }
    this.#note(keys);
    return this.#request(() => {
      for (const { key, value } of set) this.#set(key, value);
      for (const key of remove) this.#entries.delete(key);
    });
  }

  list(
    prefix: string,
    { limit }: { limit: number },
  ): Promise<{ entries: { key: string; value: unknown }[] }> {
    return this.#request(() => {
      const keys = [...this.#entries.keys()].filter((key) => key.startsWith(prefix)).sort();
      return {
        entries: keys.slice(0, limit).map((key) => ({
          key,
          value: JSON.parse(this.#entries.get(key) ?? 'null') as unknown,
        })),
      };
    });
  }

  #note(keys: string[]): void {
    this.writes.push({ at: this.#options.timeline.now(), keys });
  }

  #set(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    if (!KEY.test(key)) throw new Error(`Not a key: ${key}`);
    if (text.length > MAX_VALUE_BYTES) throw new Error(`Too large: ${key}`);
    this.#entries.set(key, text);
  }

  async #request<T>(apply: () => T): Promise<T> {
    const { timeline, faultOf } = this.#options;
    if (this.isCalm) return apply();
    const fault = faultOf(this.#requests);
    this.#requests += 1;
    await timeline.sleep(LATENCY_MS[0]);
    if (fault?.kind === 'refused' || this.#isDown()) throw new StorageError('The storage is down.');
    if (fault?.kind === 'slow') await this.#dawdle(fault.ms, apply);
    const value = apply();
    await timeline.sleep(LATENCY_MS[1]);
    if (fault?.kind === 'lost') throw new StorageError('The answer was lost.');
    return value;
  }

  /** Whoever waits gives up after a while; the change may come nonetheless. */
  async #dawdle(ms: number, apply: () => unknown): Promise<void> {
    const { timeline } = this.#options;
    if (ms > TIMEOUT_MS) timeline.plan(ms, apply);
    await timeline.sleep(Math.min(ms, TIMEOUT_MS));
    if (ms > TIMEOUT_MS) throw new StorageError('No answer.');
  }

  #isDown(): boolean {
    const now = this.#options.timeline.now();
    return this.outage !== undefined && this.outage.from <= now && now < this.outage.until;
  }
}
