import fc from 'fast-check';
import { nearLimitIn, readRefusal } from '../../../src/confluence/rateLimitHeaders';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const near = (headers: Record<string, string>) => nearLimitIn(headers, NOW);
const nearOld = (headers: Record<string, string>) => near({ 'x-ratelimit-nearlimit': 'true', ...headers });
const refusal = (headers: Record<string, string>) => readRefusal(headers, NOW);

describe('the older warning', () => {
  it('is silent where Confluence does not warn', () => {
    expect(near({})).toBeUndefined();
    expect(near({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '1' })).toBeUndefined();
    expect(near({ 'x-ratelimit-nearlimit': 'false' })).toBeUndefined();
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
    expect(nearOld(headers)).toEqual({ limit });
  });

  it('counts where it is announced only', () => {
    expect(near({ 'x-beta-ratelimit-nearlimit': 'TRUE', 'x-beta-ratelimit-limit': '50' })).toEqual({
      limit: 'burst',
    });
  });

  it.each([
    ['2026-03-01T10:30Z', 1_800_000],
    ['45', 45_000],
    [String(NOW / 1_000 + 45), 45_000],
    ['soon', undefined],
    ['2027-03-01T10:30Z', undefined],
  ])('with X-RateLimit-Reset: %s has the limit whole in %s ms', (reset, resetAfterMs) => {
    expect(nearOld({ 'x-ratelimit-reset': reset })).toEqual({
      limit: 'quota',
      ...(resetAfterMs !== undefined && { resetAfterMs }),
    });
  });

  it('compares a date with that of the answer', () => {
    expect(
      nearOld({ 'x-ratelimit-reset': '2026-03-01T11:00:45Z', date: 'Sun, 01 Mar 2026 11:00:00 GMT' }),
    ).toEqual({ limit: 'quota', resetAfterMs: 45_000 });
  });
});

