import type { AppError } from '../../../../../src/contract';
import { serversWords, wordsFor } from '../../problems/words';
import type { Standing } from './people';

/** Where somebody stands in a run, in a few words: for their row. */
export function standingTitle({ status }: Standing): string {
  switch (status) {
    case 'waiting':
      return 'Waiting';
    case 'removing':
      return 'Removing…';
    case 'removed':
      return 'Removed';
    case 'failed':
      return 'Failed';
    case 'unconfirmed':
      return 'Not confirmed';
    case 'notAttempted':
      return 'Not attempted';
    case 'stillMember':
      return 'Still a member';
  }
}

/** The same with the reason, where there is one: for the summary and the file. */
export function standingWords(standing: Standing): string {
  switch (standing.status) {
    case 'failed':
    case 'unconfirmed':
      return `${standingTitle(standing)}: ${reason(standing.error)}`;
    case 'waiting':
    case 'removing':
    case 'removed':
    case 'notAttempted':
    case 'stillMember':
      return standingTitle(standing);
  }
}

/** Everyone who was not removed, by what became of them in words: the most frequent first. */
export function byWords(standings: Iterable<[string, Standing]>): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const [accountId, standing] of standings) {
    if (standing.status === 'removed') continue;
    const words = standingWords(standing);
    const group = groups.get(words);
    if (group) group.push(accountId);
    else groups.set(words, [accountId]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function reason(error: AppError): string {
  const said = serversWords(error);
  const { title } = wordsFor(error, 'run');
  return said === undefined ? title : `${title} (Confluence said: “${said}”)`;
}
