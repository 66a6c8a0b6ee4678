import { realClock, type Clock } from './clock';
import { Faults, type Fault } from './faults';
import type { HeaderStyle } from './limitHeaders';
import { nonMemberFrom, type NonMember } from './nonMember';
import { isActive } from './permissions';
import { personas, type PersonaKey } from './personas';
import type { Random } from './prng';
import type { ConfluenceRequest, ConfluenceResponse } from './protocol';
import type { LogEntry } from './requestLog';
import { createSeed } from './seed';
import { Server } from './server';
import type { Person } from './site';
import { Specification } from './specification';

export { realClock, type Clock } from './clock';
export { Faults, InvalidFaults, type Fault } from './faults';
export type { HeaderStyle } from './limitHeaders';
export type { NonMember } from './nonMember';
export type { PersonaKey } from './personas';
export {
  ConnectionLost,
  type AppPrincipal,
  type Caller,
  type ConfluenceRequest,
  type ConfluenceResponse,
  type Via,
} from './protocol';
export { RequestLog, type LogEntry } from './requestLog';
export { groupIds } from './seed';
export type { Person } from './site';

export interface ConfluenceOptions {
  /** What each request takes at least, in milliseconds; 0 by default. Requests wait side by side. */
  latencyMs?: number;
  /** Whether rate limits are enforced; true by default. */
  limits?: boolean;
  /** Members of the group `all-staff`; 50,000 by default. */
  scale?: number;
  /** Which headers tell of rate limits: the `old` X-RateLimit-*, the `structured` RateLimit, or `both`, the default. */
  rateLimitHeaders?: HeaderStyle;
  /** How a change that changes nothing is answered; by default what `SANDBOX_NON_MEMBER` says, else 204. */
  nonMember?: NonMember;
  /** The machine's own by default. */
  clock?: Clock;
  /** Shared with another service, where there is one; of its own by default. */
  faults?: Faults;
  /** Makes trace ids; `Math.random` by default. Nothing else is left to chance. */
  random?: Random;
}

/** What becomes of a person; what is undefined stays. */
interface PersonChange {
  isDeactivated?: boolean | undefined;
  /** A site admin, or somebody who administers nothing. */
  isAdministrator?: boolean | undefined;
}

/** A Confluence site in memory. */
export interface Confluence {
  /** Answers a request as Confluence would. Rejects with `ConnectionLost` when a fault or a reset drops the connection. */
  handle(request: ConfluenceRequest): Promise<ConfluenceResponse>;
  personas: Record<PersonaKey, { accountId: string; displayName: string }>;
  /** Whether somebody of that account id is a person who may sign in at this moment. */
  canSignIn(accountId: string): boolean;
  /** Who is in a group of the seed when the site is new, oldest first. Throws `RangeError` when there is no such group. */
  seededMembers(groupId: string): readonly Person[];
  /** Changes a person until the next reset; false when there is no such account. */
  changePerson(accountId: string, change: PersonChange): boolean;
  /** The last 100,000 requests, oldest first, from their arrival on. Profile pictures are not in it. */
  requestLog: { entries(): LogEntry[]; clear(): void };
  faults: {
    /** Replaces the faults. Throws `InvalidFaults`, naming the entry and field, and then changes nothing. */
    set(input: unknown): void;
    list(): Fault[];
    clear(): void;
  };
  /** The seeded site again, with nothing logged, spent or about to fail. Requests in flight are lost. */
  reset(): void;
}

/** Makes a Confluence site with the people and groups of the seed. Throws `RangeError` for an impossible option. */
export async function createConfluence(options: ConfluenceOptions = {}): Promise<Confluence> {
  const seed = createSeed(options.scale ?? 50_000);
  const server = new Server({
    seed,
    specification: await Specification.load(),
    clock: options.clock ?? realClock,
    random: options.random ?? Math.random,
    latencyMs: options.latencyMs ?? 0,
    limits: options.limits ?? true,
    rateLimitHeaders: options.rateLimitHeaders ?? 'both',
    nonMember: options.nonMember ?? nonMemberFrom(process.env),
    faults: options.faults ?? new Faults(),
  });
  return {
    handle: (request) => server.handle(request),
    personas,
    canSignIn(accountId) {
      const person = server.people.get(accountId);
      return person?.accountType === 'atlassian' && isActive(person);
    },
    seededMembers(groupId) {
      const group = seed.groups.find(({ id }) => id === groupId);
      if (!group) throw new RangeError(`The seed has no group ${groupId}.`);
      return group.memberIds.flatMap((accountId) => seed.people.get(accountId) ?? []);
    },
    changePerson: (accountId, { isDeactivated, isAdministrator }) =>
      server.changePerson(accountId, {
        ...(isDeactivated === undefined ? {} : { deactivated: isDeactivated }),
        ...(isAdministrator === undefined ? {} : { role: isAdministrator ? 'site-admin' : 'none' }),
      }),
    requestLog: server.log,
    faults: server.faults,
    reset: () => server.reset(),
  };
}
