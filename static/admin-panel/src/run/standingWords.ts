import type { AppError } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import { wordsOfConfluence } from '../problems/words';
import { kindOfChange, type ActiveRun, type StandingChange } from './activeRun';
import { dockMessages } from './dockMessages';
import { titleOf } from './problemWords';
import type { RunKind } from './runKind';
import { standingTitle } from './standingTitle';

/** Where a change stands in a run, with the reason where there is one. */
export interface StandingWords {
  title: string;
  /** What Confluence said, word for word. */
  quotation?: string;
  reason?: string;
}

/** Where a change stands in a run, in words: for the receipt and the file. */
export function standingWords(standing: ChangeStanding, what: RunKind): StandingWords {
  const title = standingTitle(standing, what);
  switch (standing.status) {
    case 'failed':
    case 'unconfirmed':
      // Confluence was asked afterwards, and the title says what it said.
      return standing.error.kind === 'notMade' ? { title } : { title, ...reasonOf(standing.error, what) };
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'unchanged':
    case 'notAttempted':
      return { title };
  }
}

/** The same in one line: Confluence's own words first. */
export function standingText({ title, quotation, reason }: StandingWords): string {
  if (reason === undefined) return title;
  return quotation === undefined
    ? dockMessages.text('withReason', { title, reason })
    : dockMessages.text('withQuotation', { title, reason, words: quotation });
}

/** Changes of which the same is said. */
export interface StandingGroup {
  words: StandingWords;
  changes: StandingChange[];
}

/** Changes that failed or are not confirmed, by what became of them in words: the most frequent first. */
export function byWords(
  standings: readonly StandingChange[],
  run: Pick<ActiveRun, 'isUndo'>,
): StandingGroup[] {
  const groups = new Map<string, StandingGroup>();
  for (const one of standings) {
    if (!('error' in one.standing)) continue;
    const words = standingWords(one.standing, kindOfChange(run, one.change));
    const text = standingText(words);
    const group = groups.get(text);
    if (group) group.changes.push(one);
    else groups.set(text, { words, changes: [one] });
  }
  return [...groups.values()].sort((a, b) => b.changes.length - a.changes.length);
}

function reasonOf(error: AppError, what: RunKind): Omit<StandingWords, 'title'> {
  const quotation = wordsOfConfluence(error);
  return { reason: titleOf(error, what), ...(quotation !== undefined && { quotation }) };
}
