import fc from 'fast-check';
import { errorWordsIn } from '../../../src/confluence/errorWords';

const IP = 'The IP address has been rejected.';
const confluenceBody = (translation: string, message: string) => ({
  ...{ statusCode: 403, message, reason: 'Forbidden' },
  data: { authorized: false, errors: [{ message: { key: 'x', translation, args: [] } }] },
});

describe('JSON', () => {
  it.each([
    [{ message: IP }],
    [confluenceBody(IP, 'com.atlassian.X: other')],
    [{ errorMessages: [IP], errors: {} }],
    [{ errorMessages: [], errors: { accountId: IP } }],
    [{ errors: { accountId: [IP] } }],
    [{ errors: [{ status: 403, code: 'FORBIDDEN', title: IP, detail: null }] }],
    [{ errors: [{ detail: IP }] }],
    [{ errors: [{ message: IP }] }],
    [{ errors: [{ message: { translation: IP } }] }],
    [{ errors: [IP] }],
    [{ error: IP }],
    [{ error: { message: IP } }],
    [{ error_description: IP, error: 'access_denied' }],
    [{ reason: IP }],
    [{ detail: IP }],
    [{ title: IP }],
    [{ message: { translation: IP, args: [] } }],
    [{ statusCode: 403, message: '', reason: IP }],
    [{ status: 403, error: 'Forbidden', message: IP, path: '/wiki' }],
    [IP],
    [[IP]],
    [[{ message: IP }]],
  ])('has them in %j', (body) => {
    expect(errorWordsIn(JSON.stringify(body))).toBe(IP);
    expect(errorWordsIn(`\uFEFF ${JSON.stringify(body)}\n`)).toBe(IP);
  });

  it('that has several has them all, once', () => {
    expect(errorWordsIn('{"errorMessages":["No.","Not there","No."],"errors":{"name":"Too long"}}')).toBe(
      'No. Not there. Too long',
    );
    expect(errorWordsIn('{"errors":[{"title":"Rejected","detail":"By an allowlist"}]}')).toBe(
      'Rejected. By an allowlist',
    );
  });

  it('has them without the Java class before', () => {
    const inClass = (text: string) => errorWordsIn(JSON.stringify({ message: text }));
    expect(inClass('com.atlassian.confluence.api.service.exceptions.PermissionException: No')).toBe('No');
    expect(inClass('com.atlassian.Outer$Inner: No')).toBe('No');
    expect(inClass('Note: read this')).toBe('Note: read this');
    expect(errorWordsIn(JSON.stringify(confluenceBody('', 'x.Y: other')))).toBe('other');
  });

  it.each(['null', '7', '[]', '{}', '{"data":{"errors":[]}}', '{"message":7}', '{"message":"  "}'])(
    'has none in %s',
    (body) => {
      expect(errorWordsIn(body)).toBeUndefined();
    },
  );

  it('has no markup for words', () => {
    expect(errorWordsIn('{"message":"<html><b>no</b></html>","detail":"Blocked"}')).toBe('Blocked');
    expect(errorWordsIn('"<!DOCTYPE html>"')).toBeUndefined();
  });

  it('however deep ends', () => {
    const deep = '{"errors":['.repeat(5_000) + ']}'.repeat(5_000);
    expect(errorWordsIn(deep)).toBeUndefined();
  });
});

describe('XML', () => {
  it.each([
    ['<?xml version="1.0"?><status><status-code>403</status-code><message>Not for you</message></status>'],
    ['<Error><Code>AccessDenied</Code><Message>Not for you</Message></Error>'],
    ['<error>Not for you</error>'],
    ['<errors><errorMessage lang="en"> Not for you </errorMessage></errors>'],
    ['<x:problem xmlns:x="u"><x:detail>Not for you</x:detail></x:problem>'],
    ['<error><reason><![CDATA[Not for you]]></reason></error>'],
  ])('has them in %s', (body) => {
    expect(errorWordsIn(body)).toBe('Not for you');
  });

  it('has characters that were escaped', () => {
    expect(errorWordsIn('<message>R&amp;D &lt;new&gt; &unknown;</message>')).toBe('R&D <new> &unknown;');
  });

  it('without a sentence has none', () => {
    expect(errorWordsIn('<status><code>403</code></status>')).toBeUndefined();
  });
});

describe('text', () => {
  it('is as it is', () => {
    expect(errorWordsIn(' Down for repairs ')).toBe('Down for repairs');
    expect(errorWordsIn('')).toBeUndefined();
  });

  it('that is long is cut between characters', () => {
    expect(errorWordsIn('x'.repeat(9_000))).toHaveLength(500);
    expect(errorWordsIn(`x${'🙂'.repeat(400)}`)?.isWellFormed()).toBe(true);
    expect(errorWordsIn('{"message":"half \\ud83d"}')?.isWellFormed()).toBe(true);
  });
});

it('whatever the body is: a text without markup at its beginning, or none', () => {
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc.string().map((text) => `<a><message>${text}</message></a>`),
  );
  fc.assert(
    fc.property(body, (text) => {
      const words = errorWordsIn(text);
      if (words !== undefined) expect(words).toMatch(/\S/);
    }),
  );
});
