import type { Person } from '../../../src/contract';
import { matching } from '../../../static/admin-panel/src/members/matching';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { nextOrder, sorted } from '../../../static/admin-panel/src/members/order';
import { rowsOf } from '../../../static/admin-panel/src/members/rows';
import { countStatuses, type MemberStatus } from '../../../static/admin-panel/src/members/status';
import { person } from './churningGroup';

function named(displayName: string, more: Partial<Person> = {}): Person {
  return { ...person(`id-${displayName}`), displayName, ...more };
}

const PEOPLE = [
  named('Zoë Ångström-Çelik', { email: 'designer.1@example.com' }),
  named('José Ñáñez Íñiguez'),
  named('Łukasz Żółć'),
  named('欧阳静怡'),
  named('ليلى حداد'),
  named('Straße, Jörg'),
  named('İpek Öztürk'),
];

const found = (query: string) => matching(PEOPLE, query).map(({ displayName }) => displayName);

it.each([
  ['zoe', 'Zoë Ångström-Çelik'],
  ['ANGSTROM celik', 'Zoë Ångström-Çelik'],
  ['nanez', 'José Ñáñez Íñiguez'],
  ['lukasz zolc', 'Łukasz Żółć'],
  ['静怡', '欧阳静怡'],
  ['ليلى', 'ليلى حداد'],
  ['strasse', 'Straße, Jörg'],
  ['ipek', 'İpek Öztürk'],
  ['designer.1@EXAMPLE', 'Zoë Ångström-Çelik'],
  ['id-łukasz', 'Łukasz Żółć'],
])('"%s" finds %s', (query, name) => {
  expect(found(query)).toEqual([name]);
});

it('finds everybody without words, and nobody by what is in no field', () => {
  expect(found('  ')).toHaveLength(PEOPLE.length);
  expect(found('zoe nanez')).toEqual([]);
});

it('sorts names as people do, and leaves the order of those who are alike', () => {
  const people = [named('Émile'), named('Zed'), named('eva'), named('Adam 10'), named('Adam 9')];
  const names = (descending: boolean) =>
    sorted(people, { by: 'name', descending }).map(({ displayName }) => displayName);
  expect(names(false)).toEqual(['Adam 9', 'Adam 10', 'Émile', 'eva', 'Zed']);
  expect(names(true)).toEqual(['Zed', 'eva', 'Émile', 'Adam 10', 'Adam 9']);
});

it('sorts by status: who stands out first', () => {
  const people = [
    named('plain'),
    named('app', { accountType: 'app' }),
    named('guest', { guest: true }),
    named('gone', { lacksAccess: true }),
  ];
  expect(sorted(people, { by: 'status', descending: false }).map(({ displayName }) => displayName)).toEqual([
    'gone',
    'guest',
    'app',
    'plain',
  ]);
});

it('goes from ascending to descending to Confluence’s order', () => {
  const first = nextOrder(undefined, 'name');
  expect(first).toEqual({ by: 'name', descending: false });
  const second = nextOrder(first, 'name');
  expect(second).toEqual({ by: 'name', descending: true });
  expect(nextOrder(second, 'name')).toBeUndefined();
  expect(nextOrder(second, 'status')).toEqual({ by: 'status', descending: false });
});

describe('rows', () => {
  const list = new MemberList();
  list.place({ start: 0, limit: 2 }, { members: PEOPLE.slice(0, 2), total: 7, last: false }, 0);

  it('are as many as the group has members, loaded or not', () => {
    const rows = rowsOf(list, { query: '' });
    expect(rows.count).toBe(7);
    expect(rows.at(1)?.displayName).toBe('José Ñáñez Íñiguez');
    expect(rows.at(2)).toBeUndefined();
    expect(rows.people()).toHaveLength(2);
  });

  it('are those that fit, and whom the directory found, each once', () => {
    const [first, , third] = PEOPLE;
    const found = [first, third].filter((p) => p !== undefined);
    const rows = rowsOf(list, { query: 'zoe', found });
    expect(rows.people().map(({ displayName }) => displayName)).toEqual([
      'Zoë Ångström-Çelik',
      'Łukasz Żółć',
    ]);
  });

  it('are those of one status alone, in the order asked for', () => {
    const mixed = new MemberList();
    const members = [
      named('Zed', { guest: true }),
      named('app', { accountType: 'app', lacksAccess: true }),
      named('plain'),
      named('Ann', { guest: true, lacksAccess: true }),
      named('gone', { lacksAccess: true }),
    ];
    mixed.place({ start: 0, limit: 50 }, { members, total: 5, last: true }, mixed.mark());
    const names = (status: MemberStatus) =>
      rowsOf(mixed, { query: '', status, order: { by: 'name', descending: false } })
        .people()
        .map(({ displayName }) => displayName);
    expect(names('guest')).toEqual(['Ann', 'Zed']);
    expect(names('noAccess')).toEqual(['Ann', 'gone']);
    expect(names('app')).toEqual(['app']);
    expect(names('active')).toEqual(['plain']);
    expect(countStatuses(members)).toEqual({ guest: 2, noAccess: 2, app: 1, active: 1 });
  });
});
