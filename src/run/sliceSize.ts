import { MAX_CHANGES_IN_SLICE } from '../contract/limits';

const SMALLEST = 10;

/** Long enough that starting an invocation weighs little, short enough that rows and Stop do not wait. */
const TARGET_MS = 1_600;
/** A slice ends when its last answer comes: the slower answers are, the longer slices must be to be worth that. */
const TARGET_LATENCIES = 3;

/**
 * Changes for the next slice, so that it takes the page one to two seconds at ordinary latency.
 * @param before changes in this one
 * @param settled how many of them have an outcome
 * @param tookMs from asking to answer
 * @param latencyMs what an answer of Confluence takes
 */
export function nextSliceSize(slice: {
  before: number;
  settled: number;
  tookMs: number;
  latencyMs: number;
}): number {
  const { before, settled, tookMs, latencyMs } = slice;
  const fitting = (settled / Math.max(1, tookMs)) * (TARGET_MS + TARGET_LATENCIES * latencyMs);
  const gradual = Math.min(before * 2, Math.max(before / 2, fitting));
  return Math.round(Math.min(MAX_CHANGES_IN_SLICE, Math.max(SMALLEST, gradual)));
}

/** After an invocation that was killed or cut: less is at stake in a smaller one. */
export function sliceSizeAfterLoss(before: number): number {
  return Math.max(SMALLEST, Math.floor(before / 2));
}
