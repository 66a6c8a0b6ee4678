import type { Person } from '../../../src/contract';
import { eventsCsv } from '../../../static/admin-panel/src/history/export/eventsCsv';
import { runsCsv } from '../../../static/admin-panel/src/history/export/runsCsv';
import { eventOf, NOTHING, recordOf } from './support/records';

const person: Person = {
  ...{ accountId: '5b10a2844c20165700ede21f', displayName: '=Eve', email: 'eve@example.com' },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
};
const personOf = (accountId: string) => (accountId === person.accountId ? person : null);

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
    `r,2026-03-01T10:00:00.000Z,2026-03-01T10:00:02.000Z,Added 2 of 3 people back to team,team,g,"'=Eve",${person.accountId},2 done and 1 failed,3,2,0,1,0,0,q,,,0,`,
  );
  expect(second).toBe(
    's,2026-03-01T10:00:00.000Z,,Removal of 3 people from g,,g,,unknown,Not finished,3,,,,,,,,,,',
  );
});

it('writes who else drove a run, why it was made, and all of its groups', () => {
  const run = recordOf({
    groups: [
      { groupId: 'g-1', name: 'contractors' },
      { groupId: 'g-2', name: 'design' },
    ],
    ...{ drivers: ['me', 'priya', 'sam'], reason: 'IT-4711, leavers' },
    ...{ inBackground: 210, until: '2026-06-01T10:00:00.000Z' },
  });
  const [header, row] = runsCsv([run], personOf).split('\r\n');
  expect(header).toMatch(
    /,Changes,Done,Not needed,Failed,Not confirmed,Not attempted,Undo of,Other admin ids,Reason,In the background,Until \(UTC\)$/,
  );
  expect(row).toContain(',Made 240 removals in 2 groups,contractors; design,g-1; g-2,');
  expect(row).toMatch(/,240,240,0,0,0,0,,priya; sam,"IT-4711, leavers",210,2026-06-01T10:00:00.000Z$/);
});

it('writes the changes of a person so that a list of people can be read from it', () => {
  const events = [
    eventOf({
      accountId: person.accountId,
      runId: 'r-2',
      by: person.accountId,
      undoes: 'r-1',
      action: 'add',
    }),
    eventOf({
      ...{ accountId: 'gone', runId: 'r-1', outcome: 'failed', reason: 'permission', inBackground: true },
    }),
  ];
  expect(eventsCsv(events, personOf).split('\r\n')).toEqual([
    '\uFEFFUser id,User name,email,Action,Group id,Group,What,Outcome,Details,Started (UTC),Admin,Admin id,Change id,Undo of,In the background',
    `${person.accountId},"'=Eve",eve@example.com,add,g-1,contractors,Added back to contractors,Done,,2026-03-01T10:00:00.000Z,"'=Eve",${person.accountId},r-2,r-1,`,
    'gone,,,remove,g-1,contractors,Not removed from contractors,Failed,Confluence refused this,2026-03-01T10:00:00.000Z,,me,r-1,,yes',
  ]);
});
