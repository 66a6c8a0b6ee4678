import { ReadPacer } from '../../../static/admin-panel/src/host/readPacer';
import { Timeline } from '../../support/timeline';

const { signal } = new AbortController();

function pacing() {
  const timeline = new Timeline(0);
  const start = timeline.now();
  const pacer = new ReadPacer(timeline);
  const turn = (count = 1) => timeline.until(pacer.turn(count, signal));
  const answer = (count: number) => {
    for (let answers = 0; answers < count; answers += 1) pacer.speedUp();
  };
  return { timeline, pacer, turn, answer, elapsed: () => timeline.now() - start };
}

it('lets five be under way at first, one more with each answer, and 40 at most', () => {
  const { pacer, answer } = pacing();
  expect(pacer.atOnce).toBe(5);
  answer(1);
  expect(pacer.atOnce).toBe(6);
  answer(100);
  expect(pacer.atOnce).toBe(40);
});

it('halves it at a refusal, and then takes a round trip for each one more', async () => {
  const { pacer, turn, answer } = pacing();
  answer(15);
  pacer.slowDown(await turn());
  expect(pacer.atOnce).toBe(10);
  answer(9);
  expect(pacer.atOnce).toBe(10);
  answer(2);
  expect(pacer.atOnce).toBe(11);
});

it('never lets fewer than one be under way', async () => {
  const { pacer, turn } = pacing();
  for (let refusals = 0; refusals < 5; refusals += 1) pacer.slowDown(await turn());
  expect(pacer.atOnce).toBe(1);
});

it('takes the refusals of what was sent before for one, and waits for the longest', async () => {
  const { pacer, turn, answer, elapsed } = pacing();
  answer(35);
  const turns = [await turn(), await turn(), await turn()];
  const sentBy = elapsed();
  turns.forEach((number, index) => pacer.slowDown(number, 1_000 * (index + 1)));
  expect(pacer.atOnce).toBe(20);
  pacer.slowDown(await turn());
  expect(elapsed()).toBe(sentBy + 3_000);
  expect(pacer.atOnce).toBe(10);
});

it('spaces requests at 90 a second, at 45 after a refusal, and grows back', async () => {
  const { pacer, turn, elapsed } = pacing();
  for (let turns = 0; turns <= 90; turns += 1) await turn();
  expect(elapsed()).toBeCloseTo(1_000, 6);
  const number = await turn();
  pacer.slowDown(number);
  const slowedAt = elapsed();
  await turn();
  await turn();
  expect(elapsed() - slowedAt).toBeGreaterThan(1_000 / 46);
  for (let turns = 0; turns < 300; turns += 1) await turn();
  const recoveredAt = elapsed();
  for (let turns = 0; turns < 90; turns += 1) await turn();
  expect(elapsed() - recoveredAt).toBeCloseTo(1_000, 6);
});

it('has a batch take as long as its requests', async () => {
  const { turn, elapsed } = pacing();
  await turn(50);
  await turn(1);
  expect(elapsed()).toBeCloseTo(50_000 / 90, 6);
});

it('makes up for timers that are a little late, and not for long pauses', async () => {
  const timeline = new Timeline(0);
  const start = timeline.now();
  // Browsers round up to whole milliseconds.
  const late = { now: timeline.now, sleep: (ms: number) => timeline.sleep(Math.ceil(ms) + 2) };
  const pacer = new ReadPacer(late);
  for (let turns = 0; turns <= 90; turns += 1) await timeline.until(pacer.turn(1, signal));
  expect(timeline.now() - start).toBeLessThan(1_020);
  await timeline.pass(60_000);
  const resumed = timeline.now();
  for (let turns = 0; turns <= 90; turns += 1) await timeline.until(pacer.turn(1, signal));
  expect(timeline.now() - resumed).toBeGreaterThan(970);
});

it('ends its waiting when it is told to', async () => {
  const { timeline, pacer, turn, elapsed } = pacing();
  pacer.slowDown(await turn(), 60_000);
  const ending = new AbortController();
  const waiting = pacer.turn(1, ending.signal);
  await timeline.pass(1_000);
  ending.abort();
  await timeline.until(waiting);
  expect(elapsed()).toBe(1_000);
});
