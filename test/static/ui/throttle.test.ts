import { throttle } from '../../../static/admin-panel/src/ui/throttle';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('acts at once, and once more for all that follows soon', () => {
  const act = vi.fn();
  const { call } = throttle(act, 100);
  call();
  expect(act).toHaveBeenCalledTimes(1);
  call();
  call();
  vi.advanceTimersByTime(99);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it('acts at once again after a pause', () => {
  const act = vi.fn();
  const { call } = throttle(act, 100);
  call();
  vi.advanceTimersByTime(100);
  call();
  expect(act).toHaveBeenCalledTimes(2);
});

it('keeps to its pace while calls go on', () => {
  const act = vi.fn();
  const { call } = throttle(act, 100);
  for (let ms = 0; ms < 1_000; ms += 10) {
    call();
    vi.advanceTimersByTime(10);
  }
  expect(act.mock.calls.length).toBeLessThanOrEqual(11);
  expect(act.mock.calls.length).toBeGreaterThanOrEqual(10);
});

it('acts no more once it is canceled', () => {
  const act = vi.fn();
  const { call, cancel } = throttle(act, 100);
  call();
  call();
  cancel();
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(1);
});
