import type { Person } from '../../../src/contract';
import { notableWords } from '../../../static/admin-panel/src/removal/notable';

const member: Person = {
  ...{ accountId: 'a', displayName: 'Ada', accountType: 'person', lacksAccess: false, guest: false },
};
const unknown = { accountId: 'x', isUnknown: true } as const;

it('counts guests, apps and people without access', () => {
  const people: Person[] = [
    ...[member, { ...member, guest: true }, { ...member, guest: true, lacksAccess: true }],
    { ...member, accountType: 'app', lacksAccess: true },
  ];
  expect(notableWords(people)).toEqual(['Among them: 2 guests, 1 app, 1 person without Confluence access.']);
  const two = [people[2], people[2]].flatMap((one) => one ?? []);
  expect(notableWords(two)).toEqual(['Among them: 2 guests, 2 people without Confluence access.']);
  expect(notableWords([member])).toEqual([]);
});

it('says of how many it does not know', () => {
  expect(notableWords([{ ...member, guest: true }, unknown, unknown])).toEqual([
    'Among them: 1 guest.',
    'Whether 2 of them are guests or apps is not known.',
  ]);
  expect(notableWords([member, unknown])).toEqual(['Whether 1 of them is a guest or an app is not known.']);
  expect(notableWords([unknown])).toEqual(['Whether this is a guest or an app is not known.']);
});