describe('the warning of a structured field', () => {
  it.each([
    ['"global-app-quota";r=11000;t=600', '"global-app-quota";q=65000;w=3600', 'quota', 600_000],
    ['global-app-quota;t=600;r=11000', 'global-app-quota;w=3600;q=65000', 'quota', 600_000],
    [' "global-app-quota" ; r="11000" ; t="600" ', '"global-app-quota" ; q = 65000', 'quota', 600_000],
    ['"x";R=9;T=600', '"x";Q=65000;W=3600', 'quota', 600_000],
    ['"x";r=9;t=1', '"x";q=100;w=1', 'burst', 1_000],
    ['"x";r=9;t=1', '"x";q=100', 'burst', 1_000],
    ['"x";r=100;t=300', '"x";q=5000;w=300', 'quota', 300_000],
    ['"x";r=9;t=60', '"x";q=100;w=3600', 'quota', 60_000],
    ['"tenant-app-quota";r=0', '', 'quota', undefined],
    ['"q";r=100;t=600', '', 'quota', 600_000],
    ['"confluence-burst-based";r=10;t=1', '', 'burst', 1_000],
    [
      '"a";r=90;t=1, "global-app-quota";r=5;t=7',
      '"a";q=100;w=1,"global-app-quota";q=65000;w=3600',
      'quota',
      7_000,
    ],
    [
      '"a";r=3;t=1,"global-app-quota";t=3200',
      '"a";q=100;w=1,"global-app-quota";q=65000;w=3600',
      'burst',
      1_000,
    ],
    ['"a";r=3;t=1,"global-app-quota";r=1;t=9', '"a";q=100;w=1', 'quota', 9_000],
  ])('%s with the policy %s is one of the %s', (field, policy, limit, resetAfterMs) => {
    const expected = { limit, ...(resetAfterMs !== undefined && { resetAfterMs }) };
    expect(near({ ratelimit: field, 'ratelimit-policy': policy })).toEqual(expected);
    expect(near({ 'beta-ratelimit': field, 'beta-ratelimit-policy': policy })).toEqual(expected);
  });

  it.each([
    ['"global-app-quota";t=3200', '"global-app-quota";q=65000;w=3600'],
    ['"global-app-quota";r=13000;t=600', '"global-app-quota";q=65000;w=3600'],
    ['"global-app-quota";r=13000', ''],
    ['"burst";r=90;t=1', '"burst";q=100;w=1'],
    ['"burst";r=90;t=1', ''],
    ['', '"global-app-quota";q=65000;w=3600'],
    ['"global-app-quota";r=many;t=3', '"global-app-quota";q=65000'],
    [',;,"', ';;q=1'],
  ])('%s with the policy %s is none', (field, policy) => {
    expect(near({ ratelimit: field, 'ratelimit-policy': policy })).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each([
    ['confluence-burst-based', 'burst'],
    ['jira-burst-based', 'burst'],
    ['confluence-quota-global-based', 'quota'],
    ['confluence-quota-tenant-based', 'quota'],
    ['conf-global-based', 'quota'],
    ['CONF-TENANT', 'quota'],
    ['app-hourly', 'quota'],
    ['something-new', undefined],
  ] as const)('with the reason %s is of the %s', (reason, limit) => {
    expect(refusal({ 'ratelimit-reason': reason }).limit).toBe(limit);
    expect(refusal({ 'beta-ratelimit-reason': reason }).limit).toBe(limit);
  });

  it.each([
    [{ ratelimit: '"global-app-quota";r=0;t=1800' }, 'quota', 1_800_000],
    [{ ratelimit: 'tenant-app-quota;t=120;r=0' }, 'quota', 120_000],
    [{ ratelimit: '"x";r=0;t=1800' }, 'quota', 1_800_000],
    [{ ratelimit: '"x";r=0;t=1', 'ratelimit-policy': '"x";q=100;w=1' }, 'burst', 1_000],
    [{ 'beta-ratelimit': '"global-app-quota";r=0;t=50' }, 'quota', 50_000],
    [{ ratelimit: '"global-app-quota";t=200,"confluence-burst";r=0;t=1' }, 'burst', 1_000],
    [{ ratelimit: '"global-app-quota";r=300;t=200' }, 'quota', 200_000],
    [{ ratelimit: '"x";t=30' }, undefined, 30_000],
    // Little is used of what does not say how much is left.
    [{ ratelimit: '"global-app-quota";t=3200' }, undefined, undefined],
    [{ ratelimit: '"global-app-quota";t=3200', 'ratelimit-reason': 'conf-burst' }, 'burst', undefined],
    [
      { ratelimit: '"global-app-quota";r=0;t=1800,"b-burst";r=0;t=2', 'ratelimit-reason': 'burst' },
      'burst',
      2_000,
    ],
    [{ 'x-ratelimit-limit': '65000', 'x-ratelimit-remaining': '0' }, 'quota', undefined],
    [{ 'x-ratelimit-limit': '350', 'x-ratelimit-remaining': '0' }, 'burst', undefined],
    [{ 'x-ratelimit-limit': '65000', 'x-ratelimit-remaining': '64000' }, undefined, undefined],
    [{}, undefined, undefined],
  ] as const)('with %j is of the %s, for %s ms', (headers, limit, retryAfterMs) => {
    expect(refusal(headers)).toEqual({
      ...(limit && { limit }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  });

  it.each([
    [{ 'retry-after': '7', ratelimit: '"q";r=0;t=8', 'x-ratelimit-reset': '9' }, 7_000],
    [{ 'retry-after': '-1', ratelimit: '"q";r=0;t=8', 'x-ratelimit-reset': '9' }, 8_000],
    [{ 'retry-after': 'soon', ratelimit: '"q";r=0', 'x-ratelimit-reset': '9' }, 9_000],
    [{ 'retry-after': '99999999', 'x-ratelimit-reset': '2026-03-01T10:00:09Z' }, 9_000],
    [{ 'x-ratelimit-reset': '45' }, 45_000],
    [{ 'beta-retry-after': '50' }, 50_000],
    [{ 'beta-retry-after': '50', 'x-ratelimit-reset': '9' }, 9_000],
    [{ 'retry-after': '5, 5' }, 5_000],
    [{ 'retry-after': '1.5' }, 1_500],
  ])('with %j waits %i ms: what cannot be read hides nothing', (headers, retryAfterMs) => {
    expect(refusal(headers).retryAfterMs).toBe(retryAfterMs);
  });
});

it('is not thrown off by anything in a header', () => {
  const field = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from('";=,rqwt019. x')) }));
  fc.assert(
    fc.property(field, field, field, (ratelimit, policy, other) => {
      const headers = {
        ...{ ratelimit, 'ratelimit-policy': policy, 'retry-after': other, date: other },
        ...{ 'x-ratelimit-reset': other, 'ratelimit-reason': other, 'x-ratelimit-nearlimit': 'true' },
      };
      const { retryAfterMs = 0 } = refusal(headers);
      expect(retryAfterMs).toBeGreaterThanOrEqual(0);
      expect(retryAfterMs).toBeLessThanOrEqual(86_400_000);
      expect(near(headers)?.resetAfterMs ?? 0).toBeLessThanOrEqual(86_400_000);
    }),
  );
});

describe('at the edge', () => {
  const limitOf = (policy: string, state: string) =>
    refusal({ 'ratelimit-policy': policy, ratelimit: state }).limit;

  it('a burst is used up below one request, and a quota below the dearest', () => {
    expect(limitOf('"x";q=100;w=1', '"x";r=0;t=1')).toBe('burst');
    expect(limitOf('"x";q=100;w=1', '"x";r=1;t=1')).toBeUndefined();
    expect(limitOf('"x";q=65000;w=3600', '"x";r=401;t=9')).toBe('quota');
    expect(limitOf('"x";q=65000;w=3600', '"x";r=402;t=9')).toBeUndefined();
  });

  it('a window of a minute is a burst’s, and one of ten minutes a quota’s', () => {
    expect(limitOf('"x";w=60', '"x";r=0')).toBe('burst');
    expect(limitOf('"x";w=61', '"x";r=0')).toBeUndefined();
    expect(limitOf('"x";w=600', '"x";r=0')).toBe('quota');
  });

  it('each limit goes by its own policy', () => {
    expect(limitOf('"y";w=3600, "x";w=1', '"x";r=0')).toBe('burst');
  });
});
