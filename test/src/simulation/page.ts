import type { Clock } from '../../../src/clock';
import type { Change } from '../../../src/contract/changes';
import type { RecordedChange, RunDetail } from '../../../src/contract/runs';
import { getRun } from '../../../src/history/readRun';
import { orderChanges } from '../../../src/run/changeQueue';
import { isToBeAsked } from '../../../src/run/changeState';
import type { RunCalls } from '../../../src/run/runCalls';
import { RunDriver } from '../../../src/run/runDriver';
import type { RunDescription } from '../../../src/run/runRegistration';
import type { Timeline } from '../../support/timeline';
import { ADMIN } from './admins';
import type { Forge } from './forge';
import { whileAlive, type Life } from './machine';
import type { Storage } from './storage';

/** What a page stands on. */
export interface PageOptions {
  timeline: Timeline;
  random: () => number;
  forge: Forge;
  /** Whose page it is. */
  accountId?: string;
}

/** How often a page that may not take the run yet asks again. */
const ASK_AGAIN_MS = 2_000;

let pages = 0;

/** A page in a browser that may be killed: it hears nothing any more then, and does nothing more. */
export class Page {
  readonly run: RunDriver;
  /** Resolves when it is. */
  readonly killed: Promise<void>;
  readonly #life: Life;
  #tellKilled: () => void = () => undefined;

  private constructor(life: Life, run: RunDriver) {
    this.#life = life;
    this.run = run;
    this.killed = new Promise((resolve) => {
      this.#tellKilled = resolve;
    });
  }

  /** One on which the admin begins a run. */
  static begin(plan: RunDescription | readonly Change[], options: PageOptions): Page {
    const life = { isOver: false };
    const description = 'changes' in plan ? plan : { changes: orderChanges(plan) };
    return new Page(
      life,
      RunDriver.start({ ...toolsOf(options, life), ...description, driver: newDriver() }),
    );
  }

  /**
   * One that is opened later, and goes on with the run once it may.
   * @param places of the changes to ask for; all that are left where none are given
   */
  static async takeUp(
    runId: string,
    storage: Storage,
    options: PageOptions,
    places?: readonly number[],
  ): Promise<Page> {
    const { timeline, forge, accountId = ADMIN } = options;
    const life = { isOver: false };
    const driver = newDriver();
    const { resumeRun } = forge.callsOf(accountId);
    for (;;) {
      const taken = await resumeRun({ runId, driver, ...(places && { isPart: true }) }).catch(
        () => undefined,
      );
      const detail = taken?.ok && (await recordOfRun(storage, runId).catch(() => undefined));
      const isWhole = detail && places && areAllLeft(places, detail.changes);
      const after = isWhole ? await resumeRun({ runId, driver }).catch(() => undefined) : taken;
      if (taken?.ok && after?.ok && detail) {
        const recorded = detail.changes;
        // What came between is told with the first slice.
        const ticket = after.run.next === taken.run.next + 1 ? after.run : taken.run;
        const { inBackground } = after;
        const resumed = {
          ticket,
          recorded,
          ...(places && { places }),
          ...(inBackground && { inBackground }),
        };
        const changes = recorded.map(({ groupId, accountId, action }) => ({ groupId, accountId, action }));
        return new Page(life, RunDriver.start({ ...toolsOf(options, life), changes, driver, resumed }));
      }
      await timeline.sleep(ASK_AGAIN_MS);
    }
  }

  kill(): void {
    this.#life.isOver = true;
    this.#tellKilled();
  }
}

/** What the record says of a run of one page. */
export async function recordOfRun(storage: Storage, runId: string): Promise<RunDetail> {
  const detail = await getRun(storage, runId, 0, storage.now());
  if (!detail) throw new Error('The history lost the run.');
  return detail;
}

function areAllLeft(places: readonly number[], recorded: readonly RecordedChange[]): boolean {
  const wanted = new Set(places);
  return recorded.every(({ index, outcome, reason }) => {
    return isToBeAsked({ outcome, ...(reason && { reason }) }) === wanted.has(index);
  });
}

function toolsOf({ timeline, random, forge, accountId = ADMIN }: PageOptions, life: Life) {
  const made = forge.callsOf(accountId);
  const alive = <In, Out>(call: (input: In) => Promise<Out>) => {
    return (input: In) => (life.isOver ? never<Out>() : whileAlive(life, call(input)));
  };
  const clock: Clock = {
    now: timeline.now,
    sleep: (ms, signal) => whileAlive(life, timeline.sleep(Math.ceil(ms), signal)),
  };
  const calls: RunCalls = {
    startRun: alive(made.startRun),
    extendRun: alive(made.extendRun),
    resumeRun: alive(made.resumeRun),
    keepRun: alive(made.keepRun),
    endRun: alive(made.endRun),
    controlRun: alive(made.controlRun),
    makeChanges: alive(made.makeChanges),
  };
  return { calls, clock, random };
}

function newDriver(): string {
  pages += 1;
  return `driver-of-page-${String(pages).padStart(8, '0')}`;
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
