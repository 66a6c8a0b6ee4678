import type { WorkerEvent } from '../../../../src/background/workQueue';
import type { ChangeBlock, DueMemberships, IndexRanges } from '../../../../src/contract';
import type { Answer } from '../../../../src/contract/errors';
import type { NotContinuedReason, RunDetail, RunRecord } from '../../../../src/contract/runs';
import { changeDue } from '../../../../src/due/changeDue';
import { endDueMemberships } from '../../../../src/due/endDueMemberships';
import { listDue } from '../../../../src/due/listDue';
import type { CallTools } from '../../../../src/forgeTools';
import { endRun } from '../../../../src/history/leaseRun';
import { listRuns } from '../../../../src/history/listRuns';
import { hasRunEnded, leaseOf, loadRun } from '../../../../src/history/loadRun';
import { getRun } from '../../../../src/history/readRun';
import { askingOf, makeChanges, startRun } from '../../../../src/makeChanges';
import { changesIn } from '../../../../src/membership/changeBlocks';
import { MemoryConfluence } from '../../confluence/support/memoryConfluence';
import { newDriver } from '../../support/runs';
import { Killed, MemoryStore, untilKilled } from './memoryStore';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const TEAM = 'team';
export const ADA = 'admin-ada';
export const BOB = 'admin-bob';

type Beginning = Omit<Parameters<typeof startRun>[0], 'driver'>;

/** A site, the app's storage, and a clock that is moved: what has to do with memberships until a date. */
export class DueWorld {
  now = Date.parse('2026-03-01T10:00:00.000Z');
  readonly store = new MemoryStore();
  readonly confluence = new MemoryConfluence();
  /** What the queue took. */
  events: WorkerEvent[] = [];
  delays: number[] = [];
  takesEvents = true;
  /** Why nothing can be done as an admin who is away. */
  readonly away = new Map<string, NotContinuedReason>();
  /** As whom Confluence was asked who it is. */
  verified: string[] = [];
  timeLeftMs = 600_000;

  constructor() {
    // The others are enough for anybody to be removed.
    const others = Array.from({ length: 30 }, (_, n) => `other-${n}`);
    for (const groupId of [TEAM, 'crew']) this.confluence.addGroup(groupId, others);
    for (let n = 0; n < 10; n += 1) this.confluence.accounts.set(`p${n}`, 'atlassian');
  }

  tools(actorId: string): CallTools {
    const { store, confluence } = this;
    return {
      ...{ actorId, store, membershipApi: 'by-id', random: () => 0.5, timeLeftMs: () => 25_000 },
      confluence: {
        now: () => this.now,
        timeLeftMs: () => 10_000,
        errorOf: () => undefined,
        requestConfluence: (path, init) =>
          path.startsWith('/wiki/rest/api/user/current')
            ? Promise.resolve({ status: 200, headers: new Headers(), text: () => Promise.resolve(ADMIN) })
            : confluence.requestConfluence(path, init),
      },
      queue: this.#queue,
      clock: {
        now: () => this.now,
        sleep: (ms) => {
          this.now += ms;
          return Promise.resolve();
        },
      },
    };
  }

