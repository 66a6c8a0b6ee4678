import { act, screen, waitFor, within } from '@testing-library/react';
import type { MakeChangesInput, PersonEvent, PersonEventPage } from '../../../src/contract';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { ADMIN, PeopleSite } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { eventOf } from './support/records';
import { askedOf, rowsOf, showHistory } from './support/showHistory';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

const RUN = '0000000000002-00000000000000bb';
const PATH = '/history/person/imogen-1';

/** Imogen was taken out of a group, unless it says otherwise. */
const event = (over: Partial<PersonEvent> = {}) =>
  eventOf({
    ...{ runId: RUN, index: 3, accountId: 'imogen-1', actorId: ADMIN, startedAt: '2026-11-03T09:30:05Z' },
    ...{ groupId: 'g-data', groupName: 'dept-data' },
    ...over,
  });

function answerEvents(events: PersonEvent[], rest: Partial<PersonEventPage> = {}): void {
  bridge.answerInvocations({ listPersonEvents: () => ({ ok: true, events, unreadable: 0, ...rest }) });
}

function setOnline(isOnline: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
  act(() => void window.dispatchEvent(new Event(isOnline ? 'online' : 'offline')));
}

const table = () => screen.findByRole('table', { name: 'Changes' });
const button = (name: string | RegExp) => screen.findByRole('button', { name });

it('has a line for each change of the person, with what became of it and by whom', async () => {
  answerEvents([
    event({ runId: 'newer', undoes: RUN, action: 'add', index: 0, by: 'robin-1' }),
    event({ undone: true, inBackground: true }),
    event({ index: 4, groupId: 'g-all', groupName: 'all-staff', outcome: 'failed', reason: 'permission' }),
  ]);
  const { user, path } = showHistory(PATH);
  await screen.findByRole('heading', { name: 'Changes of Imogen Prescott' });
  await within(await table()).findByText('Robin Castellanos');
  expect(askedOf('listPersonEvents')).toEqual([{ limit: 25, personId: 'imogen-1' }]);
  expect(askedOf('listRuns')).toEqual([]);
  const rows = rowsOf(await table());
  expect(rows.map(([, ...cells]) => cells)).toEqual([
    [
      ...['Added back to dept-dataUndo of an earlier change', 'Done'],
      ...['Robin Castellanosrobin@example.com', 'Undo'],
    ],
    [
      ...['Removed from dept-data', 'Undone since'],
      ...['Sasha WhitfieldYousasha@example.comIn the background', ''],
    ],
    [
      ...['Not removed from all-staff', 'FailedConfluence refused this'],
      ...['Sasha WhitfieldYousasha@example.com', ''],
    ],
  ]);
  expect(rows[0]?.[0]).toMatch(/^Nov 3, 2026, \d+:30:05\s[AP]M$/);
  screen.getByText('3 changes');
  await user.click(screen.getByRole('button', { name: 'Removed from dept-data' }));
  expect(path()).toBe(`/changes/${RUN}`);
});

it('asks with the other filters too, and goes back to all changes without the person', async () => {
  bridge.answerInvocations({
    listPersonEvents: () => ({ ok: true, events: [event()], unreadable: 0 }),
    listRuns: () => ({ ok: true, runs: [], unreadable: 0 }),
  });
  const { user, path } = showHistory(`${PATH}/action/remove/to/2026-11-30`);
  await table();
  expect(askedOf('listPersonEvents')).toEqual([
    { limit: 25, personId: 'imogen-1', action: 'remove', to: new Date(2026, 11, 1).getTime() },
  ]);
  await user.click(await button('Remove filter: Person Imogen Prescott'));
  expect(path()).toBe('/history/action/remove/to/2026-11-30');
  await waitFor(() => expect(askedOf('listRuns')).toHaveLength(1));
});

it('finds a person by name, or takes an account ID that nobody has any more', async () => {
  answerEvents([event()]);
  const { user, path } = showHistory(PATH);
  const person = await screen.findByRole('combobox', { name: 'Person' });
  await waitFor(() => expect(person).toHaveProperty('value', 'Imogen Prescott'));
  await user.clear(person);
  await user.type(person, 'robin');
  await user.click(await screen.findByRole('option', { name: /Robin Castellanos/ }));
  expect(path()).toBe('/history/person/robin-1');
  await waitFor(() => expect(person).toHaveProperty('value', 'Robin Castellanos'));
  await user.clear(person);
  await user.type(person, '5b10ffffffffffffffffffff');
  await screen.findByText('It can be chosen all the same.', { exact: false });
  await user.keyboard('{Enter}');
  expect(path()).toBe('/history/person/5b10ffffffffffffffffffff');
});

