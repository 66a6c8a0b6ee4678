import type { GroupAccess, Person } from '../../../src/contract';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import { leavingIn } from '../../../static/admin-panel/src/plan/leaving';
import {
  missing,
  planSafeguardsFor,
  safeguardsFor,
  UNKNOWN,
  type GroupFacts,
  type KnownMembers,
} from '../../../static/admin-panel/src/plan/safeguards';
import {
  blockedSentence,
  canTakeBack,
  groupListText,
  lossSentences,
  typingReasons,
} from '../../../static/admin-panel/src/plan/safeguardWords';

const person = (accountId: string, special: Partial<Person> = {}): Person => ({
  ...{ accountId, displayName: accountId, accountType: 'person', lacksAccess: false, guest: false },
  ...special,
});
const ada = person('ada');
const bob = person('bob');
const gone = person('gone', { lacksAccess: true });
const bot = person('bot', { accountType: 'app' });
const crowd = (size: number, from = 0) =>
  Array.from({ length: size }, (_, index) => person(`p${from + index}`));

const whole = (...people: Person[]): KnownMembers => ({
  isComplete: true,
  total: people.length,
  listed: people,
});
const part = (total: number | undefined, ...people: Person[]): KnownMembers => ({
  isComplete: false,
  total,
  listed: people,
});

const NOTHING: GroupAccess = { administration: 'no', use: 'no' };
const ADMIN: GroupAccess = { administration: 'yes', use: 'no' };
const USE: GroupAccess = { administration: 'no', use: 'yes' };
const group = { id: 'g', name: 'contractors' };

const factsOf = (
  access: GroupAccess,
  members = part(1_000),
  leaving: readonly string[] = [],
): GroupFacts => ({
  ...{ access, members, leaving: new Set(leaving), isApp: (accountId) => accountId === bot.accountId },
});
const idsOf = (people: readonly Person[]) => people.map(({ accountId }) => accountId);
const of = (access: GroupAccess, people: Person[], members = part(1_000), leaving: readonly string[] = []) =>
  safeguardsFor({ group, accountIds: idsOf(people) }, factsOf(access, members, leaving), 'me');
/** The same as part of a plan: removals of some people from groups, each of which gives the same. */
const planOf = (access: GroupAccess, ...departures: [name: string, people: Person[]][]) =>
  planSafeguardsFor(
    departures.map(([name, people]) => ({ group: { id: name, name }, accountIds: idsOf(people) })),
    [],
    () => factsOf(access),
    'me',
  );

it('asks for nothing where a group gives neither administration nor use of Confluence', () => {
  expect(of(NOTHING, crowd(100))).toEqual({});
  expect(of(NOTHING, crowd(3), whole(...crowd(3)))).toEqual({});
});

it('has the name of an administrators’ group typed that gains people, and asks nothing for others', () => {
  const groups = ['admins', 'users', 'plain', 'unknown'].map((id) => ({ id, name: id }));
  const gives: Record<string, GroupAccess> = { admins: ADMIN, users: USE, plain: NOTHING };
  const safeguards = planSafeguardsFor([], groups, (id) => factsOf(gives[id] ?? UNKNOWN), 'me');
  expect(safeguards.names).toEqual([groups[0]]);
  expect(typingReasons(safeguards)).toEqual([{ id: 'givesAdministration', groups: [groups[0]] }]);
  const typed = { names: new Map<string, string>(), count: '' };
  expect(blockedSentence({ safeguards, typed }, 4)).toBe('To go on, type the group’s name.');
  typed.names.set('admins', 'admins');
  expect(blockedSentence({ safeguards, typed }, 4)).toBeUndefined();
});

it('has the name of a group typed once that both loses and gains people', () => {
  const one = { id: 'a', name: 'admins' };
  const safeguards = planSafeguardsFor(
    [{ group: one, accountIds: ['ada'] }],
    [one],
    () => factsOf(ADMIN),
    'me',
  );
  expect(safeguards.names).toEqual([one]);
});

