import { prepareChanges } from '../../../src/confluence/changeMembership';
import type { Action } from '../../../src/contract';
import type { MadeChange } from '../../../src/membership/madeChange';
import { standingTitle } from '../../../static/admin-panel/src/run/standingTitle';
import {
  CHECK,
  expectWords,
  IP_WORDS,
  ODD,
  OWN_REASONS,
  REFUSED,
  UNCHANGED,
  type ExpectedWords,
} from './support/expectWords';
import {
  confluenceOf,
  errorReply,
  GROUP_ID,
  IN_GROUP,
  jsonReply,
  limitReply,
  LOGIN_PAGE,
  MANAGED_GROUP,
  NO_RESULTS,
  NOT_IN_GROUP,
  pageReply,
  PERSON_ID,
  type RawAnswer,
  type RawSite,
} from './support/rawConfluence';

/** Raw answers of Confluence to changes, through the client as it is, to the words that an admin reads. */

const change = (site: RawSite, action: Action = 'remove'): Promise<MadeChange> =>
  prepareChanges(confluenceOf(site), 'by-id')({ groupId: GROUP_ID, accountId: PERSON_ID, action });

describe('a removal that was answered with', () => {
  const removals: [name: string, site: RawSite, expected: ExpectedWords][] = [
    // Refusals: Confluence's words in whatever shape they come, a cause only where it is known.
    ...(
      [
        ['errorMessages', jsonReply(403, { errorMessages: [IP_WORDS] })],
        ['errors[].title', jsonReply(403, { errors: [{ status: 403, code: 'FORBIDDEN', title: IP_WORDS }] })],
        ['error', jsonReply(403, { error: IP_WORDS })],
        ['reason', jsonReply(403, { reason: IP_WORDS })],
        ['message', jsonReply(403, { message: IP_WORDS })],
        ['message.translation', jsonReply(403, { message: { key: 'x.y', translation: IP_WORDS } })],
        ['data.errors', errorReply(403, IP_WORDS)],
        ['error_description', jsonReply(403, { error: 'forbidden', error_description: IP_WORDS })],
        ['XML', { status: 403, body: `<?xml version="1.0"?><error><message>${IP_WORDS}</message></error>` }],
        ['plain text', { status: 403, headers: { 'content-type': 'text/plain' }, body: IP_WORDS }],
      ] satisfies [string, RawAnswer][]
    ).map(([shape, write]): [string, RawSite, ExpectedWords] => [
      `a 403 that says why in ${shape}`,
      { write },
      { ...REFUSED, has: [UNCHANGED, 'show them to a site admin'], quotation: IP_WORDS, never: OWN_REASONS },
    ]),
    [
      'a 403 about rights',
      { write: errorReply(403, 'Only site administrators are permitted to change the members of a group') },
      {
        ...{ ...REFUSED, has: [UNCHANGED, 'Changing groups takes site admin rights.'] },
        quotation: 'Only site administrators are permitted to change the members of a group',
      },
    ],
    [
      'a 403 without a word',
      { write: { status: 403 } },
      { ...REFUSED, has: [UNCHANGED, 'takes site admin'] },
    ],
    [
      'a 403 of Confluence’s guard against forged requests',
      { write: { status: 403, headers: { 'content-type': 'text/plain' }, body: 'XSRF check failed' } },
      { ...REFUSED, has: [UNCHANGED], quotation: 'XSRF check failed', never: OWN_REASONS },
    ],
    [
      'a 403 for a group that an identity provider owns',
      { write: errorReply(403, 'The group is read-only'), group: MANAGED_GROUP },
      {
        ...{ title: 'An identity provider owns this group', step: 'none' },
        has: [UNCHANGED, 'Change its members there.', 'next sync'],
        quotation: 'The group is read-only',
        never: OWN_REASONS,
      },
    ],
    [
      'a 400 for such a group',
      { write: errorReply(400, 'Group is managed externally'), group: MANAGED_GROUP },
      {
        ...{ title: 'An identity provider owns this group', step: 'none', has: [UNCHANGED] },
        quotation: 'Group is managed externally',
      },
    ],
    [
      'a 400',
      { write: errorReply(400, 'accountId is invalid') },
      {
        ...{ title: 'Confluence did not accept the request', step: 'none', has: [UNCHANGED] },
        quotation: 'accountId is invalid',
        never: OWN_REASONS,
      },
    ],
    // Answers of something on the way, which say nothing of what Confluence did.
    ...[401, 403, 404].map((status): [string, RawSite, ExpectedWords] => [
      `a ${status} that is a page of an edge`,
      {
        write: pageReply(status),
        group: pageReply(status),
        user: pageReply(status),
        memberof: pageReply(status),
      },
      { title: ODD, step: 'check', has: [CHECK], never: /has no group|knows no person|refused|sign/ },
    ]),
    ...[408, 425, 499].map((status): [string, RawSite, ExpectedWords] => [
      `a ${status} with a page`,
      { write: pageReply(status) },
      { title: ODD, step: 'check', has: [CHECK], never: /did not accept/ },
    ]),
    ...[500, 502, 503, 504].map((status): [string, RawSite, ExpectedWords] => [
      `a ${status} with a page`,
      { write: pageReply(status) },
      { title: 'Confluence had a problem', step: 'check', has: [CHECK] },
    ]),
    [
      'a 500 in Confluence’s words',
      { write: errorReply(500, 'Something broke') },
      {
        ...{ title: 'Confluence had a problem', step: 'check', has: [CHECK] },
        quotation: 'Something broke',
      },
    ],
    [
      'a 200 that is a page, while the person is in the group',
      { write: pageReply(200), memberof: IN_GROUP },
      { title: ODD, step: 'check', has: [CHECK] },
    ],
    [
      'a 200 of which nothing more can be found out',
      { write: pageReply(200), memberof: pageReply(503) },
      { title: ODD, step: 'check', has: [CHECK] },
    ],
    ['nothing', { write: 'cut' }, { title: 'No answer from Confluence', step: 'check', has: [CHECK] }],
    // Signing in.
    [
      'a 200 that is a login page',
      { write: pageReply(200, LOGIN_PAGE) },
      { title: 'Confluence asks you to sign in', step: 'signIn', has: ['may have ended', UNCHANGED] },
    ],
    [
      'a 401',
      { write: jsonReply(401, { code: 401, message: 'Unauthorized' }) },
      {
        ...{ title: 'Confluence asks you to sign in', step: 'signIn', has: ['may have ended'] },
        quotation: 'Unauthorized',
      },
    ],
    [
      'a 401 for a missing scope',
      { write: jsonReply(401, { code: 401, message: 'Unauthorized; scope does not match' }) },
      {
        ...{ title: 'This app needs an update', step: 'none', has: [UNCHANGED, 'Connected apps'] },
        quotation: 'Unauthorized; scope does not match',
      },
    ],
    // A 404 says that something is missing; lookups say what.
    [
      'a 404, and there is no such group',
      { write: errorReply(404, 'Not found'), group: errorReply(404, 'No group') },
      {
        ...{ title: 'Confluence has no group with this ID', step: 'none' },
        has: ['It may have been deleted meanwhile.', UNCHANGED, 'Pick another group.'],
        quotation: 'No group',
      },
    ],
    [
      'a 404, and there is no such account',
      { write: errorReply(404, 'Not found'), user: NO_RESULTS },
      {
        ...{ title: 'Confluence knows no person with this account ID', step: 'none', has: [UNCHANGED] },
        ...{ quotation: 'Not found', never: /no group/ },
      },
    ],
    [
      'a 404, and neither the group nor the account is missing',
      { write: errorReply(404, 'Not found'), memberof: IN_GROUP },
      {
        ...{ title: 'Still a member', step: 'retry', quotation: 'Not found' },
        has: ['Confluence was asked afterwards: the change was not made.'],
        never: /no group|knows no person|may or may not/,
      },
    ],
    // Limits, and times.
    [
      'a 429 for a burst',
      { write: limitReply({ 'ratelimit-reason': 'confluence-burst-based', 'retry-after': '30' }) },
      {
        ...{ title: 'Too many requests at once', step: 'retry' },
        has: [UNCHANGED, /Try again at 11:20:30\sAM\.$/],
        quotation: 'Rate limit exceeded',
      },
    ],
    [
      'a 429 for the hour, named in another way',
      { write: limitReply({ ratelimit: '"global-app-quota";r=0;t=1800' }) },
      {
        ...{ title: 'The hourly limit is used up', step: 'retry', has: [/Try again at 11:50\sAM\.$/] },
        ...{ quotation: 'Rate limit exceeded', never: /in a second|at once/ },
      },
    ],
    [
      'a 429 of all customers',
      { write: limitReply({ 'ratelimit-reason': 'conf-global-based' }) },
      {
        ...{ title: 'The hourly limit is used up', step: 'retry', has: ['Try again in an hour.'] },
        quotation: 'Rate limit exceeded',
      },
    ],
    [
      'a 429 that names no limit',
      { write: limitReply({}) },
      {
        ...{ title: 'Too many requests', step: 'retry', has: ['Try again in a minute.'] },
        ...{ quotation: 'Rate limit exceeded', never: /in a second|an hour/ },
      },
    ],
    ...(
      [
        ['1.5', /at 11:20:01\sAM\.$/],
        ['5, 5', /at 11:20:05\sAM\.$/],
        ['90', /at 11:21\sAM\.$/],
        ['86000', /on Tue, Mar 3, 11:13\sAM\.$/],
        ['-1', /in a minute\.$/],
        ['soon', /in a minute\.$/],
        ['', /in a minute\.$/],
        ['31536000', /in a minute\.$/],
        ['Mon, 99 Foo 2026', /in a minute\.$/],
      ] satisfies [string, RegExp][]
    ).map(([retryAfter, when]): [string, RawSite, ExpectedWords] => [
      `a 429 with Retry-After: ${retryAfter}`,
      { write: limitReply({ 'ratelimit-reason': 'burst', 'retry-after': retryAfter }) },
      {
        ...{ title: 'Too many requests at once', step: 'retry', has: [when] },
        ...{ quotation: 'Rate limit exceeded', never: /02:00|2:00/ },
      },
    ]),
    [
      'a 429 with X-RateLimit-Reset: 45',
      { write: limitReply({ 'ratelimit-reason': 'burst', 'x-ratelimit-reset': '45' }) },
      {
        ...{ title: 'Too many requests at once', step: 'retry', has: [/at 11:20:45\sAM\.$/] },
        quotation: 'Rate limit exceeded',
      },
    ],
  ];

  it.each(removals)('%s', async (_, site, expected) => {
    const made = await change(site);
    if (made.ok) throw new Error('It was made.');
    expectWords(made.error, 'removal', expected);
  });
});

