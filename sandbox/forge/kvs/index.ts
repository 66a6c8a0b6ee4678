/** Forge's Key-Value Store of one installation, behind `@forge/kvs`. */
import { Faults, type Clock, type RequestLog } from '../../confluence';
import type { ServiceAnswer } from '../fetchAnswer';
import type { Entry } from './entries';
import { EntriesFile } from './file';
import type { KvsLogEntry, KvsRequest } from './protocol';
import { KvsServer } from './server';

export type { Entry } from './entries';

export interface StorageOptions {
  clock: Clock;
  /** Those of the whole sandbox; none by default. */
  faults?: Faults;
  /** Whether rate limits are enforced; true by default. Sizes always are. */
  limits?: boolean;
  /** How late queries notice a write, in milliseconds; 0 by default. On Forge they are eventually consistent. */
  queryLagMs?: number;
  /** Where it is kept; in memory only by default. */
  file?: string | undefined;
  /** Told, in a line for people, when the file cannot be used. */
  warn?: (line: string) => void;
}

export interface AppStorage {
  /** Answers a request as Forge would. Rejects with `ConnectionLost` when a fault or a reset drops the connection. */
  handle(request: KvsRequest): Promise<ServiceAnswer>;
  /** Everything stored, in the order of the keys. */
  entries(): Entry[];
  /** The last 100,000 requests, oldest first, from their arrival on. */
  requestLog: Pick<RequestLog<KvsLogEntry>, 'entries' | 'clear'>;
  /** Nothing stored, logged or spent. Requests in flight are lost. */
  reset(): void;
  /** Writes at once what has not reached the file yet. */
  flush(): void;
}

/** Makes the storage, with what its file has. */
export function createStorage(options: StorageOptions): AppStorage {
  const file =
    options.file === undefined ? undefined : new EntriesFile(options.file, options.warn ?? (() => undefined));
  const server = new KvsServer({
    clock: options.clock,
    faults: options.faults ?? new Faults(),
    limits: options.limits ?? true,
    queryLagMs: options.queryLagMs ?? 0,
    initial: file?.read() ?? [],
    onChange: () => file?.write(() => server.entries()),
  });
  return {
    handle: (request) => server.handle(request),
    entries: () => structuredClone(server.entries()),
    requestLog: server.log,
    reset: () => server.reset(),
    flush: () => file?.flush(),
  };
}
