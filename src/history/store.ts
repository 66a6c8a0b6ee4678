/** What the history needs of a key-value store: Forge's, or one that a simulation makes. All of it may reject with `StorageError`. */
export interface Store {
  /** Values by key; absent keys are left out. */
  getMany: (keys: readonly string[]) => Promise<Map<string, unknown>>;
  /** Writes a key that is free; false when it is taken. @param ttlSeconds `Infinity` where it does not expire */
  claim: (key: string, value: unknown, ttlSeconds: number) => Promise<boolean>;
  /** All of it or nothing; at most 25 keys. */
  write: (changes: Changes) => Promise<void>;
  /** Entries whose key begins so, in key order. Notices writes a little late. */
  list: (prefix: string, page: { limit: number; cursor?: string | undefined }) => Promise<StorePage>;
}

export interface Changes {
  /** What has `Infinity` does not expire. */
  set?: readonly { key: string; value: unknown; ttlSeconds: number }[];
  remove?: readonly string[];
}

export interface StorePage {
  entries: { key: string; value: unknown }[];
  /** Absent on the last page. */
  cursor?: string;
}

/** The store did not do what it was asked, or it is not known whether it did. */
export class StorageError extends Error {
  override name = 'StorageError';
}

/** The value of one key. */
export async function getOne(store: Store, key: string): Promise<unknown> {
  return (await store.getMany([key])).get(key);
}
