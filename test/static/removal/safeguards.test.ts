import type { GroupAccess, Person } from '../../../src/contract';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import { leavingIn } from '../../../static/admin-panel/src/removal/safeguards/leaving';
import {
  missing,
  safeguardsFor,
  UNKNOWN,
  type Members,
} from '../../../static/admin-panel/src/removal/safeguards/safeguards';
import {
  blockedWords,
  lossWords,
  refusalWords,
  undoWords,
} from '../../../static/admin-panel/src/removal/safeguards/words';

const person = (accountId: string, special: Partial<Person> = {}): Person => ({
  ...{ accountId, displayName: accountId, accountType: 'person', lacksAccess: false, guest: false },
  ...special,
});
const ada = person('ada');
const bob = person('bob');
const gone = person('gone', { lacksAccess: true });
const bot = person('bot', { accountType: 'app' });
const crowd = (size: number) => Array.from({ length: size }, (_, index) => person(`p${index}`));

const whole = (...people: Person[]): Members => ({
  isComplete: true,
  total: people.length,
  loaded: () => people,
});
const part = (total: number | undefined, ...people: Person[]): Members => ({
  isComplete: false,
  total,
  loaded: () => people,
});

const NOTHING: GroupAccess = { administration: 'no', use: 'no' };
const ADMIN: GroupAccess = { administration: 'yes', use: 'no' };
const USE: GroupAccess = { administration: 'no', use: 'yes' };

const of = (access: GroupAccess, people: Person[], members = part(1_000), leaving: readonly string[] = []) =>
  safeguardsFor(access, { people, members, leaving: new Set(leaving), myAccountId: 'me' });

it('asks for nothing where a group gives neither administration nor use of Confluence', () => {
  expect(of(NOTHING, crowd(100))).toEqual({});
  expect(of(NOTHING, crowd(3), whole(...crowd(3)))).toEqual({});
});

describe('what has to be typed', () => {
  it.each([
    ['one person of an administrators’ group', ADMIN, 1, { name: 'administration' }],
    ['101 people', NOTHING, 101, { count: ['many'] }],
    ['one person of a group that gives use of Confluence', USE, 1, { use: true }],
    ['two people of such a group', USE, 2, { use: true, count: ['use'] }],
    ['101 people of such a group', USE, 101, { use: true, count: ['use', 'many'] }],
    [
      'both at once',
      { administration: 'yes', use: 'yes' },
      101,
      { name: 'administration', use: true, count: ['use', 'many'] },
    ],
    ['a group of which nothing is known', UNKNOWN, 1, { name: 'unknown' }],
    [
      'a group of which half is known',
      { administration: 'no', use: 'unknown' },
      101,
      { name: 'unknown', count: ['many'] },
    ],
  ] as const)('for %s', (_, access, count, expected) => {
    expect(of(access, crowd(count))).toEqual(expected);
  });

  it('is the name as it is written, without what is around it, and the number with a comma or none', () => {
    const asked = { name: 'administration', count: ['many'] } as const;
    const open = (name: string, count: string) =>
      missing({ ...asked, count: [...asked.count] }, { name, count }, 'R&D / Zürich (北) ', 1_200);
    expect(open('', '')).toEqual(['name', 'count']);
    expect(open(' R&D / Zürich (北)', ' 1200 ')).toEqual([]);
    expect(open('R&D / Zürich (北)'.normalize('NFD'), '1,200')).toEqual([]);
    expect(open('r&d / zürich (北)', '1.200')).toEqual(['name', 'count']);
    expect(open('R&D', '120')).toEqual(['name', 'count']);
    expect(missing({}, { name: '', count: '' }, 'x', 1)).toEqual([]);
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
    const open = (name: string) => missing({ name: 'administration' }, { name, count: '' }, groupName, 1);
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

  it('says that others are being removed', () => {
    expect(refusalWords('everyone', true).text).toContain('Others are being removed from it already. It');
    expect(refusalWords('everyPerson', true).text).toContain('Others are being removed from it already. It');
    expect(refusalWords('everyPerson', true).title).toBe(
      'Only apps would be left in this administrators’ group',
    );
    expect(refusalWords('everyone', false).text).not.toContain('Others');
  });

  it('is one only if Confluence says so', () => {
    expect(of(USE, [ada], whole(ada)).refusal).toBeUndefined();
    expect(of(UNKNOWN, [ada], whole(ada)).refusal).toBeUndefined();
  });
});

it('takes for leaving who waits in a run, is under way, gone or done in it, or is being removed alone', () => {
  const standings: [string, ChangeStanding][] = [
    ['done', { status: 'done' }],
    ['notIn', { status: 'unchanged' }],
    ['failed', { status: 'failed', error: { kind: 'userNotFound' } }],
    ['open', { status: 'unconfirmed', error: { kind: 'unconfirmed' } }],
    ['left', { status: 'notAttempted' }],
    ['underWay', { status: 'underWay' }],
    ['waiting', { status: 'waiting' }],
  ];
  const rows = [
    { person: ada, state: { status: 'removing' } },
    { person: bob, state: { status: 'checking' } },
  ] as const;
  const leaving = leavingIn(standings, rows);
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
    const safeguards = of(access, [ada, me]);
    expect(safeguards.self).toEqual(self);
    expect(lossWords(safeguards)).toContain(words);
    expect(undoWords(true, safeguards) === '').toBe(self.length > 0);
  });

  it('promises nothing before it is known what the group gives', () => {
    expect(undoWords(true, undefined)).toBe('');
    expect(undoWords(false, undefined)).toContain('History');
    expect(of(ADMIN, [ada]).self).toBeUndefined();
  });
});

it('says why it cannot be confirmed yet: the most pressing reason', () => {
  expect(blockedWords(false, undefined, [])).toContain('offline');
  expect(blockedWords(true, undefined, [])).toBe('Checking what this group gives access to…');
  expect(blockedWords(true, { refusal: 'everyone', name: 'administration' }, ['name'])).toContain('nobody');
  expect(blockedWords(true, { count: ['many'] }, ['name', 'count'])).toBe(
    'To remove, type the group’s name and the number of people.',
  );
  expect(blockedWords(true, {}, [])).toBeUndefined();
});
