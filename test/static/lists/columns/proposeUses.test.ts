import type { ListInput } from '../../../../static/admin-panel/src/lists/columns/mentionsOf';
import { proposeUses } from '../../../../static/admin-panel/src/lists/columns/proposeUses';
import type { ProseMention } from '../../../../static/admin-panel/src/lists/listContent';
import { ADA, BOB, CLEO, DAN, listTable, noPause } from '../support/listTable';

type UseInput = Pick<ListInput, 'content' | 'roles' | 'filters'>;

const table = (roles: ListInput['roles'], ...lines: readonly string[]): UseInput => ({
  ...{ content: listTable(...lines), roles, filters: [] },
});
const text = (...mentions: readonly Partial<ProseMention>[]): UseInput => ({
  content: {
    kind: 'prose',
    mentions: mentions.map((mention) => ({ line: 1, text: '', ...mention })),
    unreadable: [],
  },
  ...{ roles: {}, filters: [] },
});
const mails = (...addresses: readonly string[]) => table({ email: 0 }, 'Mail', ...addresses);

const EXPORT = table(
  { accountId: 0, email: 1, name: { full: 2 } },
  'User id,email,User name',
  `${ADA},a@example.com,Ada Lovelace`,
  `${BOB},B@example.com,Bob Dylan`,
  `${CLEO},c@example.com,"Ann, Cleo"`,
  `${DAN},d@example.com,Dan Brown`,
);
const FILTERED: UseInput = { ...EXPORT, filters: [{ kind: 'words', column: 1, values: ['a@example.com'] }] };
const WITHOUT_ADDRESSES = table({ accountId: 0 }, 'User id', ADA, BOB);

it.each<[title: string, given: UseInput[], uses: ListInput['use'][]]>([
  ['stands alone', [EXPORT], ['people']],
  ['has the addresses of another', [mails('a@example.com', 'b@example.com'), EXPORT], ['people', 'lookUp']],
  ['has half of them', [EXPORT, mails('A@example.com', 'x@example.com')], ['lookUp', 'people']],
  [
    'has fewer of them',
    [EXPORT, mails('a@example.com', 'x@example.com', 'y@example.com')],
    ['people', 'people'],
  ],
  ['has one that was typed', [text({ email: 'a@example.com' }), EXPORT], ['people', 'lookUp']],
  ['has not the one that was typed', [text({ email: 'x@example.com' }), EXPORT], ['people', 'people']],
  ['has rows of its own chosen', [mails('a@example.com', 'b@example.com'), FILTERED], ['people', 'people']],
  [
    'has the names of another',
    [table({ name: { first: 0, last: 1 } }, 'First,Last', 'ada,lovelace', 'Cleo,Ann'), EXPORT],
    ['people', 'lookUp'],
  ],
  ['has other names', [text({ name: 'Ada Byron' }), EXPORT], ['people', 'people']],
  ['stands beside ids', [EXPORT, WITHOUT_ADDRESSES, EXPORT], ['people', 'people', 'people']],
  [
    'stands beside ids in a text',
    [text({ accountId: ADA }, { email: 'a@example.com' }), EXPORT],
    ['people', 'people'],
  ],
  ['has no addresses', [mails('a@example.com'), WITHOUT_ADDRESSES], ['people', 'people']],
  [
    'has those of one of several',
    [mails('a@example.com'), mails('x@example.com'), EXPORT],
    ['people', 'people', 'lookUp'],
  ],
])('an export that %s', async (_, given, uses) => {
  expect(await proposeUses(given, noPause)).toEqual(uses);
});
