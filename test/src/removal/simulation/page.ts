import type { RecordedPerson, RemoveMembersInput, RunAction } from '../../../../src/contract';
import { getRun } from '../../../../src/history/reading';
import type { SliceAnswer } from '../../../../static/admin-panel/src/run/answers';
import type { Clock } from '../../../../src/clock';
import { Run, type RunCalls, type RunOptions } from '../../../../static/admin-panel/src/run/run';
import type { Timeline } from '../../../support/timeline';
import type { Forge } from './forge';
import type { Storage } from './storage';

/** What a page stands on. */
export interface PageOptions {
  timeline: Timeline;
  random: () => number;
  forge: Forge;
}

const GROUP_ID = 'group';
/** How often a page that may not take the run yet asks again. */
const ASK_AGAIN_MS = 2_000;

let pages = 0;

/** A page in a browser that may be killed: it hears nothing any more then, and does nothing more. */
export class Page {
  readonly run: Run;
  /** Resolves when it is. */
  readonly killed: Promise<void>;
  readonly #life: { over: boolean };
  #tellKilled: () => void = () => undefined;

  private constructor(life: { over: boolean }, run: Run) {
    this.#life = life;
    this.run = run;
    this.killed = new Promise((resolve) => {
      this.#tellKilled = resolve;
    });
  }

  /** One on which the admin begins a run. */
  static begin(accountIds: readonly string[], options: PageOptions, action: RunAction = 'remove'): Page {
    const life = { over: false };
    return new Page(life, Run.start({ ...common(options, life, action), accountIds, driver: newDriver() }));
  }

  /** One that is opened later, and goes on with the run once it may. */
  static async takeUp(runId: string, storage: Storage, options: PageOptions): Promise<Page> {
    const { timeline, forge } = options;
    const life = { over: false };
    const driver = newDriver();
    for (;;) {
      const answer = await forge.resumeRun({ runId, driver }).catch(() => undefined);
      const people = answer?.ok && (await recordedPeople(storage, runId).catch(() => undefined));
      if (answer?.ok && people) {
        const accountIds = people.map(({ accountId }) => accountId);
        const resumed = { ticket: answer.run, people };
        return new Page(life, Run.start({ ...common(options, life), accountIds, driver, resumed }));
      }
      await timeline.sleep(ASK_AGAIN_MS);
    }
  }

  kill(): void {
    this.#life.over = true;
    this.#tellKilled();
  }
}

/** What the record says of everyone in a run. */
export async function recordedPeople(storage: Storage, runId: string): Promise<RecordedPerson[]> {
  const detail = await getRun(storage, runId, 0, storage.now());
  if (!detail) throw new Error('The history lost the run.');
  return detail.people;
}

function common(
  { timeline, random, forge }: PageOptions,
  life: { over: boolean },
  action: RunAction = 'remove',
): Pick<RunOptions, 'action' | 'groupId' | 'calls' | 'clock' | 'random'> {
  const alive = <In, Out>(call: (input: In) => Promise<Out>) => {
    return (input: In) => (life.over ? never<Out>() : whileAlive(life, call(input)));
  };
  const clock: Clock = {
    now: timeline.now,
    sleep: (ms, signal) => whileAlive(life, timeline.sleep(ms, signal)),
  };
  const calls: RunCalls = {
    startRun: alive(forge.startRun),
    extendRun: alive(forge.extendRun),
    resumeRun: alive(forge.resumeRun),
    keepRun: alive(forge.keepRun),
    endRun: alive(forge.endRun),
    change: alive<RemoveMembersInput, SliceAnswer>(
      action === 'remove' ? forge.removeMembers : forge.restoreMembers,
    ),
  };
  return { action, groupId: GROUP_ID, calls, clock, random };
}

function newDriver(): string {
  pages += 1;
  return `driver-of-page-${String(pages).padStart(8, '0')}`;
}

async function whileAlive<T>(life: { over: boolean }, promise: Promise<T>): Promise<T> {
  const settled = await Promise.allSettled([promise]);
  if (life.over) return never();
  const [outcome] = settled;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
