import type { Answer, AppError, MakeChangesInput, RunTicket, SliceAnswer } from '../../../src/contract';
import { RunDriver } from '../../../src/run/runDriver';
import { Timeline } from '../../support/timeline';
import { changesOf, DONE, outcomesOf } from './support/changes';
import { History, TICKET } from './support/history';

const SLICE_MS = 1_000;
const KEEP_MS = 500;
const ticketOf = (input: MakeChangesInput) => ('run' in input ? input.run : TICKET);
const allDone = (input: MakeChangesInput): SliceAnswer => ({
  ok: true,
  outcomes: outcomesOf(input, () => DONE),
  run: { ...ticketOf(input), next: ticketOf(input).next + 1 },
});

/** A run of 60 removals whose calls take their time; each change of the record makes its next ticket. */
class Stage {
  readonly timeline = new Timeline();
  readonly slices: MakeChangesInput[] = [];
  /** When the run was kept, ms after the beginning, and with which ticket. */
  readonly kept: [at: number, next: number][] = [];
  readonly run: RunDriver;
  readonly history = new History();
  underWay = 0;

  constructor(
    answer: (input: MakeChangesInput, slice: number) => SliceAnswer = allDone,
    failing: (time: number) => AppError | Error | undefined = () => undefined,
  ) {
    const start = this.timeline.now();
    const { endRun, ...calls } = this.history.calls;
    this.run = RunDriver.start({
      ...{ changes: changesOf(60), driver: 'd' },
      ...{ clock: this.timeline, random: () => 0 },
      calls: {
        ...calls,
        endRun: (ticket) => this.#alone(0, () => endRun(ticket)),
        keepRun: (ticket) =>
          this.#alone(KEEP_MS, () => {
            this.kept.push([this.timeline.now() - KEEP_MS - start, ticket.next]);
            return renewal(ticket, failing(this.kept.length));
          }),
        makeChanges: (input) =>
          this.#alone(SLICE_MS, () => {
            const slice = this.slices.push(input) - 1;
            return Promise.resolve(answer(input, slice));
          }),
      },
    });
  }

  /** The numbers that each slice was asked for with. */
  get tickets(): (number | undefined)[] {
    return this.slices.map((input) => ('run' in input ? input.run.next : undefined));
  }

  get state() {
    return this.run.getSnapshot().state;
  }

  pass(ms: number) {
    return this.timeline.pass(ms);
  }

  /** Pauses after the first slice, which ends a second after the beginning. */
  static async paused(failing?: (time: number) => AppError | Error | undefined): Promise<Stage> {
    const stage = new Stage(allDone, failing);
    await stage.pass(0);
    stage.run.control('pause');
    return stage;
  }

  async #alone<T>(ms: number, call: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    expect(this.underWay).toBe(1);
    await this.timeline.sleep(ms);
    this.underWay -= 1;
    return call();
  }
}

function renewal(ticket: RunTicket, failure?: AppError | Error): Promise<Answer<{ run: RunTicket }>> {
  if (failure instanceof Error) return Promise.reject(failure);
  if (failure) return Promise.resolve({ ok: false, error: failure });
  return Promise.resolve({ ok: true, run: { ...ticket, next: ticket.next + 1 } });
}

it('a paused run is kept at once, then every 20 s, with the newest ticket', async () => {
  const stage = await Stage.paused();
  await stage.pass(50_000);
  expect(stage.kept).toEqual([
    [1_000, 2],
    [21_500, 3],
    [42_000, 4],
  ]);
  expect(stage.state).toEqual({ name: 'paused' });
  stage.run.control('run');
  await stage.pass(60_000);
  expect(stage.tickets).toEqual([undefined, 5]);
  expect(stage.kept).toHaveLength(3);
  expect(stage.state).toEqual({ name: 'done' });
});

