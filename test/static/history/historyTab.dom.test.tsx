import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { RunListPage, RunRecord } from '../../../src/contract';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { ADMIN, PeopleSite } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { NOTHING, recordOf } from './support/records';
import { askedOf, rowsOf, showHistory } from './support/showHistory';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

const RUN = '0000000000002-00000000000000bb';
const UNDO = '0000000000001-00000000000000aa';

/** One person was taken out of a group, unless it says otherwise. */
const removal = (over: Partial<RunRecord> = {}) =>
  recordOf({
    ...{ runId: RUN, actorId: ADMIN, drivers: [ADMIN], total: 1, firstAccountIds: ['imogen-1'] },
    ...{ groups: [{ groupId: 'g-data', name: 'dept-data' }], actions: { add: 0, remove: 1 } },
    ...{ counts: { ...NOTHING, done: 1 }, startedAt: '2026-11-03T09:30:05Z' },
    ...over,
  });

function answerRuns(runs: RunRecord[], rest: Partial<RunListPage> = {}): void {
  bridge.answerInvocations({ listRuns: () => ({ ok: true, runs, unreadable: 0, ...rest }) });
}

const table = () => screen.findByRole('table', { name: 'Changes' });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const filters = () => screen.findByRole('group', { name: 'Filters' });
const lastAsked = () => askedOf('listRuns').at(-1);

it('says of each change when it was made, what it did, where, by whom, and what came of it', async () => {
  answerRuns([
    removal({
      ...{ runId: UNDO, undoes: RUN, actorId: 'robin-1', drivers: ['robin-1', ADMIN] },
      ...{ actions: { add: 1, remove: 0 } },
    }),
    removal({ reason: 'IT-4711' }),
    removal({
      ...{ runId: 'many', total: 240, firstAccountIds: ['imogen-1', 'dana-1', 'robin-1'] },
      ...{ actions: { add: 0, remove: 240 }, counts: { ...NOTHING, done: 238, failed: 2 } },
    }),
  ]);
  showHistory('/history');
  await within(await table()).findAllByText('Robin Castellanos');
  expect(askedOf('listRuns')).toEqual([{ limit: 25 }]);
  const rows = rowsOf(await table());
  expect(rows.map(([, ...cells]) => cells)).toEqual([
    [
      'Added Imogen Prescott back to dept-dataUndo of an earlier change',
      'dept-data',
      'Robin Castellanosrobin@example.comand 1 other admin',
      '1 done',
    ],
    [
      'Removed Imogen Prescott from dept-data UndoneReason: IT-4711',
      'dept-data',
      'Sasha WhitfieldYousasha@example.com',
      '1 done',
    ],
    [
      'Removed 238 of 240 people from dept-data',
      'dept-data',
      'Sasha WhitfieldYousasha@example.com',
      '238 done and 2 failed',
    ],
  ]);
  expect(rows[0]?.[0]).toMatch(/^Nov 3, 2026, \d+:30:05\s[AP]M$/);
  screen.getByRole('columnheader', { name: /^When \((GMT|UTC).*\)$/ });
  screen.getByText('3 changes');
});

it('does not say of a change that has not ended that it did anything', async () => {
  const open = removal({ counts: { ...NOTHING, notAttempted: 1 } });
  delete open.endedAt;
  answerRuns([open]);
  showHistory('/history');
  await screen.findByText(/^Removal of/);
  const [row = []] = rowsOf(await table());
  expect(row.at(-1)).toBe('Not finished1 left');
});

it('says how much was made in the background, and what ended memberships whose date had come', async () => {
  answerRuns([removal({ undoes: 'added', isEnding: true, inBackground: 1 })]);
  const { user, path } = showHistory('/history');
  const [[, what, , , outcome] = []] = await waitFor(async () => {
    const rows = rowsOf(await table());
    expect(rows[0]?.[1]).toMatch(/Imogen Prescott/);
    return rows;
  });
  expect([what, outcome]).toEqual([
    'Removed Imogen Prescott from dept-dataEnds memberships whose date had come',
    '1 done1 in the background',
  ]);
  await user.click(await button('Ends memberships whose date had come'));
  expect(path()).toBe('/changes/added');
});

it('names the first of several groups', async () => {
  const groups = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ groupId: `g-${name}`, name }));
  answerRuns([
    removal({ groups, total: 5, actions: { add: 0, remove: 5 }, counts: { ...NOTHING, done: 5 } }),
  ]);
  showHistory('/history');
  await screen.findByText('and 2 more');
  const [[, what, where] = []] = rowsOf(await table());
  expect([what, where]).toEqual(['Removed Imogen Prescott from 5 groups', 'abcand 2 more']);
});

it('opens the receipt, and gives the focus back to its row', async () => {
  answerRuns([removal({ runId: UNDO, undoes: RUN }), removal()]);
  const { user, path, go } = showHistory('/history');
  await user.click(await button(/^Undo of an earlier change/));
  expect(path()).toBe(`/changes/${RUN}`);
  go('/history');
  const [first] = (await table()).querySelectorAll<HTMLElement>('tbody tr');
  const open = within(first ?? document.body).getAllByRole('button')[0];
  await waitFor(() => expect(document.activeElement).toBe(open));
});

