import { prepareChanges } from '../../../src/confluence/changeMembership';
import { isMember } from '../../../src/confluence/checkMembership';
import type { Confluence } from '../../../src/confluence/confluence';
import { getGroup } from '../../../src/confluence/findGroups';
import { listMembers } from '../../../src/confluence/listMembers';
import type { Action, AppError } from '../../../src/contract';
import type { MadeChange } from '../../../src/membership/madeChange';
import type { Activity, NextStep } from '../../../static/admin-panel/src/problems/kindWords';
import {
  stepFor,
  wordsFor,
  wordsOfConfluence,
  type Words,
} from '../../../static/admin-panel/src/problems/words';
import { outcomeTitle } from '../../../static/admin-panel/src/removal/outcomeWords';
import { endWords, stoppedWords, waitingWords } from '../../../static/admin-panel/src/run/problemWords';
import { standingTitle } from '../../../static/admin-panel/src/run/standingTitle';
import { standingText, standingWords } from '../../../static/admin-panel/src/run/standingWords';

/** Raw answers of Confluence, through the client as it is, to the words that an admin reads. */

const NOW = new Date(2026, 2, 2, 11, 20).getTime();
const [GROUP, PERSON] = ['11111111-0000-4000-8000-000000000000', '5c3a1f9be0d7426a91b8c024'];
const HTML = '<!doctype html><html><head><title>Error</title></head><body>Oops</body></html>';
const LOGIN =
  '<!DOCTYPE html><html><head><title>Log in with Atlassian account</title></head><body><form></form></body></html>';

interface RawAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}
type Reply = RawAnswer | 'cut';

const json = (status: number, body: unknown, headers?: Record<string, string>): RawAnswer => ({
  ...{ status, body: JSON.stringify(body) },
  ...(headers && { headers }),
});
/** As Confluence words an error. */
const said = (status: number, words: string): RawAnswer =>
  json(status, {
    statusCode: status,
    data: { errors: [{ message: { translation: words, args: [] } }] },
    message: `com.atlassian.confluence.api.service.exceptions.PermissionException: ${words}`,
  });
const page = (status: number, body = HTML, headers: Record<string, string> = {}): RawAnswer => ({
  ...{ status, body },
  headers: { 'content-type': 'text/html;charset=UTF-8', ...headers },
});
const limited = (headers: Record<string, string>) => json(429, { message: 'Rate limit exceeded' }, headers);

const THERE = json(200, { id: GROUP, name: 'design-team', type: 'group' });
const MANAGED = json(200, { id: GROUP, name: 'design-team', managedBy: 'EXTERNAL' });
const KNOWN = json(200, { results: [{ accountId: PERSON, displayName: 'Zoë' }] });
const UNKNOWN = json(200, { results: [] });
const IN = json(200, { results: [{ id: GROUP, name: 'design-team' }] });
const OUT = json(200, { results: [{ id: 'other', name: 'other' }] });

/** What the write meets, and what the lookups after it do. */
interface Site {
  write?: Reply;
  group?: Reply;
  user?: Reply;
  memberof?: Reply;
  members?: Reply;
}

function confluenceOf(site: Site): Confluence {
  const replyTo = (path: string, method: string): Reply => {
    if (method !== 'GET') return site.write ?? { status: 500 };
    if (path.includes('membersByGroupId')) return site.members ?? UNKNOWN;
    if (path.includes('memberof')) return site.memberof ?? OUT;
    if (path.includes('group')) return site.group ?? THERE;
    return site.user ?? KNOWN;
  };
  return {
    requestConfluence: (path, { method = 'GET' }) => {
      const reply = replyTo(path, method);
      if (reply === 'cut') return Promise.reject(new Error('socket hang up'));
      const { status, headers = {}, body = '' } = reply;
      return Promise.resolve({
        status,
        headers: new Headers({ 'content-type': 'application/json', ...headers }),
        text: () => Promise.resolve(body),
      });
    },
    now: () => NOW,
    timeLeftMs: () => 10_000,
    errorOf: () => undefined,
  };
}

const change = (site: Site, action: Action = 'remove'): Promise<MadeChange> =>
  prepareChanges(confluenceOf(site), 'by-id')({ groupId: GROUP, accountId: PERSON, action });

const inLines = ({ title, text }: Words) => [title, text];

/** Everything that the page says of an error, wherever it is met. */
function everythingSaid(error: AppError, during: Activity): string {
  const what = 'remove';
  const ended = { what, done: 0, unconfirmed: 0, open: 0, left: 3, notAttempted: 3 } as const;
  return [
    ...inLines(wordsFor(error, during, NOW)),
    ...inLines(endWords(error, ended, NOW)),
    ...inLines(stoppedWords({ error, groupNames: ['design-team'] }, false, ended, NOW)),
    ...inLines(waitingWords(error, what)),
    standingText({ ...standingWords({ status: 'failed', error }, what), quotation: '' }),
    outcomeTitle({ status: 'failed', error }),
  ].join('\n');
}

