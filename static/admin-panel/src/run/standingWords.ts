import type { AppError } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import { wordsOfConfluence } from '../problems/words';
import type { ActionWords } from './actionWords';
import { wordsOfChange, type ActiveRun, type StandingChange } from './activeRun';
import { titleOf } from './problemWords';
import { standingTitle } from './standingTitle';

/** Where a change stands in a run, with the reason where there is one. */
export interface StandingWords {
  title: string;
  /** What Confluence said, word for word. */
  quotation?: string;
  reason?: string;
}

/** Where a change stands in a run, in words: for the summary and the file. */
export function standingWords(standing: ChangeStanding, words: ActionWords): StandingWords {
  const title = standingTitle(standing, words);
  switch (standing.status) {
    case 'failed':
    case 'unconfirmed':
      // Confluence was asked afterwards, and the title says what it said.
      return standing.error.kind === 'notMade' ? { title } : { title, ...reasonOf(standing.error, words) };
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
  if (quotation === undefined) return reason === undefined ? title : `${title}: ${reason}`;
  return `${title}: Confluence said “${quotation}” (${reason ?? ''})`;
}

/** Changes of which the same is said. */
export interface StandingGroup {
  words: StandingWords;
  changes: StandingChange[];
}

/** Every change that was not made, by what became of it in words: the most frequent first. */
export function byWords(
  standings: readonly StandingChange[],
  run: Pick<ActiveRun, 'isUndo'>,
): StandingGroup[] {
  const groups = new Map<string, StandingGroup>();
  for (const one of standings) {
    if (one.standing.status === 'done') continue;
    const words = standingWords(one.standing, wordsOfChange(run, one.change));
    const text = standingText(words);
    const group = groups.get(text);
    if (group) group.changes.push(one);
    else groups.set(text, { words, changes: [one] });
  }
  return [...groups.values()].sort((a, b) => b.changes.length - a.changes.length);
}

function reasonOf(error: AppError, words: ActionWords): Omit<StandingWords, 'title'> {
  const quotation = wordsOfConfluence(error);
  return { reason: titleOf(error, words), ...(quotation !== undefined && { quotation }) };
}