it('shows more when asked to', async () => {
  bridge.answerInvocations({
    listRuns: ({ cursor }) =>
      cursor === undefined
        ? { ok: true, runs: [removal({ runId: 'newer' })], unreadable: 0, cursor: 'next' }
        : { ok: true, runs: [removal({ runId: 'older' })], unreadable: 1 },
  });
  const { user } = showHistory('/history');
  await screen.findByText('The newest change');
  await user.click(await button('Show more'));
  await screen.findByText('2 changes');
  await screen.findByText('1 entry was written by a newer version', { exact: false });
  expect(askedOf('listRuns')).toEqual([{ limit: 25 }, { limit: 25, cursor: 'next' }]);
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

it('saves what is shown as a file', async () => {
  const urls = { createObjectURL: vi.fn(() => 'blob:file'), revokeObjectURL: vi.fn() };
  Object.assign(URL, urls);
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined); // jsdom knows no downloads.
  answerRuns([removal(), removal({ runId: 'older' })]);
  const { user } = showHistory('/history');
  await user.click(await button('Export 2 changes'));
  await screen.findByText(/^Saved Group Members history \d{4}-\d\d-\d\d\.csv/);
  expect(urls.createObjectURL).toHaveBeenCalledTimes(1);
});

describe('filters', () => {
  it('are in the address, and asked for', async () => {
    answerRuns([removal()]);
    const { user, path } = showHistory('/history');
    await table();
    await user.selectOptions(within(await filters()).getByRole('combobox', { name: 'Action' }), 'Added');
    expect(path()).toBe('/history/action/add');
    await user.selectOptions(
      within(await filters()).getByRole('combobox', { name: 'Outcome' }),
      'Not confirmed',
    );
    expect(path()).toBe('/history/action/add/outcome/unconfirmed');
    await table();
    expect(lastAsked()).toEqual({ limit: 25, action: 'add', outcome: 'unconfirmed' });
    await user.selectOptions(within(await filters()).getByRole('combobox', { name: 'Action' }), 'All');
    expect(path()).toBe('/history/outcome/unconfirmed');
  });

  it('take days as the admin’s own, whole', async () => {
    answerRuns([removal()]);
    const { path } = showHistory('/history/from/2026-03-02');
    await table();
    const to = within(await filters()).getByLabelText('To');
    fireEvent.change(to, { target: { value: '0202-03-03' } });
    expect(path()).toBe('/history/from/2026-03-02');
    fireEvent.change(to, { target: { value: '2026-03-03' } });
    expect(path()).toBe('/history/from/2026-03-02/to/2026-03-03');
    await table();
    expect(lastAsked()).toEqual({
      limit: 25,
      from: new Date(2026, 2, 2).getTime(),
      to: new Date(2026, 2, 4).getTime(),
    });
    await screen.findByText('Mar 3, 2026');
  });

  it('find an admin by name, and offer those who are shown', async () => {
    answerRuns([removal(), removal({ runId: 'other', actorId: 'robin-1' })]);
    const { user, path } = showHistory('/history');
    await screen.findByText('Robin Castellanos');
    const admin = await within(await filters()).findByRole('combobox', { name: 'Admin' });
    await user.click(admin);
    const offered = within(screen.getByRole('listbox', { name: 'Admin' })).getAllByRole('option');
    expect(offered.map((option) => option.textContent)).toEqual([
      'Sasha Whitfield sasha@example.com',
      'Robin Castellanos robin@example.com',
    ]);
    await user.clear(admin);
    await user.type(admin, 'dana');
    await user.click(await screen.findByRole('option', { name: /Dana Okonkwo/ }));
    expect(path()).toBe('/history/admin/dana-1');
    expect(admin).toHaveProperty('value', 'Dana Okonkwo');
    await waitFor(() => expect(lastAsked()).toEqual({ limit: 25, actorId: 'dana-1' }));
  });

  it('find a group', async () => {
    answerRuns([removal()]);
    const { user, path } = showHistory('/history');
    await user.click(await within(await filters()).findByRole('combobox', { name: 'Group' }));
    await user.click(await screen.findByRole('option', { name: /dept-sales/ }));
    expect(path()).toBe('/history/group/g-sales');
    await button('Remove filter: Group dept-sales');
  });

  it('call a group that is gone as the history does', async () => {
    answerRuns([removal({ groups: [{ groupId: 'gone', name: 'old-team' }] })]);
    showHistory('/history/group/gone');
    await button('Remove filter: Group old-team');
  });

  it('are taken away one by one, or all at once', async () => {
    answerRuns([removal()]);
    const { user, path, go } = showHistory('/history/group/g-sales/admin/robin-1/action/remove');
    await user.click(await button('Remove filter: Admin Robin Castellanos'));
    expect(path()).toBe('/history/group/g-sales/action/remove');
    await user.click(await button('Clear filters'));
    expect(path()).toBe('/history');
    expect(screen.queryByRole('list', { name: 'Filters in use' })).toBeNull();
    go('/history/action/add');
    await button('Remove filter: Action Added');
  });

  it('that name nothing are ignored', async () => {
    answerRuns([removal()]);
    showHistory('/history/admin/a%20b/group/..%2F..%2Fx/action/burn/from/2026-02-31/outcome/failed');
    await table();
    expect(lastAsked()).toEqual({ limit: 25, outcome: 'failed' });
    expect(screen.getAllByRole('button', { name: /^Remove filter/ })).toHaveLength(1);
  });

  it('search page after page until there is enough, and then wait to be asked', async () => {
    let pages = 0;
    bridge.answerInvocations({
      listRuns: () => {
        pages += 1;
        const runs = Array.from({ length: pages % 2 === 0 ? 15 : 0 }, (_, n) =>
          removal({ runId: `${pages}-${n}` }),
        );
        return { ok: true, runs, unreadable: 0, searchedTo: '2026-09-01T10:00:00Z', cursor: `${pages}` };
      },
    });
    const { user } = showHistory('/history/action/remove');
    await screen.findByText('The newest 30 changes');
    await screen.findByText(/^Searched back to (Aug 31|Sep 1), 2026/);
    expect(pages).toBe(4);
    await user.click(await button('Search older changes'));
    await screen.findByText('The newest 60 changes');
    expect(pages).toBe(8);
  });
});

describe('says what there is not', () => {
  it('nothing yet', async () => {
    answerRuns([]);
    showHistory('/history');
    await screen.findByRole('heading', { name: 'No changes yet' });
    await filters();
  });

  it('nothing that fits', async () => {
    answerRuns([]);
    showHistory('/history/action/add');
    await screen.findByRole('heading', { name: 'No change fits' });
  });

  it('nothing that can be read, which is not nothing', async () => {
    answerRuns([], { unreadable: 2 });
    showHistory('/history');
    await screen.findByText('2 entries were written by a newer version', { exact: false });
    expect(screen.queryByRole('heading', { name: 'No changes yet' })).toBeNull();
  });

  it('no answer, and asks again', async () => {
    bridge.answerInvocations({ listRuns: () => ({ ok: false, error: { kind: 'storage' } }) });
    const { user } = showHistory('/history/action/add');
    await screen.findByRole('alert');
    await filters();
    answerRuns([removal()]);
    await user.click(await button('Try again'));
    await table();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('no answer to what is older, and leaves what is there', async () => {
    bridge.answerInvocations({
      listRuns: ({ cursor }) =>
        cursor === undefined
          ? { ok: true, runs: [removal()], unreadable: 0, cursor: 'next' }
          : { ok: false, error: { kind: 'storage' } },
    });
    const { user } = showHistory('/history');
    await user.click(await button('Show more'));
    await screen.findByRole('alert');
    answerRuns([removal({ runId: 'older' })]);
    await user.click(await button('Try again'));
    await screen.findByText('2 changes');
  });

  it('no history for those who do not administer', async () => {
    const site = new PeopleSite();
    site.isAdministrator = false;
    bridge.answerInvocations({ listRuns: () => ({ ok: false, error: { kind: 'permission' } }) });
    showHistory('/history', site);
    await screen.findByText('Only people who administer Confluence', { exact: false });
    expect(screen.queryByRole('group', { name: 'Filters' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('no names, and shows IDs meanwhile', async () => {
    answerRuns([removal()]);
    const site = new PeopleSite();
    let isSilent = true;
    const { user } = showHistory('/history', site);
    bridge.answerConfluence((request) =>
      isSilent && request.path.includes('user/bulk')
        ? { status: 500, headers: {}, body: '' }
        : site.answer(request),
    );
    await screen.findByText('so their account IDs are shown', { exact: false });
    expect(rowsOf(await table())[0]?.[3]).toBe(`${ADMIN}You`);
    isSilent = false;
    await user.click(await button('Look up names again'));
    await screen.findByText('Sasha Whitfield');
  });
});

it('takes every word from the catalogs', async () => {
  answerRuns(
    [
      removal({ runId: UNDO, undoes: RUN, reason: 'IT-4711', drivers: [ADMIN, 'robin-1'] }),
      removal({ counts: { ...NOTHING, failed: 1 } }),
      ...Array.from({ length: 23 }, (_, n) => removal({ runId: `older-${n}` })),
    ],
    { cursor: 'more', searchedTo: '2026-09-01T10:00:00Z', unreadable: 1 },
  );
  setLanguage(PSEUDO_LANGUAGE);
  const { container } = showHistory('/history/group/g-sales/from/2026-03-02');
  await screen.findAllByText('sasha@example.com');
  await screen.findByRole('combobox', { name: 'Gróúp' });
  await screen.findByText('dept-sales');
  const data = [
    'Sasha Whitfield',
    'sasha@example.com',
    'Imogen Prescott',
    'dept-data',
    'dept-sales',
    'IT-4711',
  ];
  expectOnlyCatalogWords(container, {
    data: [...data, 'Nov 3, 2026', 'Sep 1, 2026', 'Aug 31, 2026', 'Mar 2, 2026', 'GMT', 'UTC', 'AM', 'PM'],
  });
});
