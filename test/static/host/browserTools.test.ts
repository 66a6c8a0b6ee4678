import { browserTools } from '../../../static/admin-panel/src/host/tools';

const HOUR_MS = 3_600_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it.each([HOUR_MS, -HOUR_MS])(
  'the page’s clock goes on evenly where the machine’s jumps by %i ms',
  (jumpMs) => {
    const before = browserTools.clock.now();
    vi.setSystemTime(Date.now() + jumpMs);
    vi.advanceTimersByTime(250);
    expect(browserTools.clock.now() - before).toBeCloseTo(250, 0);
  },
);

it('tells the time of day, as far as the machine knew it when the page was opened', () => {
  vi.useRealTimers();
  expect(Math.abs(browserTools.clock.now() - Date.now())).toBeLessThan(60_000);
});
