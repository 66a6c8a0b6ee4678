import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { Outcome } from '../../../../src/contract';
import { ENGLISH, setLanguage } from '../../../../static/admin-panel/src/i18n/defineMessages';
import { bridge } from '../../support/bridge';
import { expectOnlyCatalogWords } from '../../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../../support/pseudoLanguage';
import { MembersSite, ROBIN, ZOE } from './support/membersSite';
import { findAll, namesShown, NO_COUNTS, showGroup } from './support/showGroup';

afterEach(() => setLanguage(ENGLISH));

const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` });
const bar = () => screen.findByRole('group', { name: 'Selected people' });
const filters = () => screen.getByRole('group', { name: 'Show' });
const findButton = (name: string) => screen.findByRole('button', { name });
const filterNames = () =>
  within(filters())
    .getAllByRole('button')
    .map(({ textContent }) => textContent);
const searchbox = () => screen.getByRole('searchbox', { name: 'Find a person' });
const dialog = (title: string) =>
  screen.findByRole('dialog', {
    // A name in <bdi> is set off by blanks there, unlike in a browser.
    name: (name) => name.replace(' ?', '?') === title,
  });
const isOff = (button: HTMLElement) => button.hasAttribute('disabled');

describe('the head', () => {
  it('says which group it is and how large, and has what can be done with it', async () => {
    const { user, onAddPeople, onFromList } = showGroup('g-all');
    await screen.findByRole('heading', { level: 2, name: 'all-staff' });
    screen.getByText('2,500 members');
    await user.click(await findButton('Add people'));
    expect(onAddPeople).toHaveBeenCalledWith(expect.objectContaining({ id: 'g-all' }));
    await user.click(await findButton('From a list'));
    expect(onFromList).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'g-all' }),
      expect.objectContaining({ size: 50 }),
    );
  });

  it('copies the id and reads the list anew, and says so', async () => {
    const { user } = showGroup('g-design');
    await findAll(5);
    const choose = async (name: string) => {
      await user.click(await findButton('More actions'));
      await user.click(screen.getByRole('menuitem', { name }));
    };
    await choose('Copy ID');
    await screen.findByText('The group’s ID was copied.');
    expect(await navigator.clipboard.readText()).toBe('g-design');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Not allowed.'));
    await choose('Copy ID');
    await screen.findByText(`The browser refused to copy. The group’s ID is g-design.`);
    await choose('Reload');
    await screen.findByText('The list was read anew.');
  });

  it('leads to a comparison with another group', async () => {
    const { user, path } = showGroup('g-design');
    await findAll(5);
    await user.click(await findButton('More actions'));
    await user.click(screen.getByRole('menuitem', { name: 'Compare' }));
    expect(path()).toBe('/compare/a/g-design');
  });

  it('offers a file of what is shown: everyone, those found, those selected', async () => {
    const { user } = showGroup('g-design');
    const exportName = async () => {
      await user.click(await findButton('More actions'));
      const name = screen.getByRole('menuitem', { name: /^Export/ }).textContent;
      await user.keyboard('{Escape}');
      return name;
    };
    await findAll(5);
    expect(await exportName()).toBe('Export all 5');
    await user.click(within(filters()).getByRole('button', { name: 'Active 2' }));
    expect(await exportName()).toBe('Export 2 found');
    await user.click(box('all'));
    expect(await exportName()).toBe('Export 2 selected');
  });
});

describe('the filters', () => {
  it('have counts, leave out what no one is, and show those of one status', async () => {
    const { user } = showGroup('g-design');
    await findAll(5);
    expect(filterNames()).toEqual(['All 5', 'Active 2', 'Guests 1', 'Deactivated or no access 1', 'Apps 1']);
    const guests = within(filters()).getByRole('button', { name: 'Guests 1' });
    await user.click(guests);
    expect(guests.getAttribute('aria-pressed')).toBe('true');
    expect(namesShown()).toEqual([ROBIN.displayName]);
    await screen.findByText('1 of 5 members are shown.');
    await user.click(within(filters()).getByRole('button', { name: 'All 5' }));
    await screen.findByRole('row', { name: /^Sasha Whitfield/ });
    expect(screen.queryByText(/members are shown/)).toBeNull();
  });

  it('have no counts in a large group, of which they show what was read', async () => {
    const { user } = showGroup('g-all');
    await screen.findByText('50 of 2,500 members are shown.');
    expect(filterNames()).toEqual(expect.arrayContaining(['All', 'Active']));
    await user.click(within(filters()).getByRole('button', { name: 'Active' }));
    await screen.findByText(/^\d+ of the 50 members read so far are shown\.$/);
    expect(isOff(await findButton('Load everyone'))).toBe(false);
  });
});

describe('the selection', () => {
  it('takes the place of the filters, above the table and before it', async () => {
    const { user } = showGroup('g-design');
    await findAll(5);
    await user.click(box(ROBIN.displayName));
    await user.click(box(ZOE.displayName));
    const selection = await bar();
    within(selection).getByText('2 selected');
    expect(screen.queryByRole('group', { name: 'Show' })).toBeNull();
    expect(selection.compareDocumentPosition(screen.getByRole('table'))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(
      within(selection)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Select all 5', 'Clear', 'Remove selected (2)', 'Move to…', 'Export 2']);
    await user.click(await findButton('Select all 5'));
    within(selection).getByText('5 selected');
    expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull();
    await user.click(await findButton('Clear'));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Select all');
    expect(filterNames()).toContain('All 5');
  });

  it('says who of it is not shown', async () => {
    const { user } = showGroup('g-design');
    await findAll(5);
    await user.click(box(ROBIN.displayName));
    await user.click(box(ZOE.displayName));
    await user.type(searchbox(), 'robin');
    await screen.findByText('2 selected: 1 of them is not shown.');
    await user.clear(searchbox());
    await user.type(searchbox(), 'xqzzt');
    await screen.findByText('2 selected: 2 of them are not shown.');
    await screen.findByText(
      (_, element) => element?.textContent.startsWith('No member matches “xqzzt”.') === true,
      { selector: '[role="status"]' },
    );
  });

  it('can be all who are shown of a large group, and says so', async () => {
    const { user } = showGroup('g-all');
    await screen.findByText('50 of 2,500 members are shown.');
    await user.click(box(ZOE.displayName));
    await user.click(await findButton('Select all 50 shown'));
    within(await bar()).getByText('50 selected');
  });

  it('is chosen with the keyboard too', async () => {
    const { user } = showGroup('g-design');
    await findAll(5);
    act(() => screen.getByRole('row', { name: new RegExp(`^${ZOE.displayName}`) }).focus());
    await user.keyboard(' ');
    expect(box(ZOE.displayName).checked).toBe(true);
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    within(await bar()).getByText('3 selected');
    await user.keyboard(' ');
    within(await bar()).getByText('2 selected');
  });

  it('opens a plan for several', async () => {
    const { user, path, plan } = showGroup('g-design');
    await findAll(5);
    await user.click(box(ROBIN.displayName));
    await user.click(box(ZOE.displayName));
    await user.click(await findButton('Remove selected (2)'));
    expect(path()).toBe('/plan');
    const source = plan()?.source;
    expect(source).toMatchObject({ kind: 'chosen' });
    expect(source?.kind === 'chosen' ? source.changes : []).toEqual([
      { groupId: 'g-design', accountId: expect.any(String) as string, action: 'remove' },
      { groupId: 'g-design', accountId: ZOE.accountId, action: 'remove' },
    ]);
    expect(plan()?.people.get(ZOE.accountId)).toMatchObject({ displayName: ZOE.displayName });
    expect(plan()?.groups.get('g-design')?.name).toBe('design-team');
  });

  it('asks about one in a dialog', async () => {
    const { user, path } = showGroup('g-design');
    await findAll(5);
    await user.click(box(ZOE.displayName));
    await user.click(await findButton('Remove selected (1)'));
    await dialog(`Remove ${ZOE.displayName} from design-team?`);
    expect(path()).toBe('/groups');
  });

  it('lets go of those whom a run is about, whose rows say what came of it', async () => {
    const { user, site, start } = showGroup('g-design');
    await findAll(5);
    await user.click(box(ROBIN.displayName));
    await user.click(box(ZOE.displayName));
    site.refusal = 403;
    await act(async () => {
      await start({
        changes: [{ groupId: 'g-design', accountId: ZOE.accountId, action: 'remove' }],
        groups: [{ id: 'g-design', name: 'design-team' }],
        people: new Map(),
      });
    });
    within(await bar()).getByText('1 selected');
    expect(box(ROBIN.displayName).checked).toBe(true);
    const row = screen.getByRole('row', { name: new RegExp(`^${ZOE.displayName}`) });
    await within(row).findByText(/^Not removed\./);
  });

  it('lets go of what was said of people before a run about them', async () => {
    const { user, start } = showGroup('g-design');
    let outcome: Outcome = { status: 'unconfirmed', error: { kind: 'unavailable' } };
    bridge.answerInvocations({
      listProtected: () => ({ ok: true, accountIds: [] }),
      makeChanges: () => ({
        ...{ ok: true, outcomes: [{ change: 0, outcome }] },
        run: { runId: 'r', driver: 'd', next: 2 },
      }),
      endRun: () => ({ ok: true, counts: NO_COUNTS, missed: [] }),
    });
    await findAll(5);
    await removeZoe(user);
    await screen.findByText(/^Not confirmed\./);
    outcome = { status: 'failed', error: { kind: 'invalid' } };
    await act(async () => {
      await start({
        changes: [{ groupId: 'g-design', accountId: ZOE.accountId, action: 'remove' }],
        groups: [{ id: 'g-design', name: 'design-team' }],
        people: new Map(),
      });
    });
    await screen.findByText(/^Not removed\./);
    expect(screen.queryByText(/^Not confirmed\./)).toBeNull();
  });

  it('is moved to another group by a plan', async () => {
    const { user, path, plan } = showGroup('g-design');
    await findAll(5);
    await user.click(box(ZOE.displayName));
    await user.click(await findButton('Move to…'));
    const moving = await dialog('Move 1 person to another group');
    const confirm = within(moving).getByRole('button', { name: 'Review changes' });
    const pick = async (name: string) => {
      const field = within(moving).getByRole('combobox', { name: 'Group' });
      await user.clear(field);
      await user.type(field, name);
      await user.click(await within(moving).findByRole('option', { name: new RegExp(name) }));
    };
    within(moving).getByText('Choose the group to move them to.');
    await pick('design-team');
    await within(moving).findByText('They are in this group already. Choose another one.');
    await pick('okta-engineering');
    await within(moving).findByText('An identity provider owns this group: its members are changed there.');
    expect(isOff(confirm)).toBe(true);
    await pick('contractors');
    await waitFor(() => expect(isOff(confirm)).toBe(false));
    await user.click(confirm);
    await waitFor(() => expect(path()).toBe('/plan'));
    expect(plan()?.source).toEqual({
      kind: 'chosen',
      changes: [
        { groupId: 'g-con', accountId: ZOE.accountId, action: 'add' },
        { groupId: 'g-design', accountId: ZOE.accountId, action: 'remove' },
      ],
    });
    expect([...(plan()?.groups.keys() ?? [])]).toEqual(['g-design', 'g-con']);
  });
});

async function removeZoe(user: UserEvent): Promise<void> {
  await user.click(await findButton(`Remove ${ZOE.displayName}`));
  const asked = await dialog(`Remove ${ZOE.displayName} from design-team?`);
  const confirm = within(asked).getByRole('button', { name: 'Remove' });
  await waitFor(() => expect(isOff(confirm)).toBe(false));
  await user.click(confirm);
}

describe('removing one person', () => {
  it('is said above the table, and can be undone from there', async () => {
    const { user, made } = showGroup('g-design');
    await findAll(5);
    await removeZoe(user);
    await waitFor(() =>
      expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
        `Removed ${ZOE.displayName} from design-team.`,
      ),
    );
    expect(namesShown()).not.toContain(ZOE.displayName);
    await user.click(await findButton('Undo'));
    const asked = await dialog(`Add ${ZOE.displayName} back to design-team?`);
    await user.click(within(asked).getByRole('button', { name: /^Add/ }));
    await waitFor(() =>
      expect(made).toEqual([[`remove ${ZOE.accountId} g-design`], [`back: add ${ZOE.accountId} g-design`]]),
    );
    await screen.findByText('5 members');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  });

  it('is not offered any more once Confluence refused it', async () => {
    const { user, site } = showGroup('g-design');
    await findAll(5);
    site.refusal = 403;
    await removeZoe(user);
    await screen.findByText(/^Confluence refused you a change/);
    expect(screen.queryByRole('button', { name: /^Remove / })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add people' })).toBeNull();
    await screen.findByText('Not removed. Confluence refused this.');
  });
});

describe('what stopped a removal', () => {
  it('is in the dock until it is dismissed, then in the row', async () => {
    const { user } = showGroup('g-design');
    await findAll(5);
    bridge.answerInvocations({
      listProtected: () => ({ ok: true, accountIds: [] }),
      makeChanges: () => ({ ok: false, error: { kind: 'signedOut', status: 401 } }),
    });
    await removeZoe(user);
    const title = await screen.findByRole('heading', { name: 'Confluence asks you to sign in' });
    expect(title.closest('[role="alert"]')).not.toBeNull();
    expect(screen.queryByRole('button', { name: /^Details of/ })).toBeNull();
    await user.click(await findButton('Dismiss'));
    expect(screen.queryByRole('heading', { name: 'Confluence asks you to sign in' })).toBeNull();
    const details = await findButton(`Details of ${ZOE.displayName}`);
    expect(screen.queryByText(/^Your session may have ended/)).toBeNull();
    await user.click(details);
    await screen.findByText(/^Your session may have ended/);
  });
});

describe('finding a person', () => {
  it('adds who is not in the group', async () => {
    const { user, made } = showGroup('g-con');
    await findAll(240);
    await user.type(searchbox(), 'dana');
    await screen.findByText('Not in this group');
    await user.click(await findButton('Add Dana Okonkwo'));
    const asked = await dialog('Add Dana Okonkwo to contractors?');
    await user.click(within(asked).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(made).toEqual([['add dana-1 g-con']]));
    await screen.findByText('241 members');
    expect(namesShown()).toEqual(['Dana Okonkwo']);
  });

  it('has no technical words in a group that is read whole', async () => {
    const { user } = showGroup('g-con');
    await findAll(240);
    for (const query of ['ann', 'a', 'nobody@example.com', 'xqzzt']) {
      await user.clear(searchbox());
      await user.type(searchbox(), query);
      await screen.findByText(/in the directory|Type more|Not in this group/);
      expect(document.body.textContent).not.toMatch(/\b(?:un)?loaded\b|\bpoints?\b|\brequests?\b/i);
    }
  });
});

describe('where nothing can be changed', () => {
  async function expectNothingOffered(user: UserEvent): Promise<void> {
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.type(searchbox(), 'chloe');
    await screen.findByText('Not in this group');
    await user.clear(searchbox());
    await screen.findByRole('rowheader', { name: ROBIN.displayName });
    expect(screen.queryByRole('button', { name: /^(Add|Remove)/ })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  }

  it('says why, of a group that an identity provider owns, for which a list becomes a file', async () => {
    const { user } = showGroup('g-okta');
    await screen.findByText(/^An identity provider owns this group/);
    await expectNothingOffered(user);
    expect(screen.getByRole('button', { name: 'From a list' })).toBeDefined();
  });

  it('says why, to those who do not administer Confluence', async () => {
    const site = new MembersSite();
    site.isAdministrator = false;
    const { user } = showGroup('g-design', site);
    await screen.findByText(/^You do not administer Confluence/);
    await expectNothingOffered(user);
    expect(screen.queryByRole('button', { name: 'From a list' })).toBeNull();
  });
});

it('has the way to add the first people to an empty group', async () => {
  const { user, onAddPeople } = showGroup('g-empty');
  await screen.findByRole('heading', { name: 'Nobody is in this group' });
  await user.click(await findButton('Add people'));
  expect(onAddPeople).toHaveBeenCalledTimes(1);
});

it('asks for the group and its first members alone before the first rows are there', async () => {
  showGroup('g-all');
  await screen.findByRole('rowheader', { name: ZOE.displayName });
  expect(bridge.requests.map(({ path }) => path.split('?')[0]?.split('/').at(-1))).toEqual([
    'by-id',
    'membersByGroupId',
  ]);
});

it('has all its words from catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const { user, site } = showGroup('g-design');
  const [first] = await screen.findAllByRole('rowheader');
  await screen.findByText('5 mémbérs');
  const data = [
    ...site.groups.map(({ name }) => name),
    // Who is in the group, of thousands on the site.
    ...site.users
      .slice(0, 5)
      .flatMap(({ accountId, displayName, email = '' }) => [accountId, displayName, email]),
  ];
  const expectCatalogWords = () => expectOnlyCatalogWords(document.body, { data });
  expectCatalogWords();
  await user.click(screen.getByRole('button', { name: /^Móré/ }));
  expectCatalogWords();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('checkbox', { name: `Séléct ${first?.textContent ?? ''}` }));
  await screen.findByRole('button', { name: /^Móvé/ });
  expectCatalogWords();
  await user.click(screen.getByRole('button', { name: /^Móvé/ }));
  await screen.findByRole('dialog');
  expectCatalogWords();
});
