import type { Person } from '../../../src/contract';
import { runCsv } from '../../../static/admin-panel/src/history/export/runCsv';
import { changeOf, recordOf } from './support/records';

const person: Person = {
  ...{ accountId: '5b10a2844c20165700ede21f', displayName: '=Eve', email: 'eve@example.com' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};
const personOf = (accountId: string) => (accountId === person.accountId ? person : null);

it('writes a run with the columns that a list of people is read from', () => {
  const csv = runCsv(
    recordOf(),
    [
      changeOf({ accountId: person.accountId, undone: true }),
      changeOf({
        ...{ accountId: '5b10ffffffffffffffffffff' },
        ...{ outcome: 'failed', reason: 'userNotFound' },
      }),
    ],
    personOf,
  );
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFUser id,User name,email,Action,Group id,Group,Outcome,Details',
    `${person.accountId},"'=Eve",eve@example.com,remove,g-1,contractors,"Removed, added back since",`,
    '5b10ffffffffffffffffffff,,,remove,g-1,contractors,Failed,Confluence knows no person with this account ID',
  ]);
});

it('says of a run about several groups which one each change is in', () => {
  const groups = [{ groupId: 'g-1', name: 'contractors' }, { groupId: 'g-2' }];
  const changes = [
    changeOf({ accountId: person.accountId }),
    changeOf({ accountId: person.accountId, groupId: 'g-2', action: 'add' }),
  ];
  expect(runCsv({ groups }, changes, personOf).split('\r\n')).toEqual([
    '\uFEFFUser id,User name,email,Action,Group id,Group,Outcome,Details',
    `${person.accountId},"'=Eve",eve@example.com,remove,g-1,contractors,Removed,`,
    `${person.accountId},"'=Eve",eve@example.com,add,g-2,g-2,Added,`,
  ]);
});

it('has a column for what was made in the background, where some was', () => {
  const changes = [
    changeOf({ accountId: person.accountId, inBackground: true }),
    changeOf({ accountId: '5b10ffffffffffffffffffff' }),
  ];
  expect(runCsv(recordOf(), changes, personOf).split('\r\n')).toEqual([
    '\uFEFFUser id,User name,email,Action,Group id,Group,Outcome,Details,In the background',
    `${person.accountId},"'=Eve",eve@example.com,remove,g-1,contractors,Removed,,yes`,
    '5b10ffffffffffffffffffff,,,remove,g-1,contractors,Removed,,',
  ]);
});
