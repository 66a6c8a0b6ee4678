import { createConfluence } from '../../../../sandbox/confluence';
import type {
  Clock,
  Confluence as SandboxSite,
  ConfluenceOptions,
  LogEntry,
  PersonaKey,
} from '../../../../sandbox/confluence';
import type { Confluence } from '../../../../src/confluence/confluence';

const SCOPES = [
  'read:confluence-groups',
  'read:content-details:confluence',
  'read:confluence-user',
  'write:confluence-groups',
];

/** The sandbox's Confluence site, asked by the app as a person, without Forge between. */
export class Site {
  private constructor(readonly sandbox: SandboxSite) {}

  static async start(options: ConfluenceOptions = {}): Promise<Site> {
    return new Site(await createConfluence({ scale: 1_000, ...options }));
  }

  /** @param clock what the site waits by, where a test moves it */
  as(persona: PersonaKey, clock?: Pick<Clock, 'now'>): Confluence {
    return {
      requestConfluence: async (path, { method = 'GET', headers, body }) => {
        const { status, ...answer } = await this.sandbox.handle({
          method,
          path,
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
          ...(body !== undefined && { body }),
          caller: { kind: 'app', via: 'function', principal: { type: 'user', persona }, scopes: SCOPES },
        });
        return { status, headers: new Headers(answer.headers), text: () => Promise.resolve(answer.body) };
      },
      now: () => (clock ?? Date).now(),
      timeLeftMs: () => 10_000,
      errorOf: () => undefined,
    };
  }

  fault(...faults: object[]): void {
    this.sandbox.faults.set(faults);
  }

  get requests(): LogEntry[] {
    return this.sandbox.requestLog.entries();
  }

  /** What was asked, as `METHOD path`. */
  get asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  get points(): number {
    return this.requests.reduce((sum, { points }) => sum + points, 0);
  }
}
