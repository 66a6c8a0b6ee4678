/** A request to the storage, as `@forge/kvs` makes it. All are POST. */
export interface KvsRequest {
  /** Starts with `/api/v1/`. */
  path: string;
  /** JSON. */
  body: string;
  /** Scopes of the installed app version. */
  scopes: readonly string[];
}

/** One request that reached the storage. */
export interface KvsLogEntry {
  /** When it arrived: ISO 8601, UTC. */
  at: string;
  path: string;
  /** The keys it names; of a query, the prefix. */
  keys: string[];
  /** HTTP status; 0 as long as there is no answer, and for ever when the connection was dropped. */
  status: number;
  /** How many times 10 KB, rounded up, it counts against the reads or the writes of the minute. */
  units: number;
}
