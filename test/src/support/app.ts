import { createForgeHost, type ForgeHost, type ForgeHostOptions } from '../../../sandbox';
import { groupIds, type LogEntry, type PersonaKey } from '../../../sandbox/confluence';
import type { Calls } from '../../../src/contract';
import { handler } from '../../../src/index';
import { due, handler as runs } from '../../../src/worker';

/** As much of a member as tests look at. */
interface Member {
  accountId: string;
  accountType: 'atlassian' | 'app';
  displayName: string;
  /** Empty where it is hidden. */
  email: string;
}

/** The app's function as Forge runs it, on a Confluence site in memory. Only the cloud is stood in for. */
export class App {
  private constructor(readonly host: ForgeHost) {}

  static async start(options: ForgeHostOptions = {}): Promise<App> {
    const functions = { handler, consumers: { runs }, triggers: { due } };
    return new App(await createForgeHost({ ...functions, scale: 1_000, ...options }));
  }

  /** One resolver call; throws what the function threw. */
  async call<K extends keyof Calls>(
    as: PersonaKey,
    name: K,
    payload?: unknown,
  ): Promise<ReturnType<Calls[K]>> {
    const answer = await this.host.invoke(as, name, payload);
    if ('error' in answer) throw Object.assign(new Error(answer.error.message), { name: answer.error.name });
    return answer.result as ReturnType<Calls[K]>;
  }

  /** The first 200 members of a group as any other client sees them. */
  members(groupId: string): Promise<Member[]> {
    return this.#askAsClient<Member>(`group/${groupId}/membersByGroupId?limit=200`);
  }

  async memberIds(groupId: string): Promise<string[]> {
    return (await this.members(groupId)).map(({ accountId }) => accountId);
  }

  /** Whether somebody is in a group, as any other client is told. */
  async isMember(groupId: string, accountId: string): Promise<boolean> {
    const query = new URLSearchParams({ accountId, limit: '200' });
    const groups = await this.#askAsClient<{ id: string }>(`user/memberof?${query.toString()}`);
    return groups.some(({ id }) => id === groupId);
  }

  async #askAsClient<Result>(path: string): Promise<Result[]> {
    const response = await this.host.confluence.handle({
      method: 'GET',
      path: `/wiki/rest/api/${path}`,
      headers: { authorization: 'Bearer site-admin' },
      caller: { kind: 'client' },
    });
    const { results } = JSON.parse(response.body) as { results: Result[] };
    return results;
  }

  /** What the app's function asked of Confluence, as `METHOD path`. */
  get asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  get requests(): LogEntry[] {
    return this.host.confluence.requestLog.entries().filter(({ via }) => via === 'function');
  }

  /** What the app, function and page, has spent of the points an hour that all its customers share. */
  get points(): number {
    return this.host.confluence.requestLog
      .entries()
      .filter(({ via }) => via !== undefined)
      .reduce((sum, { points }) => sum + points, 0);
  }

  /** Everything in Forge's storage, by key. */
  get stored(): Map<string, unknown> {
    return new Map(this.host.storage.entries().map(({ key, value }) => [key, value]));
  }

  /** When what is stored expires: ISO 8601, UTC. */
  storedWithExpiry(): { key: string; expireTime: string | undefined }[] {
    return this.host.storage.entries().map(({ key, expiresAt }) => ({
      key,
      expireTime: expiresAt === undefined ? undefined : new Date(expiresAt).toISOString(),
    }));
  }

  /** What the app asked of Forge's storage, as the last word of the path; `set`, `transaction` and the like write. */
  get storageRequests(): string[] {
    return this.host.storage.requestLog.entries().map(({ path }) => path.replace('/api/v1/', ''));
  }

  /** How often the app asked Forge's storage during something. */
  async countStorageRequests(work: () => Promise<unknown>): Promise<number> {
    const before = this.storageRequests.length;
    await work();
    return this.storageRequests.length - before;
  }

  /** Writes values into Forge's storage past the app. */
  async plant(values: Iterable<readonly [key: string, value: unknown]>): Promise<void> {
    for (const [key, value] of values) {
      const body = JSON.stringify({ key, value, options: { ttl: { value: 30, unit: 'DAYS' } } });
      const request = { path: '/api/v1/set', body, scopes: ['storage:app'] };
      const { status } = await this.host.storage.handle(request);
      if (status >= 300) throw new Error(`Nothing was planted under ${key}: ${status}.`);
    }
  }

  /** Every group's members, by group. */
  async directory(): Promise<Record<string, string[]>> {
    const ids = [DESIGN_TEAM, EMPTY_GROUP, CONTRACTORS, UMLAUT_GROUP, SITE_ADMINS];
    const members = await Promise.all(ids.map((groupId) => this.memberIds(groupId)));
    return Object.fromEntries(ids.map((groupId, n) => [groupId, members[n] ?? []]));
  }

  accountOf(as: PersonaKey): string {
    return this.host.confluence.personas[as].accountId;
  }

  fault(...faults: object[]): void {
    this.host.confluence.faults.set(faults);
  }
}

/** The answer of a call that must succeed. */
export function succeeded<T extends { ok: boolean }>(answer: T): Extract<T, { ok: true }> {
  if (!isSuccess(answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

function isSuccess<T extends { ok: boolean }>(answer: T): answer is Extract<T, { ok: true }> {
  return answer.ok;
}

export const DESIGN_TEAM = groupIds.designTeam;
export const EMPTY_GROUP = groupIds.emptyGroup;
export const CONTRACTORS = groupIds.contractors;
export const UMLAUT_GROUP = groupIds.research;
export const SITE_ADMINS = groupIds.siteAdmins;
export const ALL_STAFF = groupIds.allStaff;
