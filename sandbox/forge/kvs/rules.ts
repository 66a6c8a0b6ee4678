/** What keys and values may be. Source: Forge's "KVS and Custom Entity Store limits". */
import { badRequest, KvsError } from './errors';
import type { Ttl } from './requests';

const MAX_KEY_LENGTH = 500;
const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const MAX_VALUE_BYTES = 240 * 1024;
const MAX_DEPTH = 31;

const SECOND_MS = 1_000;
const UNIT_MS: Record<Ttl['unit'], number> = {
  SECONDS: SECOND_MS,
  MINUTES: 60 * SECOND_MS,
  HOURS: 3_600 * SECOND_MS,
  DAYS: 86_400 * SECOND_MS,
};
const MAX_TTL_MS = 365 * UNIT_MS.DAYS;

/** Throws the `KvsError` for a key that Forge refuses. */
export function checkKey(key: string): void {
  if (key === '') throw new KvsError(400, 'KEY_TOO_SHORT', 'The provided key must not be empty');
  if (key.length > MAX_KEY_LENGTH) {
    throw new KvsError(400, 'KEY_TOO_LONG', `The provided key is over ${String(MAX_KEY_LENGTH)} characters`);
  }
  if (!KEY.test(key)) {
    throw new KvsError(400, 'INVALID_KEY', `The provided key does not match ${String(KEY)}`);
  }
}

/** Throws the `KvsError` for a value that Forge refuses: JSON of 240 KiB, 31 levels deep, is the most. */
export function checkValue(value: unknown): void {
  if (isDeeperThan(MAX_DEPTH, value)) {
    throw new KvsError(400, 'MAX_DEPTH', `The provided value is over ${String(MAX_DEPTH)} levels deep`);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_VALUE_BYTES) {
    throw new KvsError(400, 'MAX_SIZE', `The provided value is over ${String(MAX_VALUE_BYTES)} bytes`);
  }
}

/**
 * When what is written at `now` expires, in milliseconds since the epoch: on a whole second, as in Forge's examples.
 * Throws the `KvsError` for more than a year.
 */
export function expiryOf({ value, unit }: Ttl, now: number): number {
  const ms = value * UNIT_MS[unit];
  if (ms > MAX_TTL_MS) throw badRequest('The ttl must be at most 1 year');
  return Math.floor((now + ms) / SECOND_MS) * SECOND_MS;
}

/** A plain value is 0 levels deep, an empty list 1. */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