  readonly #queue = {
    push: (event: WorkerEvent, delayS: number) => {
      if (!this.takesEvents) return Promise.resolve(false);
      this.events.push(event);
      this.delays.push(delayS);
      return Promise.resolve(true);
    },
  };

  /** Adds people until a date: a run that is made and ended. @returns its id */
  async addUntil(until: number | undefined, accountIds: readonly string[], as = ADA): Promise<string> {
    const blocks: ChangeBlock[] = [{ groupId: TEAM, action: 'add', accountIds: [...accountIds] }];
    return this.make(
      { plan: { blocks }, total: accountIds.length, ...(until !== undefined && { until }) },
      as,
    );
  }

  /** Makes a run of its plan and ends it. @returns its id */
  async make(start: Beginning, as = ADA): Promise<string> {
    const newRun = { driver: newDriver(), ...start };
    const begun = await startRun(newRun, this.tools(as));
    if (!begun.ok) throw new Error(JSON.stringify(begun));
    return this.carryOut(begun.run.runId, newRun.driver, newRun.total, as);
  }

  async undo(runId: string, changes: IndexRanges, as = ADA): Promise<string> {
    const total = changes.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    return this.make({ plan: { undoes: { runId, changes } }, total }, as);
  }

  /** The hourly trigger, once; killed where the storage is told to. */
  async fire(): Promise<'done' | 'killed' | 'failed'> {
    const { now } = this;
    try {
      await endDueMemberships({
        ...{
          store: untilKilled(this.store),
          queue: this.#queue,
          random: () => 0.5,
          clock: { now: () => now },
        },
        timeLeftMs: () => this.timeLeftMs,
        verify: (actorId) => {
          this.verified.push(actorId);
          return Promise.resolve(this.away.get(actorId));
        },
      });
      return 'done';
    } catch (error) {
      if (error instanceof Killed) return 'killed';
      if (error instanceof Error && ['StorageError', 'UnreadableRecord'].includes(error.name))
        return 'failed';
      throw error;
    }
  }

  /** The worker takes up what the queue has, as far as the events still hold. */
  async work(): Promise<void> {
    for (const event of this.events.splice(0)) {
      if (event.kind !== 'run') throw new Error('Nothing else is asked for.');
      const loaded = await loadRun(this.store, event.runId, this.now);
      if (!loaded) throw new Error('The queue has a run that there is not.');
      const lease = leaseOf(loaded.run);
      if (hasRunEnded(loaded.run) || lease.driver !== event.driver) continue;
      expect(lease).toMatchObject({ worker: true });
      expect(lease.until).toBeLessThanOrEqual(this.now);
      await this.carryOut(event.runId, event.driver, loaded.run.header.total, lease.actorId);
    }
  }

  async carryOut(runId: string, driver: string, total: number, as: string): Promise<string> {
    let run = { runId, driver, next: 0 };
    for (let from = 0; from < total; from += 200) {
      const changes: IndexRanges = [[from, Math.min(from + 200, total) - 1]];
      const answer = await makeChanges({ run, changes }, this.tools(as));
      if (!answer.ok || !answer.run) throw new Error(JSON.stringify(answer));
      ({ run } = answer);
    }
    const ended = await endRun(this.store, run, askingOf(this.tools(as)));
    if (!ended.ok) throw new Error(JSON.stringify(ended));
    return runId;
  }

  /** Everything that is due, page after page. */
  async due(): Promise<DueMemberships[]> {
    const due: DueMemberships[] = [];
    let cursor: string | undefined;
    do {
      const input = { ...(cursor !== undefined && { cursor }) };
      const page = await listDue(this.store, input, this.now, () => Promise.resolve({ ok: true }));
      if (!page.ok) throw new Error(JSON.stringify(page));
      due.push(...page.due);
      ({ cursor } = page);
    } while (cursor !== undefined);
    return due;
  }

  /** Who is due, and how many hours from now. */
  async dueIn(): Promise<Record<string, number>> {
    const due = await this.due();
    return Object.fromEntries(
      due.flatMap(({ memberships, until }) =>
        memberships.map(({ accountId }) => [accountId, Math.round((Date.parse(until) - this.now) / HOUR)]),
      ),
    );
  }

  edit(input: Parameters<typeof changeDue>[1], as = ADA): Promise<Answer<object>> {
    return changeDue(this.store, input, { actorId: as, now: this.now });
  }

  /** Who of p0 to p9 is in the group. */
  get members(): string[] {
    const members = this.confluence.groups.get(TEAM)?.members ?? new Set();
    return [...members].filter((accountId) => accountId.startsWith('p')).sort();
  }

  /** The runs that end memberships, oldest first. */
  async endings(): Promise<RunDetail[]> {
    const runIds = this.store.keys('run:').map((key) => key.slice('run:'.length));
    const details = await Promise.all(runIds.map((runId) => getRun(this.store, runId, 0, this.now)));
    return details.flatMap((detail) => (detail?.run.isEnding ? [detail] : [])).reverse();
  }

  /** All runs, oldest first. */
  async records(): Promise<RunRecord[]> {
    const { runs } = await listRuns(this.store, { limit: 50 }, this.now);
    return runs.reverse();
  }

  /** Two beginnings with one driver, one after the other. */
  async beginTwice(start: Beginning, other = start) {
    const driver = newDriver();
    const begin = (one: Beginning) => startRun({ driver, ...one }, this.tools(ADA));
    const answers = [await begin(start), await begin(other)];
    return { answers, registered: this.store.keys('run:').length };
  }

  /** Removals of people that Confluence was asked for. */
  get removals(): string[] {
    return this.confluence.asked
      .filter((asked) => asked.startsWith('DELETE'))
      .map((asked) => /accountId=([^&]+)/.exec(asked)?.[1] ?? '');
  }
}

const ADMIN = JSON.stringify({
  ...{ accountId: 'whoever-asks', accountType: 'atlassian' },
  operations: [{ operation: 'administer', targetType: 'application' }],
});

/** An input's plan that adds these people of one group. */
export function additionsOf(accountIds: readonly string[], groupId = TEAM) {
  const blocks: ChangeBlock[] = [{ groupId, action: 'add', accountIds: [...accountIds] }];
  return { plan: { blocks }, total: changesIn(blocks).length };
}