describe('what has to be typed', () => {
  it.each([
    ['one person of an administrators’ group', ADMIN, 1, { name: 'administration' }],
    ['101 people', NOTHING, 101, {}],
    ['one person of a group that gives use of Confluence', USE, 1, { use: true }],
    ['two people of such a group', USE, 2, { use: true, count: 'use' }],
    [
      'both at once',
      { administration: 'yes', use: 'yes' },
      101,
      { name: 'administration', use: true, count: 'use' },
    ],
    ['a group of which nothing is known', UNKNOWN, 1, { name: 'unknown' }],
    ['a group of which half is known', { administration: 'no', use: 'unknown' }, 101, { name: 'unknown' }],
  ] as const)('for %s', (_, access, count, expected) => {
    expect(of(access, crowd(count))).toEqual(expected);
  });

  it.each([
    ['one person of a group that gives use of Confluence', planOf(USE, ['a', crowd(1)]), [], undefined],
    ['the same person of two', planOf(USE, ['a', crowd(1)], ['b', crowd(1)]), [], undefined],
    ['two people of one', planOf(USE, ['a', crowd(2)], ['b', crowd(1)]), [], { people: 2, because: ['use'] }],
    ['100 people of many groups', planOf(NOTHING, ['a', crowd(100)], ['b', crowd(50)]), [], undefined],
    [
      '101 people, of whom no group has more than 51',
      planOf(NOTHING, ['a', crowd(51)], ['b', crowd(51, 50)]),
      [],
      { people: 101, because: ['many'] },
    ],
    ['two administrators’ groups', planOf(ADMIN, ['a', [ada]], ['b', [ada]]), ['a', 'b'], undefined],
    [
      '101 people of a group of which nothing is known',
      planOf(UNKNOWN, ['a', crowd(101)]),
      ['a'],
      { people: 101, because: ['many'] },
    ],
  ] as const)('for a plan with %s', (_, safeguards, names, count) => {
    expect(safeguards.names.map(({ name }) => name)).toEqual(names);
    expect(safeguards.count).toEqual(count);
  });

  const asked = (name: string, people: number) => ({
    ...{ groups: [], gaining: [], refused: [], names: [{ id: 'g', name }] },
    ...(people > 1 && { count: { people, because: ['many' as const] } }),
  });
  const typed = (name: string, count = '') => ({ names: new Map([['g', name]]), count });

  it('is the name as it is written, without what is around it, and the number with a comma or none', () => {
    const open = (name: string, count: string) =>
      missing(asked('R&D / Zürich (北) ', 1_200), typed(name, count));
    expect(open('', '')).toEqual(['name', 'count']);
    expect(open(' R&D / Zürich (北)', ' 1200 ')).toEqual([]);
    expect(open('R&D / Zürich (北)'.normalize('NFD'), '1,200')).toEqual([]);
    expect(open('r&d / zürich (北)', '1.200')).toEqual(['name', 'count']);
    expect(open('R&D', '120')).toEqual(['name', 'count']);
    expect(missing({ groups: [], gaining: [], refused: [], names: [] }, typed(''))).toEqual([]);
  });

  it('is the name of each group', () => {
    const names = ['a', 'b'].map((id) => ({ id, name: `group ${id}` }));
    const open = (...texts: [string, string][]) =>
      missing({ groups: [], gaining: [], refused: [], names }, { names: new Map(texts), count: '' });
    expect(open(['a', 'group a'])).toEqual(['name']);
    expect(open(['a', 'group a'], ['b', 'group a'])).toEqual(['name']);
    expect(open(['a', 'group a'], ['b', 'group b'])).toEqual([]);
  });

  it.each([
    ['a no-break blank', 'site\u00a0admins'],
    ['a line break', 'site\nadmins'],
    ['a line break of Windows', 'site\r\nadmins'],
    ['a tab and blanks', 'site \t  admins'],
    ['an ideographic blank', 'site\u3000admins'],
    ['a thin blank', 'site\u2009admins'],
    ['a zero-width blank', 'si\u200bte admins\u200b'],
    ['a byte order mark', '\ufeffsite admins'],
    ['marks of direction', '\u202asite admins\u202c'],
    ['a soft hyphen', 'site ad\u00admins'],
  ])('may be typed with a blank where the name has %s', (_, groupName) => {
    const open = (name: string) => missing(asked(groupName, 1), typed(name));
    expect(open('site admins')).toEqual([]);
    expect(open(' site  admins ')).toEqual([]);
    expect(open(groupName)).toEqual([]);
    expect(open('siteadmins')).toEqual(['name']);
    expect(open('')).toEqual(['name']);
  });
});