it('so is one that waits for a limit or for the storage, but not one that goes on in time', async () => {
  const waiting = (error: AppError, blockedMs: number) =>
    new Stage((input, n) =>
      n > 0
        ? allDone(input)
        : {
            ...{ ok: false, error, run: { ...TICKET, next: 2 } },
            paces: { remove: { at: 0, rate: 50, tokens: 0, concurrency: 100, blockedMs } },
          },
    );
  const short = waiting({ kind: 'rateLimited', limit: 'burst' }, 2_000);
  await short.pass(60_000);
  expect([short.kept, short.state]).toEqual([[], { name: 'done' }]);
  const long = waiting({ kind: 'rateLimited', limit: 'quota' }, 60_000);
  await long.pass(60_000);
  expect(long.kept.map(([at]) => at)).toEqual([1_000, 21_500, 42_000]);
  const [storage] = [new Stage(() => ({ ok: false, error: { kind: 'storage' }, run: TICKET }))];
  await storage.pass(60_000);
  expect(storage.kept.length).toBeGreaterThan(1);
});

it.each<AppError>([
  { kind: 'runTaken', takenBy: { accountId: 'other', until: '2026-03-01T10:00:30.000Z' } },
  { kind: 'runTaken' },
  { kind: 'runNotFound' },
])('%j ends the run, as the answer to a slice would', async (error) => {
  const stage = await Stage.paused((time) => (time === 2 ? error : undefined));
  await stage.pass(60_000);
  expect(stage.state).toEqual({ name: 'stopped', by: 'error', error });
  expect(stage.run.getSnapshot().counts).toMatchObject({ done: 25, notAttempted: 35 });
  expect([stage.kept.length, stage.slices.length]).toEqual([2, 1]);
  expect(stage.history.calledFor).toEqual([]);
});

it.each<AppError | Error>([
  new Error('killed'),
  { kind: 'storage' },
  { kind: 'permission', status: 403 },
  { kind: 'rateLimited', limit: 'quota' },
])('after %j it is tried again at the next turn, and the run waits on', async (failure) => {
  const stage = await Stage.paused((time) => (time === 1 ? failure : undefined));
  await stage.pass(50_000);
  expect(stage.kept).toEqual([
    [1_000, 2],
    [21_500, 2],
    [42_000, 3],
  ]);
  expect(stage.state).toEqual({ name: 'paused' });
});

it('Resume and Stop wait for the answer, so that nothing is asked with an old ticket', async () => {
  const stage = await Stage.paused();
  await stage.pass(1_250);
  stage.run.control('run');
  await stage.pass(500);
  expect(stage.kept).toHaveLength(1);
  stage.run.control('pause');
  await stage.pass(SLICE_MS + 1_750);
  expect(stage.tickets[1]).toBe(3);
  const other = await Stage.paused();
  await other.pass(1_250);
  other.run.control('stop');
  expect(other.history.calledFor).toEqual([]);
  await other.pass(1_000);
  expect(other.history.asked).toEqual([{ call: 'endRun', input: { ...TICKET, next: 3 } }]);
  await other.pass(60_000);
  expect(other.kept).toHaveLength(1);
});

it('without a network it is not tried, and at once when there is one', async () => {
  const stage = await Stage.paused();
  stage.run.setOnline(false);
  await stage.pass(60_000);
  expect(stage.kept).toEqual([]);
  stage.run.setOnline(true);
  await stage.pass(1_000);
  expect(stage.kept).toEqual([[60_000, 2]]);
});

it('nothing is kept of a run that the history does not know', async () => {
  const stage = new Stage(() => ({ ok: false, error: { kind: 'unavailable' } }));
  await stage.pass(0);
  stage.run.control('pause');
  await stage.pass(60_000);
  expect(stage.kept).toEqual([]);
  expect(stage.history.calledFor).toEqual([]);
  expect(stage.state).toEqual({ name: 'paused' });
});

it('a run that the history may know is looked for while it is paused, and kept', async () => {
  const stage = new Stage(() => ({ ok: false, error: { kind: 'storage' } }));
  await stage.pass(0);
  stage.run.control('pause');
  await stage.pass(60_000);
  expect(stage.history.calledFor).toEqual(['startRun']);
  expect(stage.kept.length).toBeGreaterThan(1);
});
