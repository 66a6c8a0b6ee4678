import type { Standing } from '../../../static/admin-panel/src/run/people';
import { standingTitle } from '../../../static/admin-panel/src/run/standingTitle';
import { byWords, standingWords } from '../../../static/admin-panel/src/run/standingWords';

const response = { status: 400, headers: {}, body: '' };

it('groups who was not removed by what became of them and Confluence’s words, the most first', () => {
  const standings: Standing[] = [
    { status: 'done' },
    { status: 'failed', error: { kind: 'userNotFound', status: 404 } },
    { status: 'failed', error: { kind: 'invalid', detail: 'Managed by Okta', response } },
    { status: 'failed', error: { kind: 'invalid', detail: 'Managed by Okta', response } },
    { status: 'failed', error: { kind: 'invalid', detail: 'Something else', response } },
    { status: 'notAttempted' },
  ];
  const groups = byWords(
    standings.map((standing, index): [string, Standing] => [`p${index}`, standing]),
    'remove',
  );
  expect(groups.map(([words, people]) => [words, people.length])).toEqual([
    ['Failed: Confluence did not accept the request (Confluence said: “Managed by Okta”)', 2],
    ['Failed: This account no longer exists', 1],
    ['Failed: Confluence did not accept the request (Confluence said: “Something else”)', 1],
    ['Not attempted', 1],
  ]);
});

it('never says of somebody in doubt that nothing was changed', () => {
  for (const kind of ['unavailable', 'unconfirmed'] as const) {
    const standing: Standing = { status: 'unconfirmed', error: { kind } };
    expect(standingTitle(standing, 'remove')).toBe('Not confirmed');
    expect(standingWords(standing, 'remove')).not.toMatch(/not removed|nothing/i);
  }
});

it('says of an undo that people were added back', () => {
  expect(standingTitle({ status: 'done' }, 'restore')).toBe('Added back');
  expect(standingTitle({ status: 'underWay' }, 'restore')).toBe('Adding back…');
  expect(standingTitle({ status: 'notChanged' }, 'restore')).toBe('Still not a member');
  const gone: Standing = { status: 'failed', error: { kind: 'groupNotFound', status: 404 } };
  expect(standingWords(gone, 'restore')).toBe('Failed: This group no longer exists');
});
