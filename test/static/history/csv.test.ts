import type { Person, RunRecord } from '../../../src/contract';
import { runCsv } from '../../../static/admin-panel/src/history/export/runCsv';
import { runsCsv } from '../../../static/admin-panel/src/history/export/runsCsv';
import { parseList } from '../../../static/admin-panel/src/list/parseList';

const person: Person = {
  ...{ accountId: '5b10a2844c20165700ede21f', displayName: '=Eve', email: 'eve@example.com' },
  ...{ accountType: 'person', deactivated: false, guest: false },
};
const personOf = (accountId: string) => (accountId === person.accountId ? person : null);

it('writes a run so that a list of people can be read from it', async () => {
  const csv = runCsv(
    [
      { accountId: person.accountId, status: 'done', undone: true },
      { accountId: '5b10ffffffffffffffffffff', status: 'failed', reason: 'userNotFound' },
    ],
    'remove',
    personOf,
  );
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFUser id,User name,email,Outcome,Details',
    `${person.accountId},"'=Eve",eve@example.com,"Removed, added back since",`,
    '5b10ffffffffffffffffffff,,,Failed,This account no longer exists',
  ]);
  expect(await parseList(csv, () => Promise.resolve())).toMatchObject({ ok: true });
});

it('writes the list of runs, the ones without an end too', () => {
  const run: RunRecord = {
    ...{
      runId: 'r',
      action: 'restore',
      groupId: 'g',
      groupName: 'team',
      actorId: person.accountId,
      total: 3,
    },
    ...{ startedAt: '2026-03-01T10:00:00.000Z', undoes: 'q' },
    ended: {
      at: '2026-03-01T10:00:02.000Z',
      counts: { done: 2, failed: 1, unconfirmed: 0, notAttempted: 0 },
    },
  };
  const open: RunRecord = {
    ...{ runId: 's', action: 'remove', groupId: 'g', actorId: 'unknown', total: 3 },
    startedAt: '2026-03-01T10:00:00.000Z',
  };
  const [, first, second] = runsCsv([run, open], personOf).split('\r\n');
  expect(first).toBe(
    `r,2026-03-01T10:00:00.000Z,2026-03-01T10:00:02.000Z,Undo of a removal: added back 2 of 3 people,team,g,"'=Eve",${person.accountId},"2 added back, 1 failed",3,2,1,0,0,q`,
  );
  expect(second).toBe('s,2026-03-01T10:00:00.000Z,,Removing 3 people,,g,,unknown,Not finished,3,,,,,');
});
