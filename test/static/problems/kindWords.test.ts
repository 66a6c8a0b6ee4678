import type { AppError, ErrorKind } from '../../../src/contract';
import { leavesOpen } from '../../../src/membership/errorTraits';
import { KIND_WORDS, type Activity } from '../../../static/admin-panel/src/problems/kindWords';
import {
  canRetryHelp,
  describeInParts,
  stepFor,
  titleOfKind,
  wordsFor,
  wordsOfConfluence,
} from '../../../static/admin-panel/src/problems/words';

const NOW = new Date(2026, 2, 2, 11, 20).getTime();
const HOUR_MS = 3_600_000;
const isKind = (text: string): text is ErrorKind => text in KIND_WORDS;
const KINDS = Object.keys(KIND_WORDS).filter(isKind);
const ACTIVITIES: readonly Activity[] = ['read', 'history', 'removal'];
const responseOf = (status: number) => ({ status, headers: {}, body: '' });
const inHours = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();

describe.each(KINDS)('%s', (kind) => {
  it.each(ACTIVITIES)('during %s is whole sentences without code words', (during) => {
    for (const more of [{}, { response: responseOf(418) }, { detail: 'x' }, { field: 'groupId' }]) {
      const { title, text } = wordsFor({ kind, traceId: 'trace', ...more }, during, NOW);
      expect(title).toMatch(/^[A-Z][^.]*$/);
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(`${title} ${text}`).not.toMatch(/undefined|null|418|trace|error|exception|[a-z][A-Z]| {2}/);
    }
  });

  it.each(['tryAgain', 'continue'] as const)('of a run says to %s in whole sentences', (again) => {
    for (const more of [
      {},
      { limit: 'quota' as const },
      { retryAt: inHours(30) },
      { response: responseOf(502) },
    ]) {
      const situation = { during: 'run', now: NOW, again } as const;
      const { title, known, advice } = describeInParts({ kind, ...more }, situation);
      expect(title).toMatch(/^[A-Z][^.]*$/);
      for (const text of [known, advice]) expect(text).toMatch(/^$|^[A-Z].*\.$/);
      expect(`${title} ${known} ${advice}`).not.toMatch(/undefined|[{}]|[a-z][A-Z]|\.\./);
      expect(advice).not.toMatch(again === 'continue' ? /try again/i : /continue here|^Continue(?! or)/);
    }
  });

  it('speaks of changes and people, as the page does', () => {
    const situations = ACTIVITIES.map((during) => wordsFor({ kind }, during, NOW));
    const { title, known, advice } = describeInParts({ kind }, { during: 'run', now: NOW });
    const words = [...situations.flatMap((one) => [one.title, one.text]), title, known, advice].join(' ');
    expect(words.replaceAll('account ID', '')).not.toMatch(/\b(runs?|accounts?|points?)\b/i);
  });

  it('claims nothing that only some errors of the kind are', () => {
    expect(titleOfKind(kind)).toMatch(/^[A-Z][^.]*$/);
    expect(titleOfKind(kind)).not.toMatch(/no longer|Confluence did not answer|site admin/);
  });
});

it.each([
  ...(['permission', 'groupNotFound', 'userNotFound', 'managedExternally', 'scopeMissing'] as const),
  ...(['invalid', 'lastAdministrators', 'unreadable', 'runTaken', 'runNotFound', 'unattributed'] as const),
])('%s: no retry is offered, for it would be answered the same', (kind) => {
  expect(ACTIVITIES.map((during) => stepFor({ kind }, during))).toEqual(['none', 'none', 'none']);
  expect(canRetryHelp({ kind })).toBe(false);
  expect(wordsFor({ kind }, 'read', NOW).text).not.toMatch(/try again/i);
});

it.each(['rateLimited', 'storage', 'runBusy', 'tooManyRuns', 'notMade', 'actorUnavailable'] as const)(
  '%s: asking again can help',
  (kind) => {
    expect(stepFor({ kind }, 'read')).toBe('retry');
    expect(canRetryHelp({ kind })).toBe(true);
  },
);

it('what leaves a change open is checked, not asked for again; a read is asked for again', () => {
  for (const kind of KINDS.filter(leavesOpen)) {
    expect(stepFor({ kind }, 'removal')).toBe('check');
    expect(wordsFor({ kind }, 'removal', NOW).text).toBe(
      'The person may or may not have been removed. Check asks Confluence.',
    );
  }
  expect(stepFor({ kind: 'unavailable' }, 'read')).toBe('retry');
});

