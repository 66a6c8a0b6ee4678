import type { AppError, RunAction } from '../../../../src/contract';
import { serversWords, wordsFor, type Activity } from '../problems/words';
import type { Standing } from './people';

/** What a run was doing, for the words of its errors. */
export const ACTIVITY: Record<RunAction, Activity> = { remove: 'run', restore: 'restore' };

/** Where somebody stands in a run, in a few words: for their row. */
export function standingTitle({ status }: Standing, action: RunAction): string {
  const removes = action === 'remove';
  switch (status) {
    case 'waiting':
      return 'Waiting';
    case 'underWay':
      return removes ? 'Removing…' : 'Adding back…';
    case 'done':
      return removes ? 'Removed' : 'Added back';
    case 'failed':
      return 'Failed';
    case 'unconfirmed':
      return 'Not confirmed';
    case 'notAttempted':
      return 'Not attempted';
    case 'notChanged':
      return removes ? 'Still a member' : 'Still not a member';
  }
}

/** The same with the reason, where there is one: for the summary and the file. */
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
  const { title } = wordsFor(error, ACTIVITY[action]);
  return said === undefined ? title : `${title} (Confluence said: “${said}”)`;
}
