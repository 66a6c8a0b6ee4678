import {
  createRest,
  forEachOf,
  forEachWithPauses,
  runAtOnce,
  runWithPauses,
  type Work,
} from '../../../static/admin-panel/src/host/work';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

function* sumOf(count: number): Work<number> {
  let sum = 0;
  yield* forEachOf(numbers(count), (n) => (sum += n));
  return sum;
}

it('goes through all, in order and each once, in steps that are few and short', () => {
  const seen: number[] = [];
  const work = forEachOf(numbers(10_000), (n) => seen.push(n));
  const reached: number[] = [];
  while (!work.next().done) reached.push(seen.length);
  expect(seen).toEqual(numbers(10_000));
  const steps = reached.map((count, step) => count - (reached[step - 1] ?? 0));
  expect(Math.max(...steps)).toBeLessThanOrEqual(500);
  expect(steps.length).toBeLessThan(100);
});

it('comes to the same at once and with pauses', async () => {
  let pauses = 0;
  const pause = () => Promise.resolve(void (pauses += 1));
  expect(runAtOnce(sumOf(1_000))).toBe(499_500);
  expect(await runWithPauses(sumOf(1_000), pause)).toBe(499_500);
  expect(pauses).toBeGreaterThan(0);
});

it('ends where the pause does not go on', async () => {
  const seen: number[] = [];
  const visiting = forEachWithPauses(
    numbers(1_000),
    () => Promise.reject(new Error('stopped')),
    (n) => seen.push(n),
  );
  await expect(visiting).rejects.toThrow('stopped');
  expect(seen.length).toBeLessThan(1_000);
});

it('makes shorter steps where items are large', () => {
  const seen: number[] = [];
  const work = forEachOf(
    numbers(100),
    (n) => seen.push(n),
    (n) => (n < 50 ? 1_000 : 1),
  );
  const reached: number[] = [];
  while (!work.next().done) reached.push(seen.length);
  expect(reached).toEqual(numbers(50).map((n) => n + 1));
});

it('rests each time that so much was done, and at no other', async () => {
  let pauses = 0;
  const rest = createRest(() => Promise.resolve(void (pauses += 1)), 100);
  expect(rest(99)).toBeUndefined();
  expect(pauses).toBe(0);
  await rest(1);
  await rest(5_000);
  expect(rest(99)).toBeUndefined();
  expect(pauses).toBe(2);
});
