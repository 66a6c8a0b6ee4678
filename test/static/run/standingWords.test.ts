import type { ErrorKind } from '../../../src/contract';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import { wordsOf } from '../../../static/admin-panel/src/run/actionWords';
import type { StandingChange } from '../../../static/admin-panel/src/run/activeRun';
import { standingTitle } from '../../../static/admin-panel/src/run/standingTitle';
import { byWords, standingWords } from '../../../static/admin-panel/src/run/standingWords';

const response = { status: 400, headers: {}, body: '' };
const [removal, addition, addingBack] = [
  wordsOf('remove', false),
  wordsOf('add', false),
  wordsOf('add', true),
];
const failed = (kind: ErrorKind): ChangeStanding => ({ status: 'failed', error: { kind } });

const standingsOf = (standings: readonly ChangeStanding[], action: 'add' | 'remove' = 'remove') =>
  standings.map((standing, index): StandingChange => ({
    ...{ index, standing },
    change: { groupId: 'g', accountId: `p${index}`, action },
  }));

it('groups what was not made by what became of it and Confluence’s words, the most first', () => {
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
  expect(groups.map(([words, changes]) => [words, changes.length])).toEqual([
    ['Failed: Confluence did not accept the request (Confluence said: “Managed by Okta”)', 2],
    ['Failed: This account no longer exists', 1],
    ['Failed: Confluence did not accept the request (Confluence said: “Something else”)', 1],
    ['Not attempted', 1],
    ['Was not in the group', 1],
    ['Still a member', 1],
  ]);
});

it('tells changes of both kinds apart', () => {
  const standings = [...standingsOf([failed('notMade')]), ...standingsOf([failed('notMade')], 'add')];
  expect(byWords(standings, { isUndo: false }).map(([words]) => words)).toEqual([
    'Still a member',
    'Still not a member',
  ]);
});

it('never says of somebody in doubt that nothing was changed', () => {
  for (const kind of ['unavailable', 'unconfirmed', 'unrecorded', 'unattributed'] as const) {
    const standing: ChangeStanding = { status: 'unconfirmed', error: { kind } };
    expect(standingTitle(standing, removal)).toBe('Not confirmed');
    expect(standingWords(standing, removal)).not.toMatch(/not removed|nothing/i);
  }
});

it('says of an undo that people were added back', () => {
  expect(standingTitle({ status: 'done' }, addingBack)).toBe('Added back');
  expect(standingTitle({ status: 'underWay' }, addingBack)).toBe('Adding back…');
  expect(standingTitle(failed('notMade'), addingBack)).toBe('Still not a member');
  expect(standingTitle({ status: 'unchanged' }, addingBack)).toBe('Was in the group already');
  const gone: ChangeStanding = { status: 'failed', error: { kind: 'groupNotFound', status: 404 } };
  expect(standingWords(gone, addingBack)).toBe('Failed: This group no longer exists');
});

it.each([
  [{ status: 'waiting' }, 'Waiting', 'Waiting'],
  [{ status: 'underWay' }, 'Removing…', 'Adding…'],
  [{ status: 'done' }, 'Removed', 'Added'],
  [{ status: 'unchanged' }, 'Was not in the group', 'Was in the group already'],
  [failed('notMade'), 'Still a member', 'Still not a member'],
  [failed('invalid'), 'Failed', 'Failed'],
  [{ status: 'notAttempted' }, 'Not attempted', 'Not attempted'],
] as const)('of %j says “%s”, or “%s” of an addition', (standing, removed, added) => {
  expect([standingTitle(standing, removal), standingTitle(standing, addition)]).toEqual([removed, added]);
});
