import type { AppError } from '../../../../src/contract';
import type { ChangeStanding } from '../../../../src/run/runSnapshot';
import { serversWords } from '../problems/words';
import type { ActionWords } from './actionWords';
import { wordsOfChange, type ActiveRun, type StandingChange } from './activeRun';
import { titleOf } from './problemWords';
import { standingTitle } from './standingTitle';

/** Where a change stands in a run, with the reason where there is one: for the summary and the file. */
export function standingWords(standing: ChangeStanding, words: ActionWords): string {
  const title = standingTitle(standing, words);
  switch (standing.status) {
    case 'failed':
    case 'unconfirmed':
      // Confluence was asked afterwards, and the title says what it said.
      return standing.error.kind === 'notMade' ? title : `${title}: ${reason(standing.error, words)}`;
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'unchanged':
    case 'notAttempted':
      return title;
  }
}

/** Every change that was not made, by what became of it in words: the most frequent first. */
export function byWords(
  standings: readonly StandingChange[],
  run: Pick<ActiveRun, 'isUndo'>,
): [words: string, changes: StandingChange[]][] {
  const groups = new Map<string, StandingChange[]>();
  for (const one of standings) {
    if (one.standing.status === 'done') continue;
    const words = standingWords(one.standing, wordsOfChange(run, one.change));
    const group = groups.get(words);
    if (group) group.push(one);
    else groups.set(words, [one]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function reason(error: AppError, words: ActionWords): string {
  const said = serversWords(error);
  const title = titleOf(error, words);
  return said === undefined ? title : `${title} (Confluence said: “${said}”)`;
}
