import { act, screen, waitFor, within } from '@testing-library/react';
import type { DueMemberships, RunRecord } from '../../../src/contract';
import { GroupsHome } from '../../../static/admin-panel/src/groups/home/GroupsHome';
import { recentGroups } from '../../../static/admin-panel/src/host/keptIds';
import { recordOf } from '../history/support/records';
import { bridge } from '../support/bridge';
import { SITE_URL } from '../support/showPart';
import { GroupsSite, ME } from './support/groupsSite';
import { pathsAsked, showInPage } from './support/showInPage';

let site: GroupsSite;

beforeEach(() => {
  window.localStorage.clear();
  site = GroupsSite.open();
});

/** @param recent ids of groups, the one opened last first */
function showHome(recent: readonly string[] = [], runs: RunRecord[] = []) {
  for (const groupId of recent.toReversed()) recentGroups.remember(SITE_URL, groupId);
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
    listRuns: () => ({ ok: true, runs, unreadable: 0 }),
    listProtected: () => ({ ok: true, accountIds: [] }),
  });
  return showInPage(<GroupsHome picker={<p>the picker</p>} onFromList={() => undefined} />);
}

const findTable = () => screen.findByRole('table', { name: 'Groups' });

/** The names in a part of the table, in order. */
async function namesIn(part: 'Opened recently' | 'By name'): Promise<string[]> {
  const rows = within(await findTable()).getByRole('rowgroup', { name: part });
  return within(rows)
    .getAllByRole('button')
    .map((button) => button.textContent);
}

it('lists the first groups by name, and asks neither for their members nor for each of them', async () => {
  showHome();
  expect(await namesIn('By name')).toEqual(['all-staff', 'contractors', 'okta-engineering', 'site-admins']);
  expect(screen.queryByRole('rowgroup', { name: 'Opened recently' })).toBeNull();
  expect(screen.queryByText(/There are more groups/)).toBeNull();
  await waitFor(() => expect(new Set(pathsAsked())).toEqual(new Set(['group', 'user/current'])));
});

it('says where there are more', async () => {
  site.unlisted = [{ id: 'g-z', name: 'zebra' }];
  showHome();
  expect(await screen.findByText(/There are more groups. Type a part of the name above/)).toBeDefined();
});

it('opens the group that is pressed', async () => {
  const { user, path } = showHome();
  await user.click(within(await findTable()).getByRole('button', { name: 'contractors' }));
  expect(path()).toBe('/groups/g-con');
});

it('puts the groups opened last before the others, each once', async () => {
  showHome(['g-okta', 'g-con']);
  expect(await namesIn('Opened recently')).toEqual(['okta-engineering', 'contractors']);
  expect(await namesIn('By name')).toEqual(['all-staff', 'site-admins']);
  expect(pathsAsked()).not.toContain('group/by-id');
});

it('looks up a recent group that is not among the first by name', async () => {
  site.unlisted = [{ id: 'g-z', name: 'zebra' }];
  showHome(['g-z']);
  expect(await namesIn('Opened recently')).toEqual(['zebra']);
});

it('drops a recent group that Confluence has no more, here and for the next time', async () => {
  showHome(['g-gone', 'g-con']);
  expect(await namesIn('Opened recently')).toEqual(['contractors']);
  await waitFor(() => expect(recentGroups.read(SITE_URL)).toEqual(['g-con']));
});

it('keeps a recent group whose name could not be looked up', async () => {
  site.unlisted = [{ id: 'g-z', name: 'zebra' }];
  site.down.add('group/by-id');
  showHome(['g-z']);
  expect(await namesIn('Opened recently')).toEqual(['g-z']);
  expect(recentGroups.read(SITE_URL)).toEqual(['g-z']);
});

it('marks what groups give and who owns them, once that is known', async () => {
  showHome();
  const table = await findTable();
  const marksOf = (name: string) =>
    within(within(table).getByRole('row', { name: new RegExp(`^${name}`) })).getByRole('cell').textContent;
  await waitFor(() => expect(marksOf('site-admins')).toBe('Gives administration'));
  expect(marksOf('all-staff')).toBe('Gives Confluence');
  expect(marksOf('okta-engineering')).toBe('Identity provider');
  expect(marksOf('contractors')).toBe('');
});

it('tells groups apart that look alike', async () => {
  site.groups = [
    { id: '11111111-a', name: 'ops' },
    { id: '22222222-b', name: 'ops\u200b' },
  ];
  showHome();
  expect(await namesIn('By name')).toEqual(['ops 11111111', 'ops\u200b 22222222']);
});

it('says that Confluence lists no groups', async () => {
  site.groups = [];
  showHome();
  expect(await screen.findByText('Confluence lists no groups for you.')).toBeDefined();
});

