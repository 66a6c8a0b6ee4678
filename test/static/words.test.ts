import type { AppError, ErrorKind } from '../../src/contract';
import { serversWords, wordsFor } from '../../static/admin-panel/src/problems/words';

const KINDS: ErrorKind[] = [
  'permission',
  'groupNotFound',
  'userNotFound',
  'signedOut',
  'scopeMissing',
  'invalid',
  'rateLimited',
  'unavailable',
  'unconfirmed',
  'unrecorded',
  'unattributed',
  'notMade',
  'lastAdministrators',
  'storage',
  'runBusy',
  'runTaken',
  'runNotFound',
  'tooManyRuns',
  'unreadable',
];

describe.each(KINDS)('%s', (kind) => {
  it.each(['read', 'removal'] as const)('in a %s is whole sentences without code words', (during) => {
    const { title, text } = wordsFor({ kind, status: 418, traceId: 'trace' }, during);
    expect(title).toMatch(/^[A-Z][^.]*$/);
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(`${title} ${text}`).not.toMatch(/undefined|null|418|trace|error|exception|[a-z][A-Z]/);
  });
});

it.each([
  ...(['permission', 'groupNotFound', 'signedOut', 'scopeMissing', 'invalid', 'rateLimited'] as const),
  ...(['lastAdministrators', 'tooManyRuns', 'unreadable'] as const),
])('a removal refused with %s says that nothing was changed', (kind) => {
  expect(wordsFor({ kind }, 'removal').text).toContain('Nothing was changed.');
  expect(wordsFor({ kind }, 'read').text).not.toContain('Nothing was changed.');
});

it.each(['unavailable', 'unconfirmed', 'unrecorded', 'unattributed'] as const)(
  'after %s it does not say so, because nobody knows',
  (kind) => {
    expect(wordsFor({ kind }, 'removal').text).not.toContain('Nothing was changed');
  },
);

it('tells which limit it was, and when it ends', () => {
  const retryAt = new Date(Date.now() + 3_600_000).toISOString();
  expect(wordsFor({ kind: 'rateLimited', limit: 'quota', retryAt }, 'read').text).toMatch(
    /Try again at \d.*\.$/,
  );
  expect(wordsFor({ kind: 'rateLimited', limit: 'burst' }, 'read').title).toBe('Too many requests at once');
});

it('knows that the hourly limit lasts an hour at most, a burst a moment', () => {
  expect(wordsFor({ kind: 'rateLimited', limit: 'quota' }, 'read').text).toContain('Try again in an hour.');
  expect(wordsFor({ kind: 'rateLimited', limit: 'burst' }, 'read').text).toContain('Try again in a minute.');
});

it('quotes the server only where a server spoke', () => {
  const error: AppError = { kind: 'unavailable', status: 503, detail: 'Down for repairs' };
  expect(serversWords(error)).toBeUndefined();
  const response = { status: 503, headers: {}, body: 'Down for repairs' };
  expect(serversWords({ ...error, response })).toBe('Down for repairs');
});

it('tells a server in trouble, one that did not answer and one that answered oddly apart', () => {
  const title = (status?: number) =>
    wordsFor(
      { kind: 'unavailable', ...(status !== undefined && { response: { status, headers: {}, body: '' } }) },
      'read',
    ).title;
  expect(title()).toBe('Confluence did not answer');
  expect(title(500)).toBe('Confluence had a problem');
  expect(title(200)).toBe('Confluence sent an unexpected answer');
});

it('a request that was never sent is not called Confluence’s refusal', () => {
  const { title, text } = wordsFor({ kind: 'invalid', field: 'groupId' }, 'read');
  expect(`${title} ${text}`).not.toContain('did not accept');
  expect(text).toContain('nothing was sent');
});
