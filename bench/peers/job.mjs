// What every peer is told, and what it tells when it is done. See support/peer.ts.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** Origin, bearer token and group to work on. */
export const { SITE, TOKEN, GROUP_ID, PEOPLE } = process.env;

/** Account ids of the people to remove. */
export function accountIds() {
  const [, ...lines] = readFileSync(PEOPLE, 'utf8').trim().split('\n');
  return lines.map((line) => line.split(',')[1]);
}

/** Does the job and tells how long it took; the time Node took to start is not the peer's fault. */
export async function report(job) {
  const started = performance.now();
  const outcome = await job();
  process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - started) / 1_000, ...outcome })}\n`);
}