it('says why the groups are not there, shows what was opened last all the same, and asks again', async () => {
  site.down.add('group');
  const { user } = showHome(['g-con']);
  expect(await screen.findByText('The groups could not be listed')).toBeDefined();
  expect(screen.getByRole('button', { name: 'contractors' })).toBeDefined();
  site.down.clear();
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: 'all-staff' })).toBeDefined();
  expect(await namesIn('Opened recently')).toEqual(['contractors']);
});

describe('Undo the last change', () => {
  const press = async (page: ReturnType<typeof showHome>) => {
    await findTable();
    expect(bridge.invocations.map(([name]) => name)).not.toContain('listRuns');
    await page.user.click(screen.getByRole('button', { name: 'Undo the last change' }));
  };

  it('asks for the last runs of the admin, and opens the undo for review', async () => {
    const page = showHome([], [recordOf({ runId: 'last', actorId: ME })]);
    await press(page);
    await waitFor(() => expect(page.path()).toBe('/plan'));
    expect(page.plan()?.source).toEqual({ kind: 'undo', runId: 'last', places: 'all' });
    expect(bridge.invocations).toContainEqual(['listRuns', { limit: 5, actorId: ME }]);
  });

  it('says so where there is nothing to undo', async () => {
    const page = showHome();
    await press(page);
    expect(await screen.findByText('You have changed nothing here yet.')).toBeDefined();
    expect(page.path()).toBe('/groups');
  });

  it('says why it could not be found out', async () => {
    const page = showHome();
    bridge.answerInvocations({ listRuns: () => ({ ok: false, error: { kind: 'storage' } }) });
    await press(page);
    expect(await screen.findByText('Your last change could not be looked up')).toBeDefined();
  });
});

it('leads to finding a person', async () => {
  const { user, path } = showHome();
  await user.click(screen.getByRole('button', { name: 'Find a person' }));
  expect(path()).toBe('/people');
});

it('leads to comparing groups', async () => {
  const { user, path } = showHome();
  await user.click(screen.getByRole('button', { name: 'Compare groups' }));
  expect(path()).toBe('/compare');
});

it('opens the list of protected people', async () => {
  const { user } = showHome();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  await user.click(screen.getByRole('menuitem', { name: 'Protected people' }));
  expect(await screen.findByRole('dialog', { name: 'Protected people' })).toBeDefined();
});

it('offers who may not change groups to look only, and says why once', async () => {
  site.isAdministrator = false;
  showHome();
  await findTable();
  expect(await screen.findByText(/You do not administer Confluence/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Undo the last change' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'More actions' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Find a person' })).toBeDefined();
});

describe('memberships with an end date', () => {
  afterEach(() => vi.useRealTimers());

  const asked = () => bridge.invocations.filter(([name]) => name === 'listDue');
  const past = new Date(Date.now() - 3_600_000).toISOString();
  const toEnd: DueMemberships = {
    ...{ dueId: 'due', runId: 'run', until: past, actorId: ME },
    groups: [{ groupId: 'g-con', name: 'contractors' }],
    memberships: ['ada-1', 'caleb-1'].map((accountId, index) => ({ index, groupId: 'g-con', accountId })),
  };
  const overdue: DueMemberships = { ...toEnd, notMade: 'actorUnavailable' };
  const toggle = () => screen.findByRole('button', { name: 'Memberships with an end date' });
  const shownRegion = () => screen.queryByRole('region', { name: 'Memberships with an end date' });

  /** The page has been there for a while, and has read what it shows first. */
  const passFirstReads = () => act(() => vi.advanceTimersByTimeAsync(3_000));

  function showHomeWith(due: DueMemberships = overdue) {
    const page = showHome();
    bridge.answerInvocations({
      listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'untried' } }),
      listDue: () => ({ ok: true, due: [due] }),
    });
    return page;
  }

  it('are listed where they are opened, and not before', async () => {
    const { user } = showHomeWith(toEnd);
    await findTable();
    expect((await toggle()).getAttribute('aria-expanded')).toBe('false');
    expect(shownRegion()).toBeNull();
    await user.click(await toggle());
    expect(await screen.findByRole('button', { name: 'Keep Ada Lovelace in contractors' })).toBeDefined();
    expect((await toggle()).getAttribute('aria-expanded')).toBe('true');
    await user.click(await toggle());
    expect(shownRegion()).toBeNull();
  });

  it('that should have ended are told of unasked, once the page has what it shows first', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { user } = showHomeWith();
    await findTable();
    expect(asked()).toEqual([]);
    await passFirstReads();
    expect(await screen.findByRole('button', { name: 'Review removal' })).toBeDefined();
    expect(asked()).toHaveLength(1);
    // Opened, it is told once.
    await user.click(await toggle());
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Review removal' })).toHaveLength(1));
  });

  it('are neither offered nor asked for where nothing may be changed', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    site.isAdministrator = false;
    showHomeWith();
    await screen.findByText(/^You do not administer/);
    expect(screen.queryByRole('button', { name: 'Memberships with an end date' })).toBeNull();
    await passFirstReads();
    expect(asked()).toEqual([]);
  });
});
