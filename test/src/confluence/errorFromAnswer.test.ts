import { errorFromAnswer, noAnswer, unexpectedSuccess } from '../../../src/confluence/errorFromAnswer';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const answer = (status: number, body = '', headers: Record<string, string> = {}) => ({
  status,
  headers,
  body,
});
const error = (...args: Parameters<typeof answer>) => errorFromAnswer(answer(...args), NOW, 'groupNotFound');

it.each([
  [400, 'invalid'],
  [401, 'signedOut'],
  [403, 'permission'],
  [404, 'groupNotFound'],
  [405, 'invalid'],
  [415, 'invalid'],
  [429, 'rateLimited'],
  [302, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
])('%i is %s', (status, kind) => {
  expect(error(status)).toMatchObject({ kind, status });
});

describe('404', () => {
  it.each(['groupNotFound', 'userNotFound', 'unavailable'] as const)(
    'is %s where that is what the endpoint says with it',
    (notFound) => {
      for (const body of ['', '{"message":"Not there"}', 'Not there', '<error>Not there</error>']) {
        expect(errorFromAnswer(answer(404, body), NOW, notFound).kind).toBe(notFound);
      }
    },
  );

  it.each(['<!DOCTYPE html><title>404</title>', ' \n<html lang="en"></html>', '<HTML>'])(
    'with a web page, %j, is not Confluence’s own',
    (body) => {
      expect(error(404, body)).toMatchObject({ kind: 'unavailable', status: 404, response: { body } });
    },
  );
});

describe('a missing scope', () => {
  it.each([
    'Unauthorized; scope does not match',
    '{"code":401,"message":"Unauthorized; scope does not match"}',
  ])('is told from a lost session by the words %s', (body) => {
    expect(error(401, body).kind).toBe('scopeMissing');
    expect(error(403, body).kind).toBe('permission');
  });
});

describe('the server’s words', () => {
  const confluenceBody = (translation: string, message: string) =>
    JSON.stringify({ statusCode: 403, message, data: { errors: [{ message: { translation } }] } });

  it('are the translation of the first error', () => {
    expect(error(403, confluenceBody('Not for you', 'x.Y: other')).detail).toBe('Not for you');
  });

  it('are else the message, without the Java class before it', () => {
    const body = confluenceBody(
      '',
      'com.atlassian.confluence.api.service.exceptions.PermissionException: Not for you',
    );
    expect(error(403, body).detail).toBe('Not for you');
    expect(error(403, '{"message":"Note: read this"}').detail).toBe('Note: read this');
  });

  it('are plain text as it is, cut where it is long', () => {
    expect(error(500, ' Down for repairs ').detail).toBe('Down for repairs');
    expect(error(500, 'x'.repeat(9_000)).detail).toHaveLength(500);
  });

  it.each([
    '',
    '<html><script>alert(1)</script></html>',
    '  <!doctype html>',
    'null',
    '7',
    '[]',
    '{"data":{"errors":[]}}',
    '{"message":7}',
  ])('are none in %s', (body) => {
    expect(error(500, body).detail).toBeUndefined();
  });
});

describe('when to try again', () => {
  it.each([
    [{ 'retry-after': '90' }, '2026-03-01T10:01:30.000Z'],
    [{ 'retry-after': 'Sun, 01 Mar 2026 10:05:00 GMT' }, '2026-03-01T10:05:00.000Z'],
    [{ 'x-ratelimit-reset': '2026-03-01T11:00Z' }, '2026-03-01T11:00:00.000Z'],
    [{ 'retry-after': '1', 'x-ratelimit-reset': '2026-03-01T11:00Z' }, '2026-03-01T10:00:01.000Z'],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '99999999999999999' }, undefined],
    [{}, undefined],
  ])('%j is %s', (headers, retryAt) => {
    expect(error(429, '', headers).retryAt).toBe(retryAt);
  });

  it('is of no use where waiting does not help', () => {
    expect(error(403, '', { 'retry-after': '5' }).retryAt).toBeUndefined();
    expect(error(503, '', { 'retry-after': '5' }).retryAt).toBeDefined();
  });
});

it.each([
  ['confluence-burst-based', 'burst'],
  ['confluence-quota-global-based', 'quota'],
  ['confluence-quota-tenant-based', 'quota'],
  ['something-new', undefined],
])('the limit %s is %s', (reason, limit) => {
  expect(error(429, '', { 'ratelimit-reason': reason }).limit).toBe(limit);
});

it('keeps the answer for support: status, trace id, the headers worth having, the body', () => {
  const headers = {
    'atl-traceid': 'abc',
    'set-cookie': 'secret',
    'retry-after': '5',
    'content-type': 'text/html',
  };
  expect(error(429, 'y'.repeat(5_000), headers)).toMatchObject({
    traceId: 'abc',
    response: {
      status: 429,
      headers: { 'atl-traceid': 'abc', 'retry-after': '5', 'content-type': 'text/html' },
      body: 'y'.repeat(4_000),
    },
  });
  expect(JSON.stringify(error(429, '', headers))).not.toContain('secret');
});

it('no answer leaves a write open, and a read undone', () => {
  expect(noAnswer('write', 'cut').kind).toBe('unconfirmed');
  expect(noAnswer('read', 'cut').kind).toBe('unavailable');
});

it('a success that is not the documented one leaves a write open, and keeps the answer', () => {
  const login = answer(200, '<html>Log in</html>');
  expect(unexpectedSuccess('read', login)).toMatchObject({ kind: 'unavailable', status: 200 });
  expect(unexpectedSuccess('write', login)).toMatchObject({
    kind: 'unconfirmed',
    response: { body: '<html>Log in</html>' },
  });
});