describe('a change that was so already, or is so now', () => {
  it.each<[string, Action, RawSite, 'done' | 'unchanged', string]>([
    [
      '409 to an addition',
      'add',
      { write: errorReply(409, 'Already a member') },
      'unchanged',
      'Was in the group already',
    ],
    [
      '409 to a removal',
      'remove',
      { write: errorReply(409, 'No'), memberof: NOT_IN_GROUP },
      'unchanged',
      'Was not in the group',
    ],
    [
      '404 to a removal',
      'remove',
      { write: errorReply(404, 'No'), memberof: NOT_IN_GROUP },
      'unchanged',
      'Was not in the group',
    ],
    [
      '404 to an addition',
      'add',
      { write: errorReply(404, 'No'), memberof: IN_GROUP },
      'unchanged',
      'Was in the group already',
    ],
    ['200 to an addition', 'add', { write: jsonReply(200, {}), memberof: IN_GROUP }, 'done', 'Added'],
    ['204 to an addition', 'add', { write: { status: 204 }, memberof: IN_GROUP }, 'done', 'Added'],
    [
      'a page with 200 to a removal',
      'remove',
      { write: pageReply(200), memberof: NOT_IN_GROUP },
      'done',
      'Removed',
    ],
    ['204 to a removal', 'remove', { write: { status: 204 } }, 'done', 'Removed'],
  ])('%s', async (_, action, site, status, words) => {
    expect(await change(site, action)).toEqual({ ok: true, status });
    expect(standingTitle({ status }, action)).toBe(words);
  });
});