describe('an administrators’ group', () => {
  it.each([
    ['everyone, of a whole list', [ada, bob], whole(ada, bob), 'everyone'],
    ['the only one', [ada], whole(ada), 'everyone'],
    ['as many as there are, of part of a list', [ada, bob], part(2, ada), 'everyone'],
    ['all but an app', [ada, bob], whole(ada, bob, bot), 'everyPerson'],
    ['the last person, who lacks access to Confluence', [gone], whole(gone, bot), 'everyPerson'],
    ['only people without access, and those are all', [gone], whole(gone), 'everyone'],
  ])('is not emptied by taking out %s', (_, people, members, refusal) => {
    expect(of(ADMIN, people, members).refusal).toBe(refusal);
  });

  it.each([
    ['one of two', [ada], whole(ada, bob)],
    ['everyone loaded, of a list that goes on', [ada, bob], part(3, ada, bob)],
    ['some, of a list nobody counted', [ada], part(undefined, ada)],
    ['all but somebody of whom Confluence lists nothing they may do', [ada, bob], whole(ada, bob, gone, bot)],
    ['an app, where no person was in it before', [bot], whole(bot, person('bot 2', { accountType: 'app' }))],
    ['people without access and apps', [gone, bot], whole(ada, gone, bot)],
  ])('can lose %s', (_, people, members) => {
    expect(of(ADMIN, people, members).refusal).toBeUndefined();
  });

  it.each([
    ['the others are being removed', [ada], whole(ada, bob), ['bob'], 'everyone'],
    ['the others are, and only part of the list is there', [ada], part(3, ada), ['bob', 'cy'], 'everyone'],
    ['the only other person is', [ada], whole(ada, bob, bot), ['bob'], 'everyPerson'],
    ['the only other person with access is', [ada], whole(ada, bob, gone), ['bob'], undefined],
    ['one of the others is', [ada], whole(ada, bob, person('cy')), ['bob'], undefined],
    ['somebody is who is not in the list any more', [ada], whole(ada, bob), ['cy'], undefined],
    ['the same person is', [ada], part(2, ada), ['ada'], undefined],
  ])('counts who leaves already: %s', (_, people, members, leaving, refusal) => {
    const safeguards = of(ADMIN, people, members, leaving);
    expect(safeguards.refusal).toBe(refusal);
    expect(safeguards.othersLeave).toBe(refusal && true);
  });

  it('refuses the whole plan that would empty one, and asks nothing to be typed for it', () => {
    const safeguards = planSafeguardsFor(
      [
        { group: { id: 'a', name: 'admins' }, accountIds: ['ada'] },
        { group: { id: 'b', name: 'owners' }, accountIds: ['ada'] },
      ],
      [],
      (groupId) => factsOf(ADMIN, groupId === 'a' ? whole(ada) : whole(ada, bob)),
      'me',
    );
    expect(safeguards.refused).toEqual([{ group: { id: 'a', name: 'admins' }, refusal: 'everyone' }]);
    expect(safeguards.names.map(({ id }) => id)).toEqual(['b']);
    expect(blockedSentence({ safeguards, typed: { names: new Map(), count: '' } }, 2)).toBe(
      'Can’t be removed: nobody would be left in admins.',
    );
  });

  it('is one only if Confluence says so', () => {
    expect(of(USE, [ada], whole(ada)).refusal).toBeUndefined();
    expect(of(UNKNOWN, [ada], whole(ada)).refusal).toBeUndefined();
  });
});