it('whoever is asked to sign in can ask again after that', () => {
  expect(stepFor({ kind: 'signedOut' }, 'read')).toBe('signIn');
  const { title, text } = wordsFor({ kind: 'signedOut' }, 'read', NOW);
  expect(title).toBe('Confluence asks you to sign in');
  expect(text).toContain('may have ended');
  expect(text).not.toContain('Reload the page to sign in');
});

it.each([
  ...(['permission', 'groupNotFound', 'userNotFound', 'managedExternally', 'signedOut'] as const),
  ...(['scopeMissing', 'invalid', 'rateLimited', 'lastAdministrators', 'tooManyRuns'] as const),
  'actorUnavailable' as const,
])('a removal refused with %s says that nothing was changed, a read says nothing of it', (kind) => {
  expect(wordsFor({ kind }, 'removal', NOW).text).toContain('Nothing was changed.');
  expect(wordsFor({ kind }, 'read', NOW).text).not.toContain('Nothing was changed.');
});

it.each(['unavailable', 'unconfirmed', 'unrecorded', 'unattributed', 'notMade', 'storage'] as const)(
  'after %s it does not say so, because nobody knows',
  (kind) => {
    expect(wordsFor({ kind }, 'removal', NOW).text).not.toContain('Nothing was changed');
  },
);

describe('a refusal', () => {
  const refused = (detail?: string): AppError => ({
    ...{ kind: 'permission', status: 403, response: responseOf(403) },
    ...(detail !== undefined && { detail }),
  });
  const text = (error: AppError, during: Activity = 'removal') => wordsFor(error, during, NOW).text;

  it('is said as what it is', () => {
    expect(wordsFor(refused(), 'removal', NOW).title).toBe('Confluence refused this');
  });

  it.each([
    undefined,
    'Only site administrators are permitted to change the members of a group',
    'Forbidden',
  ])('whose words leave room for it (%j) is told the usual reason, not as the reason', (detail) => {
    expect(text(refused(detail))).toBe(
      'Nothing was changed. Changing groups takes site admin rights. Ask a site admin if you have none.',
    );
  });

  it.each([
    'The IP address has been rejected because it is not permitted by an allowlist.',
    'This directory is managed by an identity provider.',
    'External directory is read-only: permission denied',
    'XSRF check failed',
    'Quota of the site exceeded',
  ])('that says something else (%j) is told no reason of ours', (detail) => {
    expect(text(refused(detail))).toBe(
      'Nothing was changed. If you can’t tell why from its words, show them to a site admin.',
    );
    expect(text(refused(detail), 'read')).not.toMatch(/access|rights/);
  });

  it('of the app’s own is not called Confluence’s', () => {
    const { title, text: own } = wordsFor({ kind: 'permission' }, 'history', NOW);
    expect(title).toBe('Only people who administer Confluence can do this here');
    expect(own).toBe('Confluence does not count you among them. Ask one of them.');
    expect(titleOfKind('permission')).toBe('Confluence refused this');
  });
});

describe('a limit', () => {
  const limited = (more: Partial<AppError>) => wordsFor({ kind: 'rateLimited', ...more }, 'read', NOW);

  it('is told as the one that Confluence named', () => {
    expect(limited({ limit: 'quota' }).title).toBe('The hourly limit is used up');
    expect(limited({ limit: 'burst' }).title).toBe('Too many requests at once');
    expect(limited({}).title).toBe('Too many requests');
    expect(limited({}).text).not.toMatch(/second|hour/);
  });

  it('is over when Confluence says so, else in an hour or a minute', () => {
    expect(limited({ limit: 'quota', retryAt: inHours(1) }).text).toMatch(/Try again at 12:20\sPM\.$/);
    expect(limited({ limit: 'quota' }).text).toMatch(/Try again in an hour\.$/);
    expect(limited({ limit: 'burst' }).text).toMatch(/Try again in a minute\.$/);
  });

  it('that is over tomorrow says the day', () => {
    expect(limited({ retryAt: inHours(24) }).text).toMatch(/Try again on Tue, Mar 3, 11:20\sAM\.$/);
    expect(limited({ retryAt: inHours(24 * 365) }).text).toMatch(/on Tue, Mar 2, 2027, 11:20\sAM\.$/);
  });

  it.each(['', 'soon', '45', 'NaN'])('whose time is none (%j) is over in a while', (retryAt) => {
    expect(limited({ limit: 'burst', retryAt: retryAt === '45' ? 'x45' : retryAt }).text).toMatch(
      /Try again in a minute\.$/,
    );
  });
});

