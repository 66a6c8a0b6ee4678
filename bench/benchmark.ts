/** What a benchmark is and what comes of it. */
import type { Browser } from 'playwright-core';
import type { Size } from './commandLine';

export interface Bench {
  browser: Browser;
  size: Size;
  /** Tells whoever waits what is going on. */
  say: (line: string) => void;
}

export type Benchmark = (bench: Bench) => Promise<Result>;

export interface Result {
  title: string;
  /** What was measured and how: full sentences. */
  method: string;
  columns: readonly string[];
  /** One line a contestant; the first cell names it. */
  rows: readonly (readonly string[])[];
  checks: readonly Check[];
  /** Every single figure, for who wants to look closer. Units are in the names. */
  figures: Record<string, unknown>;
}

/** What must hold, and whether it does. */
export interface Check {
  must: string;
  is: string;
  holds: boolean;
}

type Format = (figure: number) => string;

export function atMost(
  what: string,
  figure: number | undefined,
  bound: number,
  format: Format = String,
): Check {
  return check(`${what} at most ${format(bound)}`, figure, format, (value) => value <= bound);
}

export function atLeast(
  what: string,
  figure: number | undefined,
  bound: number,
  format: Format = String,
): Check {
  return check(`${what} at least ${format(bound)}`, figure, format, (value) => value >= bound);
}

/** Without a figure, because a contestant failed, nothing holds. */
function check(
  must: string,
  figure: number | undefined,
  format: Format,
  holds: (figure: number) => boolean,
): Check {
  if (figure === undefined) return { must, is: 'not measured', holds: false };
  return { must, is: format(figure), holds: holds(figure) };
}

/** "5.2 ×" */
export const times = (factor: number): string => `${factor.toFixed(2)} ×`;
/** "96 %" */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
