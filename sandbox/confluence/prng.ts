/** Draws numbers in [0, 1), like `Math.random`. */
export type Random = () => number;

/**
 * A small generator (mulberry32) that draws the same numbers for the same seed on every machine.
 * Good for made-up people, not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const byteDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `length` lower-case hexadecimal digits. */
export function hex(random: Random, length: number): string {
  let digits = '';
  while (digits.length < length) digits += byteDigits[Math.floor(random() * 256)] ?? '';
  return digits.slice(0, length);
}
