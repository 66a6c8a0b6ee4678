import type { OutcomeCounts, RunRecord } from '../../../../src/contract';
import { wordsOfRun, type ActionWords } from '../run/actionWords';
import { number } from '../ui/number';
import { momentText } from '../ui/timeText';
import { historyWordsOfRun } from './historyWords';

type Amounts = Pick<ActionWords, 'amount'>;

/** "238 of 240 people", "240 people". */
export function partText(part: number, total: number, { amount }: Amounts): string {
  return part === total ? amount(total) : `${number(part)} of ${amount(total)}`;
}

/** How much of a run is read, while an outcome is looked for in it. */
export function readText(read: number, total: number, hasFailed: boolean, words: Amounts): string {
  const part = partText(read, total, words);
  return hasFailed ? `Only ${part} could be read so far.` : `Reading this run: ${part}…`;
}

/** What a run did, in a few words: "Removed 238 of 240 people". */
export function runTitle(run: RunRecord): string {
  const words = wordsOfRun(run);
  const { undoes, total, counts, endedAt } = run;
  const what =
    endedAt === undefined
      ? `${words.making} ${words.amount(total)}`
      : `${words.made} ${partText(counts.done, total, words)}`;
  if (undoes === undefined) return what;
  return `${historyWordsOfRun(run).undoOf}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}

/** What came of a run, in words: "238 removed, 2 failed". */
export function countsText(counts: OutcomeCounts, words: Pick<ActionWords, 'done' | 'already'>): string {
  const { done, unchanged, failed, unconfirmed, notAttempted } = counts;
  const others = [
    unchanged > 0 && `${number(unchanged)} ${words.already}`,
    failed > 0 && `${number(failed)} failed`,
    unconfirmed > 0 && `${number(unconfirmed)} not confirmed`,
    notAttempted > 0 && `${number(notAttempted)} not attempted`,
  ].filter((text) => text !== false);
  return [`${number(done)} ${words.done}`, ...others].join(', ');
}

/** What came of a run that has ended, in words. */
export function outcomeText(run: RunRecord): string {
  return run.endedAt === undefined ? 'Not finished' : countsText(run.counts, wordsOfRun(run));
}

/** Admins who drove parts of a run that another began. */
export function otherDriversOf({ drivers, actorId }: RunRecord): string[] {
  return drivers.filter((accountId) => accountId !== actorId);
}

/** That the history has more than can be shown. @param count entries that this version cannot read */
export function unreadableText(count: number): string {
  const entries = count === 1 ? '1 entry was' : `${number(count)} entries were`;
  return `${entries} written by a newer version of this app and can’t be shown here.`;
}

/** A time as the admin's calendar and clock show it. */
export function timeText(iso: string): string {
  return momentText(iso) ?? 'Unknown';
}
