import type { OutcomeCounts, OutcomeName, RecordedChange } from '../../../../src/contract';
import { titleOfKind } from '../problems/words';
import { eventMessages } from '../run/eventMessages';
import { changeKindOf, type RunKind } from '../run/runKind';
import { standingTitle } from '../run/standingTitle';

/** What the record says of a change, in words: what became of it, and why where there is a reason. */
export interface OutcomeWords {
  title: string;
  details: string;
}

/** What changes can be told apart by: what became of them, what a check found, and whether they were undone since. */
type OutcomeKind = OutcomeName | 'undone' | 'notMade';

/** The outcomes changes can be looked at by. */
export type OutcomeFilter = 'all' | OutcomeKind;

const COUNTED = ['done', 'unchanged', 'failed', 'unconfirmed', 'notAttempted'] as const;

/** What became of a change. @param isUndo it belongs to a run that takes changes of another one back */
export function outcomeWords(change: RecordedChange, isUndo: boolean): OutcomeWords {
  const title = titleOfOutcome(outcomeKindOf(change), changeKindOf(change, isUndo));
  return { title, details: detailsOf(change) };
}

/** An outcome in a few words. @param what what the change does, or all that are counted */
export function titleOfOutcome(kind: OutcomeKind, what: RunKind): string {
  return kind === 'notMade'
    ? standingTitle({ status: 'failed', error: { kind } }, what)
    : standingTitle({ status: kind }, what);
}

/** An outcome to look at changes by, and how many have it, where that is known. */
export interface OutcomeChoice {
  filter: OutcomeKind;
  title: string;
  count?: number;
}

/** The outcomes there are among these changes. @param what what the run does as a whole */
export function outcomesAmong(changes: readonly RecordedChange[], what: RunKind): OutcomeChoice[] {
  const counts = new Map<OutcomeKind, number>();
  for (const change of changes) {
    const kind = outcomeKindOf(change);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([filter, count]) => ({ filter, title: titleOfOutcome(filter, what), count }));
}

/**
 * The outcomes of a run of which only some changes are read. Its counts speak of all of them, but not of what was undone
 * or found not to be made since: how many those are is known once all are read.
 * @param what what the run does as a whole
 */
export function outcomesOfRun(
  counts: OutcomeCounts,
  changes: readonly RecordedChange[],
  what: RunKind,
): OutcomeChoice[] {
  const counted = COUNTED.filter((outcome) => counts[outcome] > 0).map((outcome) => ({
    ...{ filter: outcome, count: counts[outcome] },
    title: titleOfOutcome(outcome, what),
  }));
  const since = outcomesAmong(changes, what)
    .filter(({ filter }) => filter === 'undone' || filter === 'notMade')
    .map(({ filter, title }) => ({ filter, title }));
  return [...counted, ...since];
}

/** Those that have the outcome. */
export function withOutcome(
  changes: readonly RecordedChange[],
  filter: OutcomeFilter,
): readonly RecordedChange[] {
  return filter === 'all' ? changes : changes.filter((change) => outcomeKindOf(change) === filter);
}

/** Why changes failed or are not confirmed, as the record has it, and how many for each reason: the most frequent first. */
export function countReasons(
  changes: readonly RecordedChange[],
  isUndo: boolean,
): { words: OutcomeWords; count: number }[] {
  const reasons = new Map<string, { words: OutcomeWords; count: number }>();
  for (const change of changes) {
    if (change.outcome !== 'failed' && change.outcome !== 'unconfirmed') continue;
    const words = outcomeWords(change, isUndo);
    const key = `${words.title}\n${words.details}`;
    const same = reasons.get(key);
    if (same) same.count += 1;
    else reasons.set(key, { words, count: 1 });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function outcomeKindOf({ outcome, reason, undone }: RecordedChange): OutcomeKind {
  switch (outcome) {
    case 'done':
      return undone ? 'undone' : outcome;
    case 'failed':
      return reason === 'notMade' ? reason : outcome;
    case 'unchanged':
    case 'unconfirmed':
    case 'notAttempted':
      return outcome;
  }
}

function detailsOf({ reason, action }: RecordedChange): string {
  switch (reason) {
    case undefined:
    case 'notMade':
      return '';
    case 'unattributed':
      return eventMessages.text('soNow', { action });
    default:
      return titleOfKind(reason);
  }
}
