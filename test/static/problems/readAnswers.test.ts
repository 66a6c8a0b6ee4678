import { isMember } from '../../../src/confluence/checkMembership';
import { getGroup } from '../../../src/confluence/findGroups';
import { listMembers } from '../../../src/confluence/listMembers';
import { wordsFor } from '../../../static/admin-panel/src/problems/words';
import {
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
  ERROR_PAGE,
  errorReply,
  GROUP_ID,
  jsonReply,
  LOGIN_PAGE,
  NOW,
  pageReply,
  PERSON_ID,
  type RawReply,
} from './support/rawConfluence';

/** Raw answers of Confluence to reads, through the client as it is, to the words that an admin reads. */

describe('a read that was answered with', () => {
  const reads: [name: string, answer: RawReply, expected: ExpectedWords][] = [
    [
      'a 404 in Confluence’s words',
      errorReply(404, 'No group'),
      {
        ...{ title: 'Confluence has no group with this ID', step: 'none', quotation: 'No group' },
        has: ['It may have been deleted, or the link may be wrong.', 'Pick another group.'],
      },
    ],
    ['a 404 that is a page', pageReply(404), { title: ODD, step: 'retry', has: ['Try again in a moment.'] }],
    [
      'a 401 that is a page',
      pageReply(401),
      { title: ODD, step: 'retry', has: ['Try again in a moment.'], never: /sign in/ },
    ],
    [
      'a 401',
      { status: 401 },
      { title: 'Confluence asks you to sign in', step: 'signIn', has: ['another tab', 'may have ended'] },
    ],
    [
      'a login page',
      pageReply(200, LOGIN_PAGE),
      { title: 'Confluence asks you to sign in', step: 'signIn', has: ['another tab'] },
    ],
    [
      'a 403 about the address',
      jsonReply(403, { errorMessages: [IP_WORDS] }),
      { ...REFUSED, has: ['show them to a site admin'], quotation: IP_WORDS, never: OWN_REASONS },
    ],
    ['a 403', { status: 403 }, { ...REFUSED, has: ['Ask a site admin for access.'] }],
    ['a 200 that is a page', pageReply(200), { title: ODD, step: 'retry', has: ['Try again in a moment.'] }],
    ['a 200 without a body', { status: 200 }, { title: ODD, step: 'retry', has: [] }],
    [
      'a 503 that is over tomorrow',
      pageReply(503, ERROR_PAGE, { 'retry-after': '86000' }),
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
      await getGroup(confluenceOf({ group: answer }), GROUP_ID),
      await listMembers(confluenceOf({ members: answer }), GROUP_ID, {
        start: 0,
        limit: 50,
        withTotal: true,
      }),
    ]) {
      if (result.ok) throw new Error('It was read.');
      expectWords(result.error, 'read', expected);
      expect(wordsFor(result.error, 'read', NOW).text).not.toContain(UNCHANGED);
    }
  });

  it('a 404 about one account, which says nothing of the group', async () => {
    const member = await isMember(
      confluenceOf({ memberof: errorReply(404, 'No user') }),
      GROUP_ID,
      PERSON_ID,
    );
    if (member.ok) throw new Error('It was read.');
    expectWords(member.error, 'read', {
      ...{ title: 'Confluence knows no person with this account ID', step: 'none', quotation: 'No user' },
      ...{ has: ['Reload the list'], never: /no group|deleted/ },
    });
  });
});
