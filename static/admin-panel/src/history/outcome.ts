import type { OutcomeCounts, OutcomeName, RecordedChange } from '../../../../src/contract';
import { titleOfKind } from '../problems/words';
import { wordsOf, type ActionWords } from '../run/actionWords';
import { historyWordsOf } from './historyWords';

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
  const words = wordsOf(change.action, isUndo);
  return { title: titleOfOutcome(kindOf(change), words), details: detailsOf(change) };
}

/** An outcome in a few words. */
export function titleOfOutcome(kind: OutcomeKind, words: ActionWords): string {
  switch (kind) {
    case 'done':
      return words.made;
    case 'undone':
      return words.undone;
    case 'unchanged':
      return words.unchanged;
    case 'notMade':
      return words.notMade;
    case 'failed':
      return 'Failed';
    case 'unconfirmed':
      return 'Not confirmed';
    case 'notAttempted':
      return 'Not attempted';
  }
}

/** Whether a change stands and can be taken back. */
export function isUndoable({ outcome, undone }: RecordedChange): boolean {
  return outcome === 'done' && !undone;
}

/** An outcome to look at changes by, and how many have it, where that is known. */
export interface OutcomeChoice {
  filter: OutcomeKind;
  title: string;
  count?: number;
}

/** The outcomes there are among these changes. @param words for the run as a whole */
export function outcomesAmong(changes: readonly RecordedChange[], words: ActionWords): OutcomeChoice[] {
  const counts = new Map<OutcomeKind, number>();
  for (const change of changes) {
    const kind = kindOf(change);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([filter, count]) => ({ filter, title: titleOfOutcome(filter, words), count }));
}

/**
 * The outcomes of a run of which only some changes are read. Its counts speak of all of them, but not of what was undone
 * or found not to be made since: how many those are is known once all are read.
 * @param words for the run as a whole
 */
export function outcomesOfRun(
  counts: OutcomeCounts,
  changes: readonly RecordedChange[],
  words: ActionWords,
): OutcomeChoice[] {
  const counted = COUNTED.filter((outcome) => counts[outcome] > 0).map((outcome) => ({
    ...{ filter: outcome, count: counts[outcome] },
    title: titleOfOutcome(outcome, words),
  }));
  const since = outcomesAmong(changes, words)
    .filter(({ filter }) => filter === 'undone' || filter === 'notMade')
    .map(({ filter, title }) => ({ filter, title }));
  return [...counted, ...since];
}

/** Those that have the outcome. */
export function withOutcome(
  changes: readonly RecordedChange[],
  filter: OutcomeFilter,
): readonly RecordedChange[] {
  return filter === 'all' ? changes : changes.filter((change) => kindOf(change) === filter);
}

function kindOf({ outcome, reason, undone }: RecordedChange): OutcomeKind {
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
      return `${historyWordsOf(action).nowSo}; whether this change did it is not known`;
    default:
      return titleOfKind(reason);
  }
}
