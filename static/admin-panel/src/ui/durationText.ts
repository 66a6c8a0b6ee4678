import { uiMessages } from './uiMessages';

/** Seconds are told up to here. */
const LONGEST_IN_SECONDS = 89;

/** About how long something takes: "about a second", "about 45 seconds", "about 3 minutes". @param seconds ≥ 0 */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  return whole <= LONGEST_IN_SECONDS
    ? uiMessages.text('aboutSeconds', { count: whole })
    : uiMessages.text('aboutMinutes', { count: Math.ceil(whole / 60) });
}