/** Nothing of this was ever asked. */
const NEVER = new RegExp(
  [
    ...['no longer exists', 'It was deleted', 'is wrong', 'only a site admin', 'you are no site admin'],
    ...['Reload the page to sign in', 'no longer knows who you are', 'Deactivated', 'documented'],
    ...['Invalid Date', 'undefined', 'NaN', 'null', '\\[object', '-\\d+ more'],
  ].join('|'),
  'i',
);
const CHECK = 'The person may or may not have been removed. Check asks Confluence.';
const UNCHANGED = 'Nothing was changed.';

interface Expected {
  title: string;
  /** What the text has. */
  has: readonly (string | RegExp)[];
  step: NextStep;
  /** Confluence's own words. */
  quotation?: string;
  /** What else must not be said. */
  never?: RegExp;
}

function expectWords(error: AppError, during: Activity, { title, has, step, quotation, never }: Expected) {
  const words = wordsFor(error, during, NOW);
  expect(words.title).toBe(title);
  for (const part of has) {
    if (typeof part === 'string') expect(words.text).toContain(part);
    else expect(words.text).toMatch(part);
  }
  expect(stepFor(error, during)).toBe(step);
  expect(wordsOfConfluence(error)).toBe(quotation);
  const all = everythingSaid(error, during);
  expect(all).not.toMatch(NEVER);
  if (never) expect(all).not.toMatch(never);
  if (error.response) expect(all).not.toMatch(/No answer from Confluence|did not answer/);
  else expect(all).not.toContain('Confluence answered');
}

const IP = 'The IP address has been rejected because it is not allowed by your organization’s IP allowlist.';
const REFUSED = { title: 'Confluence refused this', step: 'none' } as const;
/** A reason is ours only where Confluence's words leave room for it. */
const OWN_WORDS = /site admin rights|lacks access|your account/;
const ODD = 'Confluence answered, but not as expected';

