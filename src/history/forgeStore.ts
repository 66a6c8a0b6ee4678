import { ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import { invocationTimeLeftMs } from '../asUser';
import { chunk } from '../chunk';
import { StorageError, type Store } from './store';

/** Forge's limits: keys of a batch, bytes of the answer left aside. */
const KEYS_A_BATCH = 25;
/** Longer than a healthy storage ever takes. */
const TIMEOUT_MS = 6_000;
/** Kept free of the invocation's time to still answer the page. */
const ANSWER_RESERVE_MS = 500;

/** Forge's Key-Value Store of this installation (scope `storage:app`). */
export const forgeStore: Store = {
  async getMany(keys) {
    const batches = chunk(keys, KEYS_A_BATCH);
    const answers = await Promise.all(batches.map(getBatch));
    return new Map(answers.flat());
  },

  async claim(key, value, ttlSeconds) {
    try {
      await inTime(kvs.set(key, value, { keyPolicy: 'FAIL_IF_EXISTS', ...lifetime(ttlSeconds) }));
      return true;
    } catch (error) {
      if (codeOf(error) === 'KEY_CONFLICT') return false;
      throw asStorageError(error);
    }
  },

  async write({ set = [], remove = [] }) {
    const [only] = set;
    try {
      if (only && set.length === 1 && remove.length === 0) {
        await inTime(kvs.set(only.key, only.value, lifetime(only.ttlSeconds)));
        return;
      }
      const transaction = kvs.transact();
      for (const { key, value, ttlSeconds } of set) {
        transaction.set(key, value, undefined, lifetime(ttlSeconds));
      }
      for (const key of remove) transaction.delete(key);
      await inTime(transaction.execute());
    } catch (error) {
      throw asStorageError(error);
    }
  },

  async list(prefix, { limit, cursor }) {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(limit);
    try {
      const page = await inTime((cursor === undefined ? query : query.cursor(cursor)).getMany<unknown>());
      return {
        entries: page.results.map(({ key, value }) => ({ key, value })),
        ...(page.nextCursor !== undefined && { cursor: page.nextCursor }),
      };
    } catch (error) {
      throw asStorageError(error);
    }
  },
};

async function getBatch(keys: readonly string[]): Promise<[string, unknown][]> {
  try {
    const { successfulKeys, failedKeys } = await inTime(kvs.batchGet<unknown>(keys.map((key) => ({ key }))));
    const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new StorageError(failed.error.message);
    return successfulKeys.map(({ key, value }) => [key, value]);
  } catch (error) {
    throw asStorageError(error);
  }
}

/** A storage that does not answer is down; the invocation has to end before it is killed. */
async function inTime<T>(request: Promise<T>): Promise<T> {
  const ms = Math.max(0, Math.min(TIMEOUT_MS, invocationTimeLeftMs() - ANSWER_RESERVE_MS));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StorageError(`No answer within ${(ms / 1_000).toFixed(1)} s.`)), ms);
  });
  try {
    return await Promise.race([request, tooLate]);
  } finally {
    clearTimeout(timer);
    request.catch(() => undefined); // Too late to matter; who waited has been told.
  }
}

function lifetime(ttlSeconds: number) {
  return ttlSeconds === Infinity ? {} : { ttl: { value: ttlSeconds, unit: 'SECONDS' as const } };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof ForgeKvsAPIError ? error.code : undefined;
}

function asStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StorageError(message, { cause: error });
}
