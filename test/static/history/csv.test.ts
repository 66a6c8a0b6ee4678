import type { Person } from '../../../src/contract';
import { runCsv } from '../../../static/admin-panel/src/history/export/runCsv';
import { runsCsv } from '../../../static/admin-panel/src/history/export/runsCsv';
import { parseList } from '../../../static/admin-panel/src/list/parseList';
import { changeOf, NOTHING, recordOf } from './support/records';

const person: Person = {
  ...{ accountId: '5b10a2844c20165700ede21f', displayName: '=Eve', email: 'eve@example.com' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};
const personOf = (accountId: string) => (accountId === person.accountId ? person : null);

it('writes a run so that a list of people can be read from it', async () => {
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
    '\uFEFFUser id,User name,email,Outcome,Details',
    `${person.accountId},"'=Eve",eve@example.com,"Removed, added back since",`,
    '5b10ffffffffffffffffffff,,,Failed,Confluence knows no account with this ID',
  ]);
  expect(await parseList(csv, () => Promise.resolve())).toMatchObject({ ok: true });
});

it('says of a run about several groups which one each change is in', () => {
  const groups = [{ groupId: 'g-1', name: 'contractors' }, { groupId: 'g-2' }];
  const changes = [
    changeOf({ accountId: person.accountId }),
    changeOf({ accountId: person.accountId, groupId: 'g-2', action: 'add' }),
  ];
  expect(runCsv({ groups }, changes, personOf).split('\r\n')).toEqual([
    '\uFEFFUser id,User name,email,Group,Outcome,Details',
    `${person.accountId},"'=Eve",eve@example.com,contractors,Removed,`,
    `${person.accountId},"'=Eve",eve@example.com,g-2,Added,`,
  ]);
});

it('writes the list of runs, the ones without an end too', () => {
  const run = recordOf({
    ...{ runId: 'r', actorId: person.accountId, drivers: [person.accountId], total: 3, undoes: 'q' },
    ...{ groups: [{ groupId: 'g', name: 'team' }], actions: { add: 3, remove: 0 } },
    ...{ endedAt: '2026-03-01T10:00:02.000Z', counts: { ...NOTHING, done: 2, failed: 1 } },
  });
  const open = recordOf({
    ...{ runId: 's', actorId: 'unknown', drivers: ['unknown'], total: 3 },
    ...{ groups: [{ groupId: 'g' }], actions: { add: 0, remove: 3 } },
    ...{ counts: { ...NOTHING, notAttempted: 3 } },
  });
  delete open.endedAt;
  const [, first, second] = runsCsv([run, open], personOf).split('\r\n');
  expect(first).toBe(
    `r,2026-03-01T10:00:00.000Z,2026-03-01T10:00:02.000Z,Undo of a removal: added back 2 of 3 people,team,g,"'=Eve",${person.accountId},"2 added back, 1 failed",3,2,0,1,0,0,q,,`,
  );
  expect(second).toBe('s,2026-03-01T10:00:00.000Z,,Removing 3 people,,g,,unknown,Not finished,3,,,,,,,,');
});

it('writes who else drove a run, why it was made, and all of its groups', () => {
  const run = recordOf({
    groups: [
      { groupId: 'g-1', name: 'contractors' },
      { groupId: 'g-2', name: 'design' },
    ],
    ...{ drivers: ['me', 'priya', 'sam'], reason: 'IT-4711, leavers' },
  });
  const [header, row] = runsCsv([run], personOf).split('\r\n');
  expect(header).toMatch(
    /,Changed,Unchanged,Failed,Unconfirmed,Not attempted,Undo of,Also driven by,Reason$/,
  );
  expect(row).toContain(',Made 240 changes,contractors; design,g-1; g-2,');
  expect(row).toMatch(/,240,240,0,0,0,0,,priya; sam,"IT-4711, leavers"$/);
});