it('of a run that the history does not have, says how to ask for the changes anew where that is known', () => {
  const adviceOf = (chooseAgain?: string) =>
    describeInParts(
      { kind: 'runNotFound' },
      { during: 'run', now: NOW, ...(chooseAgain !== undefined && { chooseAgain }) },
    ).advice;
  expect(adviceOf()).toBe('Pick another entry in the history.');
  expect(adviceOf('Choose the others again.')).toBe('Choose the others again.');
});

it('says to continue when a run can go on, and when', () => {
  const adviceOf = (error: AppError) =>
    describeInParts(error, { during: 'run', now: NOW, again: 'continue' }).advice;
  expect(adviceOf({ kind: 'rateLimited', limit: 'quota' })).toBe('Continue in an hour.');
  expect(adviceOf({ kind: 'rateLimited', limit: 'burst' })).toBe('Continue in a minute.');
  expect(adviceOf({ kind: 'unavailable' })).toBe('Continue.');
  expect(adviceOf({ kind: 'unavailable', retryAt: inHours(1) })).toMatch(/^Continue at 12:20\sPM\.$/);
  expect(adviceOf({ kind: 'unconfirmed', retryAt: inHours(24) })).toMatch(
    /^Continue on Tue, Mar 3, 11:20\sAM\.$/,
  );
});

describe('what came for an answer', () => {
  const title = (kind: ErrorKind, more: Partial<AppError> = {}) =>
    wordsFor({ kind, ...more }, 'removal', NOW).title;

  it('is told apart from none: a server in trouble, an odd answer, silence', () => {
    expect(title('unavailable', { response: responseOf(502) })).toBe('Confluence had a problem');
    for (const status of [200, 204, 401, 403, 404, 408, 425, 499]) {
      expect(title('unavailable', { response: responseOf(status) })).toBe(
        'Confluence answered, but not as expected',
      );
    }
    expect(title('unconfirmed', { response: responseOf(200) })).toBe(
      'Confluence answered, but not as expected',
    );
    expect(title('unconfirmed', { detail: 'No answer within 5.0 s.' })).toBe('No answer from Confluence');
  });

  it('is not made up where only the kind was written down', () => {
    expect(title('unconfirmed')).toBe('No usable answer from Confluence');
    expect(title('unavailable')).toBe('No usable answer from Confluence');
    expect(title('unavailable', { detail: 'Confluence lists more groups, and does not name them.' })).toBe(
      'No usable answer from Confluence',
    );
  });
});

it('quotes Confluence only where Confluence spoke', () => {
  const error: AppError = { kind: 'unavailable', status: 503, detail: 'Down for repairs' };
  expect(wordsOfConfluence(error)).toBeUndefined();
  expect(wordsOfConfluence({ ...error, response: responseOf(503) })).toBe('Down for repairs');
  expect(wordsOfConfluence({ kind: 'permission', response: responseOf(403) })).toBeUndefined();
});

it('a request that was never sent is not called Confluence’s refusal', () => {
  for (const more of [{ field: 'groupId' }, { detail: 'A path may not have two dots.' }]) {
    const { title, text } = wordsFor({ kind: 'invalid', ...more }, 'read', NOW);
    expect(title).toBe('This can’t be asked of Confluence');
    expect(text).toContain('nothing was sent');
  }
  expect(titleOfKind('invalid')).toBe('Confluence did not accept the request');
});

it('what the worker has goes on, and is no other page’s', () => {
  const takenBy = { accountId: 'a', until: '2026-03-01T10:00:00.000Z' };
  expect(wordsFor({ kind: 'runTaken', takenBy }, 'history', NOW).title).toBe(
    'Another page took over these changes',
  );
  const { title, text } = wordsFor(
    { kind: 'runTaken', takenBy: { ...takenBy, isWorker: true } },
    'history',
    NOW,
  );
  expect(title).toBe('These changes go on in the background');
  expect(text).toBe('The history shows how far they are.');
});
