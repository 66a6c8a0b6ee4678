/** The keys and values of one installation. */

/** A value and what is known of it. Times are in milliseconds since the epoch. */
export interface Entry {
  key: string;
  value: unknown;
  createdAt: number;
  updatedAt: number;
  expiresAt?: number | undefined;
}

/** What a query is too late to have noticed. */
interface Unnoticed {
  key: string;
  before: Entry | undefined;
  until: number;
}

/**
 * How long what has expired is still there. Forge says "up to 48 hours", during which it is read like the rest and
 * keeps its key taken: whoever wants to be exact looks at the expiry time.
 */
const LINGER_MS = 48 * 3_600_000;

/** Entries by key. Gets see every write at once, queries after `queryLagMs`: they are eventually consistent. */
export class Entries {
  readonly #byKey: Map<string, Entry>;
  readonly #queryLagMs: number;
  /** All keys in order; undefined once one was added or deleted. */
  #keys: string[] | undefined;
  #unnoticed: Unnoticed[] = [];

  constructor(initial: readonly Entry[], queryLagMs: number) {
    this.#byKey = new Map(initial.map((entry) => [entry.key, entry]));
    this.#queryLagMs = queryLagMs;
  }

  get(key: string, now: number): Entry | undefined {
    const entry = this.#byKey.get(key);
    return entry && isThere(entry, now) ? entry : undefined;
  }

  /** Writes what was given, and nothing that was there before: neither value nor expiry. */
  set(key: string, value: unknown, expiresAt: number | undefined, now: number): Entry {
    const createdAt = this.get(key, now)?.createdAt ?? now;
    const entry = { key, value, createdAt, updatedAt: now, expiresAt };
    this.#willBeNoticed(key, now);
    if (!this.#byKey.has(key)) this.#keys = undefined;
    this.#byKey.set(key, entry);
    return entry;
  }

  delete(key: string, now: number): void {
    this.#willBeNoticed(key, now);
    if (this.#byKey.delete(key)) this.#keys = undefined;
  }

  /** Every entry, in the order of the keys. */
  all(now: number): Entry[] {
    this.#keys ??= inOrder(this.#byKey);
    return thereOf(this.#byKey, this.#keys, now);
  }

  /** What a query sees: every entry in the order of the keys, without the latest changes. */
  noticed(now: number): Entry[] {
    this.#unnoticed = this.#unnoticed.filter(({ until }) => until > now);
    if (this.#unnoticed.length === 0) return this.all(now);
    const seen = new Map(this.#byKey);
    // The latest first, so that of several changes to a key the state before the first one remains.
    for (const { key, before } of this.#unnoticed.toReversed()) {
      if (before) seen.set(key, before);
      else seen.delete(key);
    }
    return thereOf(seen, inOrder(seen), now);
  }

  #willBeNoticed(key: string, now: number): void {
    if (this.#queryLagMs === 0) return;
    this.#unnoticed.push({ key, before: this.#byKey.get(key), until: now + this.#queryLagMs });
  }
}

function isThere({ expiresAt }: Entry, now: number): boolean {
  return expiresAt === undefined || now < expiresAt + LINGER_MS;
}

/** The keys in the order of their UTF-16 code units. */
function inOrder(byKey: ReadonlyMap<string, Entry>): string[] {
  return [...byKey.keys()].sort();
}

function thereOf(byKey: ReadonlyMap<string, Entry>, keys: readonly string[], now: number): Entry[] {
  return keys.flatMap((key) => {
    const entry = byKey.get(key);
    return entry && isThere(entry, now) ? [entry] : [];
  });
}
