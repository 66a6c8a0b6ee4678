import { throttle } from '../../../static/admin-panel/src/ui/throttle';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('acts at once, and once more for all that follows soon', () => {
  const act = jest.fn();
  const { call } = throttle(act, 100);
  call();
  expect(act).toHaveBeenCalledTimes(1);
  call();
  call();
  jest.advanceTimersByTime(99);
  expect(act).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(2);
  jest.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it('acts at once again after a pause', () => {
  const act = jest.fn();
  const { call } = throttle(act, 100);
  call();
  jest.advanceTimersByTime(100);
  call();
  expect(act).toHaveBeenCalledTimes(2);
});

it('keeps to its pace while calls go on', () => {
  const act = jest.fn();
  const { call } = throttle(act, 100);
  for (let ms = 0; ms < 1_000; ms += 10) {
    call();
    jest.advanceTimersByTime(10);
  }
  expect(act.mock.calls.length).toBeLessThanOrEqual(11);
  expect(act.mock.calls.length).toBeGreaterThanOrEqual(10);
});

it('acts no more once it is canceled', () => {
  const act = jest.fn();
  const { call, cancel } = throttle(act, 100);
  call();
  call();
  cancel();
  jest.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(1);
});
