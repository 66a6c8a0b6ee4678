import { nearLimitIn } from '../../../src/confluence/rateLimitHeaders';

const near = (headers: Record<string, string>) =>
  nearLimitIn({ 'x-ratelimit-nearlimit': 'true', ...headers });

it('is silent where Confluence does not warn', () => {
  expect(nearLimitIn({})).toBeUndefined();
  expect(nearLimitIn({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '1' })).toBeUndefined();
  expect(nearLimitIn({ 'x-ratelimit-nearlimit': 'false' })).toBeUndefined();
});

it.each([
  [{ 'ratelimit-reason': 'confluence-burst-based', 'x-ratelimit-limit': '65000' }, 'burst'],
  [{ 'ratelimit-reason': 'confluence-quota-tenant-based', 'x-ratelimit-limit': '100' }, 'quota'],
  [{ 'x-ratelimit-limit': '50' }, 'burst'],
  [{ 'x-ratelimit-limit': '1000' }, 'burst'],
  [{ 'x-ratelimit-limit': '65000' }, 'quota'],
  [{ 'x-ratelimit-limit': 'many' }, 'quota'],
  [{}, 'quota'],
])('takes %j for a warning of the %s', (headers, limit) => {
  expect(near(headers)).toEqual({ limit });
});

it('says when the limit is whole again, where that can be read', () => {
  expect(near({ 'x-ratelimit-reset': '2030-01-01T00:00Z' })).toEqual({
    limit: 'quota',
    resetAt: '2030-01-01T00:00:00.000Z',
  });
  expect(near({ 'x-ratelimit-reset': 'soon' })).toEqual({ limit: 'quota' });
});
