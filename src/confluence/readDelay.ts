import { MAX_BLOCK_MS } from '../contract/paces';

/** Larger numbers are s since the epoch: as a wait they would be 31 years. */
const LEAST_EPOCH_S = 1e9;
const LEAST_EPOCH_MS = 1e12;
const WEEKDAY = /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*/gi;
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?:Z|UTC|GMT|([+-]\d\d:?\d\d))?$/i;
/** The three forms of RFC 9110, without their weekday. */
const HTTP_DATE =
  /^(?:\d{1,2}[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d|[a-z]{3} +\d{1,2} \d\d:\d\d:\d\d \d{4})(?: GMT)?$/i;

/**
 * ms until the time that a header gives, 0 where it is over: the longest where there are several, undefined where none
 * can be read or is within a day.
 * @param text seconds, a time in s or ms since the epoch, an HTTP date, or a time in ISO 8601
 * @param nowMs ms since the epoch
 */
export function readDelayMs(text: string | undefined, nowMs: number): number | undefined {
  const parts = (text ?? '').replace(WEEKDAY, '').split(',');
  const delays = parts
    .map((part) => delayOf(part.trim(), nowMs))
    .filter((ms) => Math.abs(ms) <= MAX_BLOCK_MS);
  return delays.length > 0 ? Math.max(0, ...delays) : undefined;
}

/** ms since the epoch at which the answer was sent, by the sender's clock, else by the caller's. */
export function timeOfAnswer(headers: Record<string, string>, nowMs: number): number {
  const sentMs = dateOf((headers.date ?? '').replace(WEEKDAY, '').trim());
  return Number.isFinite(sentMs) ? sentMs : nowMs;
}

function delayOf(text: string, nowMs: number): number {
  const digits = /^"?(\d+(?:\.\d+)?)\s*s?"?$/.exec(text)?.[1];
  if (digits === undefined) return dateOf(text) - nowMs;
  const amount = Number(digits);
  if (amount >= LEAST_EPOCH_MS) return amount - nowMs;
  return amount >= LEAST_EPOCH_S ? amount * 1_000 - nowMs : amount * 1_000;
}

/** ms since the epoch; NaN unless it is a full date with a time. Without a zone it is UTC. */
function dateOf(text: string): number {
  const [, date, time, zone = 'Z'] = ISO.exec(text) ?? [];
  if (date !== undefined && time !== undefined) return Date.parse(`${date}T${time}${zone}`);
  return HTTP_DATE.test(text) ? Date.parse(`${text.replace(/ GMT$/i, '')} GMT`) : NaN;
}
