import { screen, waitFor, within } from '@testing-library/react';
import type { PersonEvent, PersonEventPage } from '../../../src/contract';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { bridge } from '../support/bridge';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { findButton } from '../support/showPart';
import { ADMIN, PeopleSite } from './support/peopleSite';
import { answerRuns, rowsOf, showPeople } from './support/showPeople';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

const RUN = '0000000000002-00000000000000bb';

function event(about: Partial<PersonEvent> = {}): PersonEvent {
  return {
    ...{ runId: RUN, index: 3, accountId: 'imogen-1', actorId: ADMIN },
    ...{ startedAt: '2026-11-03T09:30:05Z', endedAt: '2026-11-03T09:30:09Z' },
    ...{ action: 'remove', groupId: 'g-data', groupName: 'dept-data', outcome: 'done' },
    ...about,
  };
}

function answerEvents(events: PersonEvent[], rest: Partial<PersonEventPage> = {}): void {
  bridge.answerInvocations({ listPersonEvents: () => ({ ok: true, events, unreadable: 0, ...rest }) });
}

const table = () => screen.findByRole('table', { name: 'Changes made here' });
const open = async (user: ReturnType<typeof showPeople>['user']) =>
  user.click(await findButton('Show what was changed here'));

it('asks for the newest changes when they are wanted, and says what became of each', async () => {
  answerEvents(
    [
      event(),
      event({ index: 4, action: 'add', groupId: 'g-1', groupName: 'wiki', actorId: 'robin-1' }),
      event({ index: 5, outcome: 'failed', reason: 'permission', by: 'robin-1' }),
      event({ index: 6, undone: true }),
    ],
    { cursor: 'more' },
  );
  const { user } = showPeople('/people/imogen-1');
  await screen.findByRole('table', { name: 'Groups of Imogen Prescott' });
  expect(bridge.invocations).toEqual([]);
  await open(user);
  await within(await table()).findAllByText('Robin Castellanos');
  expect(bridge.invocations).toEqual([['listPersonEvents', { personId: 'imogen-1', limit: 10 }]]);
  screen.getByText('The newest 4 changes');
  const rows = rowsOf(await table()).map((row) => row.split(' | '));
  expect(rows.map(([, ...rest]) => rest)).toEqual([
    ['Removed from dept-data', 'Done', 'You', 'Undo'],
    ['Added to wiki', 'Done', 'Robin Castellanos', 'Undo'],
    ['Not removed from dept-data', 'FailedConfluence refused this', 'Robin Castellanos', ''],
    ['Removed from dept-data', 'Undone since', 'You', ''],
  ]);
  expect(rows[0]?.[0]).toMatch(/Nov 3, 2026, \d+:30:05/);
  screen.getByRole('columnheader', { name: /^When \(.+\)$/ });

  await user.click(await findButton('Hide what was changed here'));
  expect(screen.queryByRole('table', { name: 'Changes made here' })).toBeNull();
});

it('takes a change back once that is confirmed', async () => {
  answerEvents([event()]);
  const { site, user } = showPeople('/people/imogen-1');
  await open(user);
  await user.click(await findButton('Undo removal from dept-data'));
  const { slices } = answerRuns(site);
  const dialog = await screen.findByRole('dialog', { name: /Imogen Prescott.* to dept-data/ });
  await user.click(within(dialog).getByRole('button', { name: /^Add/ }));
  await screen.findAllByText('Wait until the changes under way have ended.');
  await waitFor(() =>
    expect(slices).toMatchObject([
      { newRun: { plan: { undoes: { runId: RUN, changes: [[3, 3]] } }, total: 1 } },
    ]),
  );
  expect((await findButton('Undo removal from dept-data')).hasAttribute('disabled')).toBe(true);
});

it('offers no Undo while the run of a change has not ended', async () => {
  const unfinished = event();
  delete unfinished.endedAt;
  answerEvents([unfinished]);
  const { user } = showPeople('/people/imogen-1');
  await open(user);
  await table();
  expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
});

it('leads to all changes of the person', async () => {
  const { path, user } = showPeople('/people/imogen-1');
  await user.click(await findButton('All changes of Imogen Prescott'));
  expect(path()).toBe('/history/person/imogen-1');
});

it('says that nothing was changed, or that only the newest were looked through', async () => {
  answerEvents([]);
  const { user } = showPeople('/people/imogen-1');
  await open(user);
  await screen.findByText('Nothing was changed here', { exact: false });
  await user.click(await findButton('Hide what was changed here'));
  answerEvents([], { cursor: 'more', unreadable: 2 });
  await open(user);
  await screen.findByText('None of the newest changes is about this person.', { exact: false });
  screen.getByText('2 entries were written by a newer version', { exact: false });
});

it('says that the history did not answer, and asks again', async () => {
  bridge.answerInvocations({
    listPersonEvents: () => ({ ok: false, error: { kind: 'storage', detail: 'No answer.' } }),
  });
  const { user } = showPeople('/people/imogen-1');
  await open(user);
  await screen.findByRole('img', { name: 'Error' });
  answerEvents([event()]);
  await user.click(await findButton('Try again'));
  expect(rowsOf(await table())).toHaveLength(1);
});

it('shows what was changed for an account that is gone, and offers no Undo', async () => {
  answerEvents([event({ accountId: 'gone-1' })]);
  const { user } = showPeople('/people/gone-1');
  await open(user);
  await table();
  await screen.findByText('Confluence knows no person', { exact: false });
  expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
});

it('is not offered to those whom the history does not answer', async () => {
  const site = new PeopleSite();
  site.isAdministrator = false;
  showPeople('/people/imogen-1', site);
  await screen.findByText('You do not administer Confluence', { exact: false });
  expect(screen.queryByText('Changes made here')).toBeNull();
});

it('takes every word from the catalogs', async () => {
  answerEvents([event()], { cursor: 'more' });
  setLanguage(PSEUDO_LANGUAGE);
  const { user } = showPeople('/people/gone-1');
  await user.click(await findButton('Shów whát wás chángéd héré'));
  await screen.findByRole('table');
  const section = screen.getByRole('region', { name: 'Chángés mádé héré' });
  const shown = section.textContent.replaceAll('gone-1', '').replaceAll('dept-data', '');
  expect(shown.replace(/Nov 3, 2026, [^A-Z]*[AP]M/, '')).not.toMatch(/[aeiou]/);
});