describe('a removal that was answered with', () => {
  const removals: [name: string, site: Site, expected: Expected][] = [
    // Refusals: Confluence's words in whatever shape they come, a cause only where it is known.
    ...(
      [
        ['errorMessages', json(403, { errorMessages: [IP] })],
        ['errors[].title', json(403, { errors: [{ status: 403, code: 'FORBIDDEN', title: IP }] })],
        ['error', json(403, { error: IP })],
        ['reason', json(403, { reason: IP })],
        ['message', json(403, { message: IP })],
        ['message.translation', json(403, { message: { key: 'x.y', translation: IP } })],
        ['data.errors', said(403, IP)],
        ['error_description', json(403, { error: 'forbidden', error_description: IP })],
        ['XML', { status: 403, body: `<?xml version="1.0"?><error><message>${IP}</message></error>` }],
        ['plain text', { status: 403, headers: { 'content-type': 'text/plain' }, body: IP }],
      ] satisfies [string, RawAnswer][]
    ).map(([shape, write]): [string, Site, Expected] => [
      `a 403 that says why in ${shape}`,
      { write },
      { ...REFUSED, has: [UNCHANGED, 'show them to a site admin'], quotation: IP, never: OWN_WORDS },
    ]),
    [
      'a 403 about rights',
      { write: said(403, 'Only site administrators are permitted to change the members of a group') },
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
      { ...REFUSED, has: [UNCHANGED], quotation: 'XSRF check failed', never: OWN_WORDS },
    ],
    [
      'a 403 for a group that an identity provider owns',
      { write: said(403, 'The group is read-only'), group: MANAGED },
      {
        ...{ title: 'An identity provider owns this group', step: 'none' },
        has: [UNCHANGED, 'Change its members there.', 'next sync'],
        quotation: 'The group is read-only',
        never: OWN_WORDS,
      },
    ],
    [
      'a 400 for such a group',
      { write: said(400, 'Group is managed externally'), group: MANAGED },
      {
        ...{ title: 'An identity provider owns this group', step: 'none', has: [UNCHANGED] },
        quotation: 'Group is managed externally',
      },
    ],
    [
      'a 400',
      { write: said(400, 'accountId is invalid') },
      {
        ...{ title: 'Confluence did not accept the request', step: 'none', has: [UNCHANGED] },
        quotation: 'accountId is invalid',
        never: OWN_WORDS,
      },
    ],
    // Answers of something on the way, which say nothing of what Confluence did.
    ...[401, 403, 404].map((status): [string, Site, Expected] => [
      `a ${status} that is a page of an edge`,
      { write: page(status), group: page(status), user: page(status), memberof: page(status) },
      { title: ODD, step: 'check', has: [CHECK], never: /has no group|knows no person|refused|sign/ },
    ]),
    ...[408, 425, 499].map((status): [string, Site, Expected] => [
      `a ${status} with a page`,
      { write: page(status) },
      { title: ODD, step: 'check', has: [CHECK], never: /did not accept/ },
    ]),
    ...[500, 502, 503, 504].map((status): [string, Site, Expected] => [
      `a ${status} with a page`,
      { write: page(status) },
      { title: 'Confluence had a problem', step: 'check', has: [CHECK] },
    ]),
    [
      'a 500 in Confluence’s words',
      { write: said(500, 'Something broke') },
      {
        ...{ title: 'Confluence had a problem', step: 'check', has: [CHECK] },
        quotation: 'Something broke',
      },
    ],
    [
      'a 200 that is a page, while the person is in the group',
      { write: page(200), memberof: IN },
      { title: ODD, step: 'check', has: [CHECK] },
    ],
    [
      'a 200 of which nothing more can be found out',
      { write: page(200), memberof: page(503) },
      { title: ODD, step: 'check', has: [CHECK] },
    ],
    ['nothing', { write: 'cut' }, { title: 'No answer from Confluence', step: 'check', has: [CHECK] }],
    // Signing in.
    [
      'a 200 that is a login page',
      { write: page(200, LOGIN) },
      { title: 'Confluence asks you to sign in', step: 'signIn', has: ['may have ended', UNCHANGED] },
    ],
    [
      'a 401',
      { write: json(401, { code: 401, message: 'Unauthorized' }) },
      {
        ...{ title: 'Confluence asks you to sign in', step: 'signIn', has: ['may have ended'] },
        quotation: 'Unauthorized',
      },
    ],
    [
      'a 401 for a missing scope',
      { write: json(401, { code: 401, message: 'Unauthorized; scope does not match' }) },
      {
        ...{ title: 'This app needs an update', step: 'none', has: [UNCHANGED, 'Connected apps'] },
        quotation: 'Unauthorized; scope does not match',
      },
    ],
    // A 404 says that something is missing; lookups say what.
    [
      'a 404, and there is no such group',
      { write: said(404, 'Not found'), group: said(404, 'No group') },
      {
        ...{ title: 'Confluence has no group with this ID', step: 'none' },
        has: ['It may have been deleted meanwhile.', UNCHANGED, 'Pick another group.'],
        quotation: 'No group',
      },
    ],
    [
      'a 404, and there is no such account',
      { write: said(404, 'Not found'), user: UNKNOWN },
      {
        ...{ title: 'Confluence knows no person with this account ID', step: 'none', has: [UNCHANGED] },
        ...{ quotation: 'Not found', never: /no group/ },
      },
    ],
    [
      'a 404, and neither the group nor the account is missing',
      { write: said(404, 'Not found'), memberof: IN },
      {
        ...{ title: 'Still a member', step: 'retry', quotation: 'Not found' },
        has: ['Confluence was asked afterwards: the change was not made.'],
        never: /no group|knows no person|may or may not/,
      },
    ],
    // Limits, and times.
    [
      'a 429 for a burst',
      { write: limited({ 'ratelimit-reason': 'confluence-burst-based', 'retry-after': '30' }) },
      {
        ...{ title: 'Too many requests at once', step: 'retry' },
        has: [UNCHANGED, /Try again at 11:20:30\sAM\.$/],
        quotation: 'Rate limit exceeded',
      },
    ],
    [
      'a 429 for the hour, named in another way',
      { write: limited({ ratelimit: '"global-app-quota";r=0;t=1800' }) },
      {
        ...{ title: 'The hourly limit is used up', step: 'retry', has: [/Try again at 11:50\sAM\.$/] },
        ...{ quotation: 'Rate limit exceeded', never: /in a second|at once/ },
      },
    ],
    [
      'a 429 of all customers',
      { write: limited({ 'ratelimit-reason': 'conf-global-based' }) },
      {
        ...{ title: 'The hourly limit is used up', step: 'retry', has: ['Try again in an hour.'] },
        quotation: 'Rate limit exceeded',
      },
    ],
    [
      'a 429 that names no limit',
      { write: limited({}) },
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
    ).map(([retryAfter, when]): [string, Site, Expected] => [
      `a 429 with Retry-After: ${retryAfter}`,
      { write: limited({ 'ratelimit-reason': 'burst', 'retry-after': retryAfter }) },
      {
        ...{ title: 'Too many requests at once', step: 'retry', has: [when] },
        ...{ quotation: 'Rate limit exceeded', never: /02:00|2:00/ },
      },
    ]),
    [
      'a 429 with X-RateLimit-Reset: 45',
      { write: limited({ 'ratelimit-reason': 'burst', 'x-ratelimit-reset': '45' }) },
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
  it.each<[string, Action, Site, 'done' | 'unchanged', string]>([
    [
      '409 to an addition',
      'add',
      { write: said(409, 'Already a member') },
      'unchanged',
      'Was in the group already',
    ],
    [
      '409 to a removal',
      'remove',
      { write: said(409, 'No'), memberof: OUT },
      'unchanged',
      'Was not in the group',
    ],
    [
      '404 to a removal',
      'remove',
      { write: said(404, 'No'), memberof: OUT },
      'unchanged',
      'Was not in the group',
    ],
    [
      '404 to an addition',
      'add',
      { write: said(404, 'No'), memberof: IN },
      'unchanged',
      'Was in the group already',
    ],
    ['200 to an addition', 'add', { write: json(200, {}), memberof: IN }, 'done', 'Added'],
    ['204 to an addition', 'add', { write: { status: 204 }, memberof: IN }, 'done', 'Added'],
    ['a page with 200 to a removal', 'remove', { write: page(200), memberof: OUT }, 'done', 'Removed'],
    ['204 to a removal', 'remove', { write: { status: 204 } }, 'done', 'Removed'],
  ])('%s', async (_, action, site, status, words) => {
    expect(await change(site, action)).toEqual({ ok: true, status });
    expect(standingTitle({ status }, action)).toBe(words);
  });
});

describe('a read that was answered with', () => {
  const reads: [name: string, answer: Reply, expected: Expected][] = [
    [
      'a 404 in Confluence’s words',
      said(404, 'No group'),
      {
        ...{ title: 'Confluence has no group with this ID', step: 'none', quotation: 'No group' },
        has: ['It may have been deleted, or the link may be wrong.', 'Pick another group.'],
      },
    ],
    ['a 404 that is a page', page(404), { title: ODD, step: 'retry', has: ['Try again in a moment.'] }],
    [
      'a 401 that is a page',
      page(401),
      { title: ODD, step: 'retry', has: ['Try again in a moment.'], never: /sign in/ },
    ],
    [
      'a 401',
      { status: 401 },
      { title: 'Confluence asks you to sign in', step: 'signIn', has: ['another tab', 'may have ended'] },
    ],
    [
      'a login page',
      page(200, LOGIN),
      { title: 'Confluence asks you to sign in', step: 'signIn', has: ['another tab'] },
    ],
    [
      'a 403 about the address',
      json(403, { errorMessages: [IP] }),
      { ...REFUSED, has: ['show them to a site admin'], quotation: IP, never: OWN_WORDS },
    ],
    ['a 403', { status: 403 }, { ...REFUSED, has: ['Ask a site admin for access.'] }],
    ['a 200 that is a page', page(200), { title: ODD, step: 'retry', has: ['Try again in a moment.'] }],
    ['a 200 without a body', { status: 200 }, { title: ODD, step: 'retry', has: [] }],
    [
      'a 503 that is over tomorrow',
      page(503, HTML, { 'retry-after': '86000' }),
      {
        ...{ title: 'Confluence had a problem', step: 'retry' },
        has: [/Try again on Tue, Mar 3, 11:13\sAM\.$/],
      },
    ],
    [
      'nothing',
      'cut',
      { title: 'No usable answer from Confluence', step: 'retry', has: ['Try again in a moment.'] },
    ],
  ];

  it.each(reads)('%s', async (_, answer, expected) => {
    for (const result of [
      await getGroup(confluenceOf({ group: answer }), GROUP),
      await listMembers(confluenceOf({ members: answer }), GROUP, { start: 0, limit: 50, withTotal: true }),
    ]) {
      if (result.ok) throw new Error('It was read.');
      expectWords(result.error, 'read', expected);
      expect(wordsFor(result.error, 'read', NOW).text).not.toContain(UNCHANGED);
    }
  });

  it('a 404 about one account, which says nothing of the group', async () => {
    const member = await isMember(confluenceOf({ memberof: said(404, 'No user') }), GROUP, PERSON);
    if (member.ok) throw new Error('It was read.');
    expectWords(member.error, 'read', {
      ...{ title: 'Confluence knows no person with this account ID', step: 'none', quotation: 'No user' },
      ...{ has: ['Reload the list'], never: /no group|deleted/ },
    });
  });
});