it('takes for leaving who waits, is under way, gone or done, or is being removed alone, in the same group', () => {
  const standings: [string, ChangeStanding][] = [
    ['done', { status: 'done' }],
    ['notIn', { status: 'unchanged' }],
    ['failed', { status: 'failed', error: { kind: 'userNotFound' } }],
    ['open', { status: 'unconfirmed', error: { kind: 'unconfirmed' } }],
    ['left', { status: 'notAttempted' }],
    ['underWay', { status: 'underWay' }],
    ['waiting', { status: 'waiting' }],
  ];
  const changes = standings.flatMap(([accountId, standing]) => [
    { change: { groupId: 'g', accountId, action: 'remove' as const }, standing },
    { change: { groupId: 'g', accountId: `added ${accountId}`, action: 'add' as const }, standing },
    { change: { groupId: 'other', accountId: `other ${accountId}`, action: 'remove' as const }, standing },
  ]);
  const rows = new Map([
    ['ada', { person: ada, state: { status: 'removing' as const } }],
    ['bob', { person: bob, state: { status: 'checking' as const } }],
  ]);
  const leaving = leavingIn('g', changes, rows);
  expect([...leaving].sort()).toEqual(['ada', 'done', 'notIn', 'underWay', 'waiting']);
});

describe('removing oneself', () => {
  const me = person('me');
  it.each([
    [NOTHING, [], ''],
    [ADMIN, ['administration'], 'You may lose administration'],
    [USE, ['use'], 'You may lose access to Confluence'],
    [{ administration: 'yes', use: 'yes' }, ['administration', 'use'], 'You may lose administration'],
    [UNKNOWN, ['unknown'], 'administration, or access to Confluence'],
  ] as const)('from %j says what one may lose', (access, self, words) => {
    const safeguards = planOf(access, ['a', [ada, me]], ['b', [me]], ['c', [ada]]);
    expect(safeguards.self).toEqual(self);
    expect(lossSentences(safeguards).join(' ')).toContain(words);
    expect(canTakeBack(true, safeguards)).toBe(self.length === 0);
  });

  it('promises nothing before it is known what the group gives', () => {
    expect(canTakeBack(true, undefined)).toBe(false);
    expect(canTakeBack(false, undefined)).toBe(true);
    expect(planOf(ADMIN, ['a', [ada]]).self).toBeUndefined();
  });
});

it('says why it cannot be confirmed yet: the most pressing reason', () => {
  const typed = { names: new Map<string, string>(), count: '' };
  const blocked = (safeguards?: ReturnType<typeof planOf>) => blockedSentence({ safeguards, typed }, 1);
  expect(blocked()).toBe('Checking what this group gives access to…');
  expect(blocked(planOf(ADMIN, ['a', crowd(101)]))).toBe(
    'To go on, type the group’s name and the number of people.',
  );
  expect(blocked(planOf(ADMIN, ['a', [ada]], ['b', [ada]]))).toBe('To go on, type the groups’ names.');
  expect(blocked(planOf(NOTHING, ['a', crowd(101)]))).toBe('To go on, type the number of people.');
  expect(blocked(planOf(NOTHING, ['a', [ada]]))).toBeUndefined();
});

it('says what groups give, by their names as far as these are few', () => {
  const reasons = typingReasons(
    planOf({ administration: 'yes', use: 'yes' }, ['a', crowd(101)], ['b', [ada]]),
  );
  expect(reasons.map(({ id }) => id)).toEqual(['givesAdministration', 'givesUse', 'isMany']);
  const named = (count: number) =>
    groupListText(Array.from({ length: count }, (_, n) => ({ id: `${n}`, name: `g${n}` })));
  expect([1, 2, 4, 9].map(named)).toEqual([
    'g0',
    'g0 and g1',
    'g0, g1, g2, and g3',
    'g0, g1, g2, and 6 more groups',
  ]);
});
