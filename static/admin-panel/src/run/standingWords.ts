import type { AppError, RunAction } from '../../../../src/contract';
import { serversWords } from '../problems/words';
import type { Standing } from './people';
import { titleOf } from './problemWords';
import { standingTitle } from './standingTitle';

/** Where somebody stands in a run, with the reason where there is one: for the summary and the file. */
export function standingWords(standing: Standing, action: RunAction): string {
  const title = standingTitle(standing, action);
  switch (standing.status) {
    case 'failed':
    case 'unconfirmed':
      return `${title}: ${reason(standing.error, action)}`;
    case 'waiting':
    case 'underWay':
    case 'done':
    case 'notAttempted':
    case 'notChanged':
      return title;
  }
}

/** Everyone who was not changed, by what became of them in words: the most frequent first. */
export function byWords(standings: Iterable<[string, Standing]>, action: RunAction): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const [accountId, standing] of standings) {
    if (standing.status === 'done') continue;
    const words = standingWords(standing, action);
    const group = groups.get(words);
    if (group) group.push(accountId);
    else groups.set(words, [accountId]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function reason(error: AppError, action: RunAction): string {
  const said = serversWords(error);
  const title = titleOf(error, action);
  return said === undefined ? title : `${title} (Confluence said: “${said}”)`;
}
