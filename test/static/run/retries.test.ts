import { heldMs, retryWaitMs } from '../../../static/admin-panel/src/run/retries';

const NOW = Date.parse('2026-03-01T10:20:00.000Z');

it('waits longer each time, half of it by chance', () => {
  expect([1, 2, 3, 9].map((retry) => retryWaitMs(retry, () => 0))).toEqual([500, 1_000, 2_000, 15_000]);
  expect(retryWaitMs(1, () => 1)).toBe(1_000);
});

describe('how long Confluence wants no requests', () => {
  const quota = { kind: 'rateLimited', limit: 'quota' } as const;
  const held = (...[error, blockedMs]: [Parameters<typeof heldMs>[0], number?]) =>
    heldMs(error, blockedMs, NOW, () => 0.5);

  it('is what the function says, else what the error does, else nothing', () => {
    const retryAt = new Date(NOW + 7_000).toISOString();
    expect(held({ kind: 'rateLimited', retryAt }, 3_000)).toBe(3_000);
    expect(held({ kind: 'unavailable', retryAt })).toBe(7_000);
    expect(held({ kind: 'unavailable' })).toBe(0);
  });

  it('is a little more for the quota, so that not everyone comes back at once, and up to the full hour if not said', () => {
    expect(held(quota, 60_000)).toBe(62_500);
    expect(held(quota)).toBe(40 * 60_000 + 2_500);
  });
});
