import { invoke } from '../../host/resolver';
import type { ReadingTools } from './reading';

/** What reading a group needs, in a browser: the resolver, its clock and chance. */
export function readingTools(groupId: string): ReadingTools {
  return {
    readPages: (pages) =>
      invoke('listMemberPages', { groupId, pages }).catch((cause: unknown) => ({
        ok: false as const,
        error: { kind: 'unavailable', detail: cause instanceof Error ? cause.message : String(cause) },
      })),
    clock: {
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    random: () => Math.random(),
  };
}
