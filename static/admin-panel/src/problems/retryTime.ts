import type { AppError } from '../../../../src/contract';
import { clockText } from '../ui/timeText';

/** When asking again is worth it, for a sentence: the time of day, with the day before it where that is not today. */
interface RetryTime {
  clock: string;
  day: 'today' | 'other';
}

/** When Confluence said that asking again is worth it; undefined where it gave no time. @param now ms since the epoch */
export function retryTimeOf({ retryAt }: AppError, now: number): RetryTime | undefined {
  const clock = retryAt === undefined ? undefined : clockText(retryAt, now);
  if (retryAt === undefined || clock === undefined) return undefined;
  const isToday = new Date(retryAt).toDateString() === new Date(now).toDateString();
  return { clock, day: isToday ? 'today' : 'other' };
}
