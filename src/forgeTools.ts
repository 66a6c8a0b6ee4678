import { confluenceAs, confluenceAsUser, invocationTimeLeftMs } from './asUser';
import { forgeQueue } from './background/forgeQueue';
import type { WorkQueue } from './background/workQueue';
import { systemClock, type Clock } from './clock';
import type { MembershipApi } from './confluence/changeMembership';
import type { Confluence } from './confluence/confluence';
import { forgeStore } from './history/forgeStore';
import type { Store } from './history/store';
import { consoleLog, type Log } from './logEvent';

/** What a call stands on: who asks, and everything it touches. */
export interface CallTools {
  /** The admin who asks, by Forge, or the one the worker asks for, by the record. */
  actorId: string;
  /** The worker asks, for that admin. */
  isWorker?: true;
  confluence: Confluence;
  store: Store;
  queue: WorkQueue;
  clock: Clock;
  /** ms until the invocation is killed. */
  timeLeftMs: () => number;
  /** Draws from [0, 1). */
  random: () => number;
  membershipApi: MembershipApi;
  /** Takes what operators are to know; without it nothing is logged. */
  log?: Log;
}

/** Forge's own, the same for every caller. */
export const forgeServices = {
  store: forgeStore,
  queue: forgeQueue,
  clock: systemClock,
  timeLeftMs: invocationTimeLeftMs,
  random: Math.random,
  log: consoleLog,
} satisfies Partial<CallTools>;

/** What a page's call has: of a killed one it is known as soon that it is over. */
const WORKER_CALL_MS = 25_000;

/** Forge's own, for an invocation by this admin. */
export function forgeTools(actorId: string): CallTools {
  return {
    ...forgeServices,
    actorId,
    confluence: confluenceAsUser,
    membershipApi: process.env.GROUP_MEMBERSHIP_API === 'by-name' ? 'by-name' : 'by-id',
  };
}

/** Forge's own, for one call of the worker, which acts for an admin who is away. The call has 25 s from now at most. */
export function workerTools(actorId: string): CallTools {
  const endsAt = systemClock.now() + WORKER_CALL_MS;
  const timeLeftMs = () => Math.min(endsAt - systemClock.now(), invocationTimeLeftMs());
  return {
    ...forgeTools(actorId),
    isWorker: true,
    confluence: confluenceAs(actorId, timeLeftMs),
    timeLeftMs,
  };
}
