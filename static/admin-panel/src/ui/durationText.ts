/** About how long something takes: "about a second", "about 45 seconds", "about 3 minutes". */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 90) return whole === 1 ? 'about a second' : `about ${whole} seconds`;
  return `about ${Math.ceil(whole / 60)} minutes`;
}
