import type { ErrorKind } from '../../../src/contract';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import type { StandingChange } from '../../../static/admin-panel/src/run/activeRun';
import { standingTitle } from '../../../static/admin-panel/src/run/standingTitle';
import { byWords, standingText, standingWords } from '../../../static/admin-panel/src/run/standingWords';

const response = { status: 400, headers: {}, body: '' };
const failed = (kind: ErrorKind): ChangeStanding => ({ status: 'failed', error: { kind } });

const standingsOf = (standings: readonly ChangeStanding[], action: 'add' | 'remove' = 'remove') =>
  standings.map((standing, index): StandingChange => ({
    ...{ index, standing },
    change: { groupId: 'g', accountId: `p${index}`, action },
  }));

it('groups what failed by what became of it and Confluence’s words, the most first', () => {
  const groups = byWords(
    standingsOf([
      { status: 'done' },
      { status: 'failed', error: { kind: 'userNotFound', status: 404 } },
      { status: 'failed', error: { kind: 'invalid', detail: 'Managed by Okta', response } },
      { status: 'failed', error: { kind: 'invalid', detail: 'Managed by Okta', response } },
      { status: 'failed', error: { kind: 'invalid', detail: 'Something else', response } },
      { status: 'notAttempted' },
      { status: 'unchanged' },
      failed('notMade'),
    ]),
    { isUndo: false },
  );
  expect(groups.map(({ words, changes }) => [standingText(words), changes.length])).toEqual([
    ['Failed: Confluence said “Managed by Okta” (Confluence did not accept the request)', 2],
    ['Failed: Confluence knows no person with this account ID', 1],
    ['Failed: Confluence said “Something else” (Confluence did not accept the request)', 1],
    ['Still a member', 1],
  ]);
});

it('keeps Confluence’s words apart, so that they can be shown as a quotation', () => {
  const detail = '<b>مرفوض</b>';
  const error = { kind: 'permission', status: 403, detail, response } as const;
  expect(standingWords({ status: 'failed', error }, 'remove')).toEqual({
    ...{ title: 'Failed', quotation: detail, reason: 'Confluence refused this' },
  });
});

it('tells changes of both kinds apart', () => {
  const standings = [...standingsOf([failed('notMade')]), ...standingsOf([failed('notMade')], 'add')];
  expect(byWords(standings, { isUndo: false }).map(({ words }) => words)).toEqual([
    { title: 'Still a member' },
    { title: 'Still not a member' },
  ]);
});

it('never says of a change in doubt that nothing was changed', () => {
  for (const kind of ['unavailable', 'unconfirmed', 'unrecorded', 'unattributed'] as const) {
    const standing: ChangeStanding = { status: 'unconfirmed', error: { kind } };
    expect(standingTitle(standing, 'remove')).toBe('Not confirmed');
    expect(standingText(standingWords(standing, 'remove'))).not.toMatch(/not removed|nothing/i);
  }
});

it('says of an undo that people were added back', () => {
  expect(standingTitle({ status: 'done' }, 'addBack')).toBe('Added back');
  expect(standingTitle({ status: 'underWay' }, 'addBack')).toBe('Adding back…');
  expect(standingTitle(failed('notMade'), 'addBack')).toBe('Still not a member');
  expect(standingTitle({ status: 'unchanged' }, 'addBack')).toBe('Was in the group already');
  const gone: ChangeStanding = { status: 'failed', error: { kind: 'groupNotFound', status: 404 } };
  expect(standingWords(gone, 'addBack')).toEqual({
    ...{ title: 'Failed', reason: 'Confluence has no group with this ID' },
  });
});

it.each([
  [{ status: 'waiting' }, 'Waiting', 'Waiting'],
  [{ status: 'underWay' }, 'Removing…', 'Adding…'],
  [{ status: 'done' }, 'Removed', 'Added'],
  [{ status: 'unchanged' }, 'Was not in the group', 'Was in the group already'],
  [failed('notMade'), 'Still a member', 'Still not a member'],
  [failed('invalid'), 'Failed', 'Failed'],
  [{ status: 'notAttempted' }, 'Not removed yet', 'Not added yet'],
  [{ status: 'undone' }, 'Removed, added back since', 'Added, removed since'],
] as const)('of %j says “%s”, or “%s” of an addition', (standing, removed, added) => {
  expect([standingTitle(standing, 'remove'), standingTitle(standing, 'add')]).toEqual([removed, added]);
});
