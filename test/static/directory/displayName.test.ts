import type { Person } from '../../../src/contract';
import { displayNameOf } from '../../../static/admin-panel/src/directory/displayName';
import { matching } from '../../../static/admin-panel/src/members/matching';

const named = (displayName: string, more: Partial<Person> = {}): Person => ({
  ...{ accountId: 'id-1', displayName, accountType: 'person', lacksAccess: false, guest: false },
  ...more,
});

it.each(['', ' ', '\u200b\u200c', '\u00a0\u3000', '\u202e', '\u3164'])(
  'whoever is called %j is called by their account id',
  (name) => {
    expect(displayNameOf(named(name))).toBe('id-1');
    expect(displayNameOf(named(name, { isUnidentified: true }))).toBe('Unknown person');
  },
);

it('is the name as it is given, where there is something to see', () => {
  expect(displayNameOf(named('\u202bليلى\u202c'))).toBe('\u202bليلى\u202c');
  expect(displayNameOf(named('Ada', { isUnidentified: true }))).toBe('Ada');
  expect(displayNameOf({ accountId: 'id-2', isUnknown: true })).toBe('id-2');
});

it('is found without the marks that nobody types', () => {
  expect(matching([named('Zo\u200bë\u00a0Çelik')], 'zoe celik')).toHaveLength(1);
});
