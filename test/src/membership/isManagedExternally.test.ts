import { isManagedExternally } from '../../../src/membership/isManagedExternally';

it.each([
  ['EXTERNAL', true],
  ['external', true],
  ['ADMINS', false],
  ['OPEN', false],
  ['TEAM_MEMBERS', false],
  ['EXTERNALLY', false],
  ['', false],
])('a group managed by “%s”: %s', (managedBy, isExternal) => {
  expect(isManagedExternally({ managedBy })).toBe(isExternal);
});

it('a group of which nothing is said is not', () => {
  expect(isManagedExternally({})).toBe(false);
});
