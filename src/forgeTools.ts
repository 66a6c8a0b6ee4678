import { confluenceAsUser, invocationTimeLeftMs } from './asUser';
import { systemClock, type Clock } from './clock';
import type { MembershipApi } from './confluence/changeMembership';
import type { Confluence } from './confluence/confluence';
import { forgeStore } from './history/forgeStore';
import type { Store } from './history/store';

/** What a call stands on: who asks, and everything it touches. */
export interface CallTools {
  /** The admin who asks, as Forge says it. */
  actorId: string;
  confluence: Confluence;
  store: Store;
  clock: Clock;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  /** Draws from [0, 1). */
  random: () => number;
  membershipApi: MembershipApi;
}

/** Forge's own, for an invocation by this admin. */
export function forgeTools(actorId: string): CallTools {
  return {
    actorId,
    confluence: confluenceAsUser,
    store: forgeStore,
    clock: systemClock,
    timeLeftMs: invocationTimeLeftMs,
    random: Math.random,
    membershipApi: process.env.GROUP_MEMBERSHIP_API === 'by-name' ? 'by-name' : 'by-id',
  };
}