it('searches page after page until there are 25, says how far back, and then waits to be asked', async () => {
  bridge.answerInvocations({
    listPersonEvents: ({ cursor }) => {
      const page = cursor === undefined ? 1 : Number(cursor) + 1;
      const events = Array.from({ length: page % 2 === 0 ? 20 : 0 }, (_, index) =>
        event({ runId: `run-${page}`, index }),
      );
      const searchedTo = `2026-0${9 - page}-15T12:00:00Z`;
      return { ok: true, events, unreadable: 0, ...(page < 6 && { cursor: `${page}`, searchedTo }) };
    },
  });
  const { user } = showHistory(PATH);
  await screen.findByText('The newest 40 changes');
  await screen.findByText(/^Searched back to May 15, 2026/);
  expect(askedOf('listPersonEvents')).toHaveLength(4);
  await user.click(await button('Search older changes'));
  await screen.findByText('60 changes');
  expect(askedOf('listPersonEvents')).toHaveLength(6);
  expect(screen.queryByRole('button', { name: 'Search older changes' })).toBeNull();
});

it('stops searching where the history does not answer, and goes on from there', async () => {
  bridge.answerInvocations({
    listPersonEvents: ({ cursor }) =>
      cursor === undefined
        ? { ok: true, events: [event()], unreadable: 0, cursor: 'next' }
        : { ok: false, error: { kind: 'storage' } },
  });
  const { user } = showHistory(PATH);
  await screen.findByRole('alert');
  await table();
  expect(askedOf('listPersonEvents')).toHaveLength(2);
  answerEvents([event({ runId: 'older' })]);
  await user.click(await button('Try again'));
  await screen.findByText('2 changes');
  expect(askedOf('listPersonEvents').at(-1)).toEqual({ limit: 25, personId: 'imogen-1', cursor: 'next' });
});

it('says that nothing happened to the person, or nothing that fits', async () => {
  answerEvents([], { unreadable: 1 });
  const { go } = showHistory(PATH);
  await screen.findByRole('heading', { name: 'No changes of this person' });
  await screen.findByText('1 entry was written by a newer version', { exact: false });
  go(`${PATH}/outcome/failed`);
  await screen.findByRole('heading', { name: 'No change fits' });
});

describe('Undo', () => {
  it('asks, and then begins a run of this change alone', async () => {
    const slices: MakeChangesInput[] = [];
    bridge.answerInvocations({
      listPersonEvents: () => ({ ok: true, events: [event(), event({ index: 4 })], unreadable: 0 }),
      makeChanges: (input) => {
        slices.push(input);
        return new Promise(() => undefined); // Under way until the test has ended.
      },
    });
    const { user } = showHistory(PATH);
    const [first] = await screen.findAllByRole('button', { name: 'Undo removal from dept-data' });
    await user.click(first ?? document.body);
    const dialog = await screen.findByRole('dialog', { name: /Imogen Prescott.* to dept-data/ });
    expect(slices).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: /^Add/ }));
    await screen.findByText('Other changes are being made.', { exact: false });
    await waitFor(() =>
      expect(slices).toMatchObject([
        { newRun: { plan: { undoes: { runId: RUN, changes: [[3, 3]] } }, total: 1 } },
      ]),
    );
    for (const undo of screen.getAllByRole('button', { name: 'Undo removal from dept-data' })) {
      expect(undo).toHaveProperty('disabled', true);
    }
  });

  it('waits for the end of the change, and says so', async () => {
    const unfinished = event({ runId: 'open' });
    delete unfinished.endedAt;
    answerEvents([unfinished]);
    showHistory(PATH);
    expect(await button('Undo removal from dept-data')).toHaveProperty('disabled', true);
    screen.getByText('It can be undone once the change it is part of has ended.');
  });

  it('waits for the connection', async () => {
    answerEvents([event()]);
    showHistory(PATH);
    expect(await button('Undo removal from dept-data')).toHaveProperty('disabled', false);
    setOnline(false);
    await screen.findByText('You are offline', { exact: false });
    expect(await button('Undo removal from dept-data')).toHaveProperty('disabled', true);
    setOnline(true);
    await waitFor(() => expect(screen.queryByText('You are offline', { exact: false })).toBeNull());
    expect(await button('Undo removal from dept-data')).toHaveProperty('disabled', false);
  });

  it('is not offered to those who may not change groups', async () => {
    const site = new PeopleSite();
    site.isAdministrator = false;
    answerEvents([event()]);
    showHistory(PATH, site);
    await screen.findByText('You do not administer Confluence', { exact: false });
    await table();
    expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
    expect(screen.queryByRole('columnheader', { name: 'Undo' })).toBeNull();
  });
});

it('takes every word from the catalogs', async () => {
  answerEvents([
    event({ undoes: 'older', action: 'add' }),
    event({ index: 4, outcome: 'failed', reason: 'permission' }),
  ]);
  setLanguage(PSEUDO_LANGUAGE);
  const { container } = showHistory(PATH);
  await screen.findAllByText('sasha@example.com');
  const data = ['Sasha Whitfield', 'sasha@example.com', 'Imogen Prescott', 'dept-data', 'Nov 3, 2026'];
  expectOnlyCatalogWords(container, { data: [...data, 'GMT', 'UTC', 'AM', 'PM'] });
});
