import type { Pace } from '../../../src/contract';
import { Pacer } from '../../../src/run/pacer';
import { RequestGate, TIME_TO_START_MS } from '../../../src/run/requestGate';
import { Timeline } from '../../support/timeline';

const RATE = 10;

/** A gate at 10 requests/s that lets four through at once, and what was asked of it. */
class Stage {
  readonly timeline = new Timeline();
  readonly startedAt = this.timeline.now();
  /** Who may start, and when, in ms from the beginning; `no` to those who may not. */
  readonly answers: [who: string, at: number | 'no'][] = [];
  readonly gate: RequestGate;

  constructor({ timeMs = 25_000, pace = {} }: { timeMs?: number; pace?: Partial<Pace> } = {}) {
    const base = {
      at: this.startedAt,
      rate: RATE,
      tokens: 1,
      concurrency: 100,
      blockedMs: 0,
      latencyMs: 200,
    };
    const pacer = new Pacer(RATE, { ...base, ...pace }, this.startedAt);
    this.gate = new RequestGate(pacer, this.timeline, () => timeMs - this.elapsedMs);
  }

  get elapsedMs(): number {
    return this.timeline.now() - this.startedAt;
  }

  ask(who: string, { groupId = 'g', inMs }: { groupId?: string; inMs?: number } = {}): void {
    const notBefore = inMs === undefined ? undefined : this.startedAt + inMs;
    void this.gate
      .acquire({ groupId, notBefore })
      .then((may) => this.answers.push([who, may ? this.elapsedMs : 'no']));
  }
}

it('lets requests start one after the other as the pace allows, and so many at once', async () => {
  const stage = new Stage();
  for (const who of 'abcdef') stage.ask(who);
  await stage.timeline.pass(10_000);
  expect(stage.answers).toEqual([
    ['a', 0],
    ['b', 100],
    ['c', 200],
    ['d', 300],
  ]);
  stage.gate.release();
  await stage.timeline.pass(0);
  expect(stage.answers.at(-1)).toEqual(['e', 10_000]);
});

it('lets a retry go first once its time has come, and first attempts until then', async () => {
  const stage = new Stage();
  stage.ask('late', { inMs: 250 });
  stage.ask('early', { inMs: 150 });
  for (const who of 'abc') stage.ask(who);
  await stage.timeline.pass(350);
  expect(stage.answers.map(([who]) => who)).toEqual(['a', 'b', 'early', 'late']);
});

it('starts a retry the moment that its time has come, before a first attempt', async () => {
  const stage = new Stage();
  stage.ask('a');
  stage.ask('retry', { inMs: 100 });
  stage.ask('b');
  await stage.timeline.pass(1_000);
  expect(stage.answers.map(([who]) => who)).toEqual(['a', 'retry', 'b']);
});

it('closes once no request would be answered in time, but starts one however little there is', async () => {
  const stage = new Stage({ timeMs: 5_150 });
  for (const who of 'abcd') stage.ask(who);
  await stage.timeline.pass(1_000);
  expect(stage.answers).toEqual([
    ['a', 0],
    ['b', 100],
    ['c', 'no'],
    ['d', 'no'],
  ]);
  const late = new Stage({ timeMs: 0 });
  for (const who of 'ab') late.ask(who);
  await late.timeline.pass(1_000);
  expect(late.answers).toEqual([
    ['a', 0],
    ['b', 'no'],
  ]);
});

it('starts nothing while Confluence wants to be left alone for longer than there is time', async () => {
  const stage = new Stage({ pace: { blockedMs: 60_000 } });
  stage.ask('a');
  await stage.timeline.pass(0);
  expect(stage.answers).toEqual([['a', 'no']]);
});

it('refuses what is about one group, waiting or to come, and spends nothing of the pace on it', async () => {
  const stage = new Stage();
  stage.ask('a');
  stage.ask('b', { groupId: 'shut' });
  stage.ask('c', { groupId: 'shut', inMs: 50 });
  stage.ask('d');
  stage.gate.refuse('shut');
  stage.ask('e', { groupId: 'shut' });
  await stage.timeline.pass(1_000);
  expect(stage.answers).toEqual(
    expect.arrayContaining([
      ['a', 0],
      ['b', 'no'],
      ['c', 'no'],
      ['d', 100],
      ['e', 'no'],
    ]),
  );
});

it('lets retries of other groups wait on when one group is refused', async () => {
  const stage = new Stage();
  stage.ask('a', { groupId: 'shut', inMs: 50 });
  stage.ask('b', { inMs: 50 });
  stage.gate.refuse('shut');
  await stage.timeline.pass(1_000);
  expect(stage.answers).toEqual([
    ['a', 'no'],
    ['b', 50],
  ]);
});

it('starts a request when just as much time is left as one needs', async () => {
  const stage = new Stage({ timeMs: TIME_TO_START_MS + 100 });
  for (const who of 'ab') stage.ask(who);
  await stage.timeline.pass(1_000);
  expect(stage.answers).toEqual([
    ['a', 0],
    ['b', 100],
  ]);
});

it('once closed answers everybody, also who asks later', async () => {
  const stage = new Stage();
  for (const who of 'ab') stage.ask(who);
  await stage.timeline.pass(0);
  stage.gate.close();
  stage.ask('c');
  await stage.timeline.pass(10_000);
  expect(stage.answers).toEqual([
    ['a', 0],
    ['b', 'no'],
    ['c', 'no'],
  ]);
});
