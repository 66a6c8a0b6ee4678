import { errorFromAnswer, noAnswer, unexpectedSuccess } from '../../../src/confluence/errorFromAnswer';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const answer = (status: number, body = '', headers: Record<string, string> = {}) => ({
  status,
  headers,
  body,
});
const error = (...args: Parameters<typeof answer>) => errorFromAnswer(answer(...args), NOW, 'groupNotFound');

const OWN_BODIES = ['', '{"message":"No"}', 'No', '<error>No</error>', '<?xml version="1.0"?><status/>'];
const PAGES = [
  '<!DOCTYPE html><title>Attention required</title>',
  ' \n<html lang="en"></html>',
  '<head><title>403</title></head>',
];
const LOGIN_PAGE = '<!DOCTYPE html><title>Log in to continue</title><input type="password">';

it.each([
  [400, 'invalid'],
  [401, 'signedOut'],
  [402, 'invalid'],
  [403, 'permission'],
  [404, 'groupNotFound'],
  [405, 'invalid'],
  [409, 'invalid'],
  [410, 'invalid'],
  [413, 'invalid'],
  [414, 'invalid'],
  [415, 'invalid'],
  [422, 'invalid'],
  [429, 'rateLimited'],
  [302, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  [522, 'unavailable'],
])('%i is %s', (status, kind) => {
  for (const body of OWN_BODIES) expect(error(status, body)).toMatchObject({ kind, status });
});

it.each([408, 421, 423, 425, 444, 460, 499])('%i is a gateway’s, and passes, with any body', (status) => {
  for (const body of [...OWN_BODIES, ...PAGES]) {
    expect(error(status, body)).toMatchObject({ kind: 'unavailable', status });
  }
});

describe('a web page', () => {
  it.each([401, 403, 404, 409])('with the status %i is not Confluence’s own', (status) => {
    for (const body of PAGES) {
      const page = error(status, body);
      expect(page).toMatchObject({ kind: 'unavailable', status, response: { body } });
      expect(page).not.toHaveProperty('detail');
    }
    const typed = error(status, '<custom/>', { 'content-type': 'text/html' });
    expect(typed.kind).toBe('unavailable');
  });

  it.each([400, 405, 413])('with the status %i is final all the same', (status) => {
    expect(error(status, PAGES[0]).kind).toBe('invalid');
  });

  it.each([401, 403, 404])('to log in on with the status %i says that the session is over', (status) => {
    expect(error(status, LOGIN_PAGE).kind).toBe('signedOut');
  });

  it('with the status 429 still says to wait', () => {
    expect(error(429, PAGES[0], { 'retry-after': '5' })).toMatchObject({
      kind: 'rateLimited',
      retryAfterMs: 5_000,
    });
  });
});

it('a redirect to log in says that the session is over', () => {
  expect(error(302, '', { location: 'https://id.atlassian.com/login' }).kind).toBe('signedOut');
});

it.each(['groupNotFound', 'userNotFound', 'unavailable'] as const)(
  '404 is %s where that is what the endpoint says with it',
  (notFound) => {
    for (const body of OWN_BODIES) {
      expect(errorFromAnswer(answer(404, body), NOW, notFound).kind).toBe(notFound);
    }
  },
);

describe('a missing scope', () => {
  it.each([
    'Unauthorized; scope does not match',
    '{"code":401,"message":"Unauthorized; scope does not match"}',
  ])('is told from a lost session by the words %s', (body) => {
    expect(error(401, body).kind).toBe('scopeMissing');
    expect(error(403, body).kind).toBe('permission');
  });
});

it('has the server’s words, and none of a page', () => {
  const body = '{"errorMessages":["The IP address has been rejected"]}';
  expect(error(403, body).detail).toBe('The IP address has been rejected');
  expect(error(500, '<html>Down</html>').detail).toBeUndefined();
});

describe('when to try again', () => {
  it('is a duration from the answer, and shown by the asker’s clock', () => {
    expect(error(429, '', { 'retry-after': '90' })).toMatchObject({
      retryAfterMs: 90_000,
      retryAt: '2026-03-01T10:01:30.000Z',
    });
  });

  it('is the same however wrong the asker’s clock is', () => {
    const headers = {
      date: 'Sun, 01 Mar 2026 11:00:00 GMT',
      'x-ratelimit-reset': '2026-03-01T11:00:01Z',
    };
    expect(error(429, '', headers)).toMatchObject({
      retryAfterMs: 1_000,
      retryAt: '2026-03-01T10:00:01.000Z',
    });
    expect(error(503, '', { ...headers, 'retry-after': 'Sun, 01 Mar 2026 11:00:02 GMT' })).toMatchObject({
      retryAfterMs: 2_000,
      retryAt: '2026-03-01T10:00:02.000Z',
    });
  });

  it('is not said where nothing can be read', () => {
    for (const headers of [{}, { 'retry-after': 'soon' }, { 'retry-after': '31536000' }]) {
      expect(error(429, '', headers)).not.toHaveProperty('retryAfterMs');
      expect(error(429, '', headers)).not.toHaveProperty('retryAt');
    }
  });

  it('is of no use where waiting does not help, and that of a limit says nothing of a server in trouble', () => {
    expect(error(403, '', { 'retry-after': '5' })).not.toHaveProperty('retryAt');
    expect(error(408, '', { 'retry-after': '5' }).retryAfterMs).toBe(5_000);
    expect(error(503, '', { 'x-ratelimit-reset': '2026-03-01T10:30:00Z' })).not.toHaveProperty('retryAt');
  });

  it('names the limit', () => {
    const headers = { ratelimit: '"global-app-quota";r=0;t=1800' };
    expect(error(429, '', headers)).toMatchObject({ limit: 'quota', retryAfterMs: 1_800_000 });
    expect(error(429)).not.toHaveProperty('limit');
    expect(error(503, '', headers)).not.toHaveProperty('limit');
  });
});

describe('the answer, for support', () => {
  const worthHaving = {
    ...{ 'atl-traceid': 'abc', 'retry-after': '5', 'content-type': 'text/html', date: 'today' },
    ...{ ratelimit: 'a', 'ratelimit-policy': 'b', 'beta-ratelimit': 'c', 'beta-ratelimit-policy': 'd' },
    ...{ 'ratelimit-reason': 'e', 'beta-retry-after': 'f', 'x-beta-ratelimit-reset': 'g' },
    ...{ 'x-ratelimit-limit': 'h', 'x-ratelimit-nearlimit': 'i', 'x-ratelimit-remaining': 'j' },
  };

  it('is kept: status, trace id, the headers worth having, the body', () => {
    const headers = { ...worthHaving, 'set-cookie': 'secret', authorization: 'secret' };
    expect(error(429, 'y'.repeat(5_000), headers)).toMatchObject({
      traceId: 'abc',
      response: { status: 429, body: 'y'.repeat(4_000) },
    });
    expect(error(429, '', headers).response?.headers).toEqual(worthHaving);
  });

  it('is cut between characters', () => {
    expect(error(500, `x${'🙂'.repeat(3_000)}`).response?.body.isWellFormed()).toBe(true);
  });
});

it('no answer leaves a write open, and a read undone', () => {
  expect(noAnswer('write', 'cut').kind).toBe('unconfirmed');
  expect(noAnswer('read', 'cut').kind).toBe('unavailable');
});

describe('a success that is not the documented one', () => {
  it('leaves a write open, and keeps the answer', () => {
    const page = answer(200, '<html>Welcome</html>');
    expect(unexpectedSuccess('read', page)).toMatchObject({ kind: 'unavailable', status: 200 });
    expect(unexpectedSuccess('write', page)).toMatchObject({
      kind: 'unconfirmed',
      response: { body: '<html>Welcome</html>' },
    });
  });

  it('that is a login page says that the session is over', () => {
    for (const request of ['read', 'write'] as const) {
      expect(unexpectedSuccess(request, answer(200, LOGIN_PAGE))).toMatchObject({
        kind: 'signedOut',
        response: { body: LOGIN_PAGE },
      });
    }
  });
});

it('says nothing of a trace that Confluence did not name', () => {
  expect(Object.keys(error(500)).sort()).toEqual(['kind', 'response', 'status']);
});
