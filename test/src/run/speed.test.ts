import { Speed } from '../../../src/run/speed';

it('is that of the last ten seconds, and not known before anyone is settled', () => {
  const speed = new Speed();
  expect(speed.perSecond).toBeUndefined();
  speed.restart(0, 0);
  speed.add(0, 0);
  expect(speed.perSecond).toBeUndefined();
  for (let s = 1; s <= 20; s++) speed.add(s * 1_000, s * 50);
  expect(speed.perSecond).toBe(50);
  for (let s = 21; s <= 40; s++) speed.add(s * 1_000, 1_000 + (s - 20) * 25);
  expect(speed.perSecond).toBe(25);
});

it('begins anew after a pause', () => {
  const speed = new Speed();
  speed.restart(0, 0);
  speed.add(1_000, 50);
  speed.restart(600_000, 50);
  expect(speed.perSecond).toBeUndefined();
  speed.add(601_000, 80);
  expect(speed.perSecond).toBe(30);
});

it('is the average from where the window begins, whatever it was in between', () => {
  const speed = new Speed();
  speed.restart(0, 0);
  speed.add(5_000, 100);
  speed.add(10_000, 500);
  expect(speed.perSecond).toBe(50);
  speed.add(15_000, 1_000);
  expect(speed.perSecond).toBe(90);
  speed.add(19_999, 1_999);
  expect(speed.perSecond).toBeCloseTo(126.6, 1);
});

it('is not known while no time has passed or nothing was settled, and known without a beginning', () => {
  const speed = new Speed();
  speed.restart(0, 0);
  speed.add(0, 5);
  expect(speed.perSecond).toBeUndefined();
  speed.restart(0, 0);
  speed.add(1_000, 0);
  expect(speed.perSecond).toBeUndefined();
  const other = new Speed();
  other.add(1_000, 50);
  expect(other.perSecond).toBeUndefined();
  other.add(2_000, 100);
  expect(other.perSecond).toBe(50);
});
