import type { Person } from '../../../src/contract';
import { knownById } from '../../../static/admin-panel/src/directory/chosen';
import { flagsOf, Namesakes } from '../../../static/admin-panel/src/plan/planFlags';

const person = (accountId: string, over: Partial<Person> = {}): Person => ({
  ...{ accountId, displayName: accountId, accountType: 'person', lacksAccess: false, guest: false },
  ...over,
});
const about = {
  myAccountId: 'me',
  hasNamesake: (id: string) => id === 'twin',
  isProtected: (id: string) => id === 'kept',
  isMissing: (id: string) => id === 'missing',
};

it.each([
  [person('ada'), []],
  [person('me'), ['you']],
  [person('twin'), ['sameName']],
  [person('kept'), ['protected']],
  [person('g', { guest: true, lacksAccess: true }), ['guest', 'noAccess']],
  [person('bot', { accountType: 'app', lacksAccess: true }), ['app']],
  [knownById('missing'), ['unknown']],
  [knownById('not asked yet'), []],
] as const)('%j is told apart by %j', (one, flags) => {
  expect(flagsOf(one, about)).toEqual(flags);
});

it('finds people whose names look the same, and nobody twice', () => {
  const namesakes = new Namesakes();
  const add = (id: string, displayName: string) => namesakes.add(person(id, { displayName }));
  add('a', 'Ada Park');
  add('a', 'Ada Park');
  add('b', 'Ada\u00a0 Park\u200b');
  add('c', 'ada park');
  add('d', '');
  add('e', '');
  namesakes.add(knownById('f'));
  expect(['a', 'b', 'c', 'd', 'e', 'f'].filter((id) => namesakes.has(id))).toEqual(['a', 'b']);
  expect(namesakes.size).toBe(2);
});
