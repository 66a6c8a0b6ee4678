import { StorageError, type Changes, type Store, type StorePage } from '../../../../src/history/store';

/** The invocation is over; nothing of it happens any more. */
export class Killed extends Error {
  override name = 'Killed';
}

/** The store as one invocation has it: once that is killed, it asks for nothing more. */
export function untilKilled(store: Store): Store {
  let isOver = false;
  const once = async <T>(request: () => Promise<T>): Promise<T> => {
    if (isOver) throw new Killed();
    try {
      return await request();
    } catch (error) {
      isOver ||= error instanceof Killed;
      throw error;
    }
  };
  return {
    getMany: (keys) => once(() => store.getMany(keys)),
    claim: (key, value, ttlSeconds) => once(() => store.claim(key, value, ttlSeconds)),
    write: (changes) => once(() => store.write(changes)),
    list: (prefix, page) => once(() => store.list(prefix, page)),
  };
}

/** What happens to one request to the storage, before it is made or after. */
export type StoreFault = 'killedBefore' | 'killedAfter' | 'refused' | 'lost';
export const STORE_FAULTS: readonly StoreFault[] = ['killedBefore', 'killedAfter', 'refused', 'lost'];

/** A key-value store in memory, that says how long its values are kept and fails when it is told to. */
export class MemoryStore implements Store {
  readonly entries = new Map<string, { text: string; ttlSeconds: number }>();
  /** The fault of the nth request from now, 0 for the next. */
  faultOf: (request: number) => StoreFault | undefined = () => undefined;
  requests = 0;

  getMany = (keys: readonly string[]): Promise<Map<string, unknown>> =>
    this.#request(
      () => new Map(keys.flatMap((key) => (this.entries.has(key) ? [[key, this.get(key)]] : []))),
    );

  claim = (key: string, value: unknown, ttlSeconds: number): Promise<boolean> =>
    this.#request(() => {
      if (this.entries.has(key)) return false;
      this.set(key, value, ttlSeconds);
      return true;
    });

  write = ({ set = [], remove = [] }: Changes): Promise<void> => {
    const keys = [...set.map(({ key }) => key), ...remove];
    if (keys.length === 0 || keys.length > 25) throw new Error(`Not a transaction: ${keys.join(', ')}`);
    return this.#request(() => {
      for (const { key, value, ttlSeconds } of set) this.set(key, value, ttlSeconds);
      for (const key of remove) this.entries.delete(key);
    });
  };

  list = (
    prefix: string,
    { limit, cursor = '0' }: { limit: number; cursor?: string | undefined },
  ): Promise<StorePage> =>
    this.#request(() => {
      const keys = this.keys(prefix);
      const end = Number(cursor) + limit;
      const entries = keys.slice(Number(cursor), end).map((key) => ({ key, value: this.get(key) }));
      return { entries, ...(end < keys.length && { cursor: String(end) }) };
    });

  /** The keys that begin so, in their order. */
  keys(prefix: string): string[] {
    return [...this.entries.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  get(key: string): unknown {
    const entry = this.entries.get(key);
    return entry && (JSON.parse(entry.text) as unknown);
  }

  set(key: string, value: unknown, ttlSeconds = 3_600): void {
    const text = JSON.stringify(value);
    if (text.length > 240 * 1_024) throw new StorageError(`Too large: ${key}`);
    this.entries.set(key, { text, ttlSeconds });
  }

  /** What is stored now, to go back to. */
  copy(): Map<string, { text: string; ttlSeconds: number }> {
    return new Map(this.entries);
  }

  async #request<T>(apply: () => T): Promise<T> {
    const fault = this.faultOf(this.requests);
    this.requests += 1;
    await Promise.resolve();
    if (fault === 'killedBefore') throw new Killed();
    if (fault === 'refused') throw new StorageError('The storage is down.');
    const value = apply();
    if (fault === 'killedAfter') throw new Killed();
    if (fault === 'lost') throw new StorageError('The answer was lost.');
    return value;
  }
}
