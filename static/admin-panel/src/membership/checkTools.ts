import { invoke } from '../host/resolver';
import type { CheckTools } from './membershipCheck';

/** What a check of memberships needs, in a browser: the resolver, its clock and chance. */
export function checkTools(groupId: string): Omit<CheckTools, 'onAnswers'> {
  return {
    checkMemberships: (accountIds) =>
      invoke('checkMemberships', { groupId, accountIds }).catch((cause: unknown) => ({
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
