import { answerTo } from '../../../../../src/run/lostAnswer';
import { invoke } from '../../host/resolver';
import { browserTools } from '../../host/tools';
import type { ReadingTools } from './reading';

/** What reading a group needs, in a browser. */
export function readingTools(groupId: string, signal: AbortSignal): ReadingTools {
  return {
    readPages: (pages) => answerTo(invoke('listMemberPages', { groupId, pages })),
    signal,
    ...browserTools,
  };
}
