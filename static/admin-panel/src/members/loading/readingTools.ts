import { listMembers } from '../../../../../src/confluence/listMembers';
import { confluence } from '../../host/bridgeConfluence';
import { browserTools } from '../../host/tools';
import type { ReadingTools } from './reading';

/** What reading a group needs, in a browser. */
export function readingTools(groupId: string, signal: AbortSignal): ReadingTools {
  return {
    readPage: (page) => listMembers(confluence, groupId, page),
    signal,
    ...browserTools,
  };
}
