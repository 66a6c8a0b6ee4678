import { screen, waitFor, within } from '@testing-library/react';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { readsOf } from '../support/groupSite';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { CompareSite } from './support/compareSite';
import { actionNames, namesShown, partNames, showCompare } from './support/showCompare';

afterEach(() => setLanguage(ENGLISH));

const findButton = (name: string | RegExp) => screen.findByRole('button', { name });
const partsAre = (...names: string[]) => waitFor(() => expect(partNames()).toEqual(names));
const SMALL = '/compare/a/g-con/b/g-des';
const SMALL_PARTS = ['Only in contractors 3', 'In both 1', 'Only in design-team 2'];
const LARGE = '/compare/a/g-con/b/g-all';

it('tells who is in one group alone and who is in both, part by part', async () => {
  const { user } = showCompare(SMALL);
  await screen.findByRole('heading', { level: 2, name: 'Compare' });
  await partsAre(...SMALL_PARTS);
  screen.getByText('As Confluence lists the members.');
  const table = screen.getByRole('table', { name: 'Only in contractors' });
  within(table).getByText('ada@example.com');
  expect(namesShown()).toEqual(['Name ada', 'Name bo', 'Name cy']);
  await user.click(await findButton(/^In both/));
  expect(namesShown()).toEqual(['Name dee']);
  await user.click(await findButton(/^Only in design-team/));
  expect(namesShown()).toEqual(['Name eve', 'Name fay']);
  await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'fay@');
  await waitFor(() => expect(namesShown()).toEqual(['Name fay']));
  await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'x');
  await screen.findByText('Nobody in this part matches “fay@x”.');
});

it('asks for two groups, and keeps those chosen in its address', async () => {
  const { user, path } = showCompare('/compare');
  await screen.findByText('Choose two groups', { exact: false });
  const pick = async (side: string, name: string) => {
    await user.click(await screen.findByRole('combobox', { name: side }));
    await user.click(await screen.findByRole('option', { name: new RegExp(`^${name}`) }));
  };
  await pick('Group A', 'contractors');
  await waitFor(() => expect(path()).toBe('/compare/a/g-con'));
  await pick('Group B', 'contractors');
  await screen.findByText('Group A and group B are the same.', { exact: false });
  await pick('Group B', 'design-team');
  expect(path()).toBe(SMALL);
  await partsAre(...SMALL_PARTS);
});

it('swaps the groups without asking for anything again, and goes back', async () => {
  const { user, path, go } = showCompare(LARGE);
  await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
  const asked = bridge.requests.length;
  await user.click(await findButton('Swap'));
  expect(path()).toBe('/compare/a/g-all/b/g-con');
  await partsAre('Only in all-staff 2,401', 'In both 2', 'Only in contractors 2');
  expect(screen.getByRole('combobox', { name: 'Group A' })).toHaveProperty('value', 'all-staff');
  go(LARGE);
  await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
  expect(bridge.requests).toHaveLength(asked);
});

it('offers in each part what makes sense, for all or for those ticked', async () => {
  const { user } = showCompare(SMALL);
  await partsAre(...SMALL_PARTS);
  expect(actionNames()).toEqual([
    'Add 3 to design-team',
    'Move 3 to design-team',
    'Remove 3 from contractors',
  ]);
  await user.click(screen.getByRole('checkbox', { name: 'Select Name bo' }));
  expect(actionNames()).toEqual([
    'Add 1 to design-team',
    'Move 1 to design-team',
    'Remove 1 from contractors',
    'Clear',
  ]);
  await user.click(await findButton(/^In both/));
  expect(actionNames()).toEqual(['Remove 1 from contractors', 'Remove 1 from design-team']);
  await user.click(await findButton(/^Only in design-team/));
  expect(actionNames()).toEqual([
    'Add 2 to contractors',
    'Move 2 to contractors',
    'Remove 2 from design-team',
  ]);
  // What was ticked in a part stays ticked there, also where no row shows it.
  await user.click(await findButton(/^Only in contractors/));
  await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada');
  await screen.findByText('1 selected: 1 of them is not shown.');
  await user.click(await findButton('Clear'));
  await waitFor(() => expect(actionNames()).not.toContain('Clear'));
});

it('opens a plan to move people', async () => {
  const { user, plan, path } = showCompare(SMALL);
  await partsAre(...SMALL_PARTS);
  await user.click(screen.getByRole('checkbox', { name: 'Select Name bo' }));
  await user.click(await findButton('Move 1 to design-team'));
  expect(path()).toBe('/plan');
  expect(plan()).toMatchObject({
    source: {
      kind: 'chosen',
      changes: [
        { action: 'add', groupId: 'g-des', accountId: 'bo' },
        { action: 'remove', groupId: 'g-con', accountId: 'bo' },
      ],
    },
    openedFrom: { page: 'compare', a: 'g-con', b: 'g-des' },
  });
  expect(plan()?.people.get('bo')).toMatchObject({ displayName: 'Name bo' });
  expect(plan()?.groups.get('g-des')).toMatchObject({ name: 'design-team' });
});

it('makes one group equal the other, in both directions', async () => {
  const { user, plan, go } = showCompare(SMALL);
  await partsAre(...SMALL_PARTS);
  await user.click(await findButton('More actions'));
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
    'Make design-team equal contractors: 3 added, 2 removed',
    'Make contractors equal design-team: 2 added, 3 removed',
    'Reload',
  ]);
  const planned = () => {
    const source = plan()?.source;
    return source?.kind === 'chosen'
      ? source.changes.map((one) => `${one.action} ${one.accountId} ${one.groupId}`)
      : undefined;
  };
  await user.click(screen.getByRole('menuitem', { name: /^Make design-team/ }));
  expect(planned()).toEqual([
    ...['add ada g-des', 'add bo g-des', 'add cy g-des'],
    ...['remove eve g-des', 'remove fay g-des'],
  ]);
  go(SMALL);
  await user.click(await findButton('More actions'));
  await user.click(screen.getByRole('menuitem', { name: /^Make contractors/ }));
  expect(planned()).toEqual([
    ...['add eve g-con', 'add fay g-con'],
    ...['remove ada g-con', 'remove bo g-con', 'remove cy g-con'],
  ]);
});

it('asks about one change, makes it, and shows where the person is then', async () => {
  const { user, plan } = showCompare(SMALL);
  await partsAre(...SMALL_PARTS);
  await user.click(await findButton(/^In both/));
  await user.click(await findButton('Remove 1 from contractors'));
  const dialog = await screen.findByRole('dialog', { name: /^Remove Name dee from contractors/ });
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
  await partsAre('Only in contractors 3', 'In both 0', 'Only in design-team 3');
  await screen.findByText('No one is listed in both.');
  expect(plan()).toBeUndefined();
  await user.click(await findButton(/^Only in design-team/));
  await user.click(screen.getByRole('checkbox', { name: 'Select Name eve' }));
  await user.click(await findButton('Add 1 to contractors'));
  const question = await screen.findByRole('dialog', { name: /^Add Name eve to contractors/ });
  await user.click(within(question).getByRole('button', { name: 'Add' }));
  await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
  expect(screen.queryByText(/selected/)).toBeNull();
});

describe('a large group', () => {
  it('is not read: the people of the small one are asked about', async () => {
    showCompare(LARGE);
    await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
    expect(namesShown()).toEqual(['Name cy', 'Name dee']);
    screen.getByText(/^2,351 more people are only in/);
    const reads = readsOf();
    expect(reads.filter((read) => read.startsWith('memberof'))).toHaveLength(4);
    expect(reads.filter((read) => read.startsWith('membersByGroupId'))).toEqual([
      'membersByGroupId 0+50',
      'membersByGroupId 0+50',
    ]);
  });

  it('is changed only where the people are known by name', async () => {
    const { user } = showCompare(LARGE);
    await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
    await user.click(await findButton(/^Only in all-staff/));
    expect(actionNames()).toEqual([]);
    screen.getByText('Not everyone in this part is known. Select the people to change.');
    await user.click(screen.getByRole('checkbox', { name: 'Select Name m1' }));
    expect(actionNames()).toContain('Move 1 to contractors');
    await user.click(await findButton('More actions'));
    for (const item of screen.getAllByRole('menuitem', { name: /^Make/ })) {
      expect(item.textContent).toMatch(/once all members are compared$/);
      expect(item.getAttribute('aria-disabled')).toBe('true');
    }
  });

  it('is read whole on request', async () => {
    const { user } = showCompare(LARGE);
    await user.click(await findButton('Read all 2,403 members of all-staff'));
    await waitFor(() => expect(screen.queryByText(/more people are only in/)).toBeNull());
    await user.click(await findButton(/^Only in all-staff/));
    await waitFor(() => expect(actionNames()).toContain('Add 2,401 to contractors'));
    await user.click(await findButton('More actions'));
    screen.getByRole('menuitem', { name: /2 added, 2,401 removed$/ });
  });

  it('beside another one says nothing before both are read', async () => {
    const { user } = showCompare('/compare/a/g-all/b/g-site');
    await findButton('Read all 2,403 members of all-staff');
    screen.getByText(/^50 of 2,403 members of/);
    screen.getByText('So far, as the members are read.');
    expect(partNames()).toEqual(['Only in all-staff ', 'In both 50+', 'Only in whole-site ']);
    expect(readsOf().some((read) => read.startsWith('memberof'))).toBe(false);
    await user.click(await findButton('Read all 2,403 members of all-staff'));
    await waitFor(() => expect(partNames()[1]).toBe('In both 50+'));
    await user.click(await findButton('Read all 2,601 members of whole-site'));
    await partsAre('Only in all-staff 2', 'In both 2,401', 'Only in whole-site 200');
    // Once read, it is read anew after people were added to it.
    await user.click(screen.getByRole('checkbox', { name: 'Select Name bo' }));
    await user.click(await findButton('Add 1 to whole-site'));
    const add = await screen.findByRole('dialog', { name: /^Add Name bo/ });
    await user.click(within(add).getByRole('button', { name: 'Add' }));
    await partsAre('Only in all-staff 1', 'In both 2,402', 'Only in whole-site 200');
  });

  it('leaves open whom Confluence does not answer about, and asks again', async () => {
    const site = new CompareSite();
    site.down.add('user/memberof');
    const { user } = showCompare(LARGE, site);
    const alert = await screen.findByRole('alert');
    within(alert).getByText('Confluence did not say who is in all-staff');
    expect(partNames()).toEqual(['Only in contractors ', 'In both ', 'Only in all-staff 50+']);
    site.down.clear();
    await user.click(await findButton('Try again'));
    await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
  });

  it('is asked about anew once people were added to it', async () => {
    const { user } = showCompare(LARGE);
    await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
    await user.click(screen.getByRole('checkbox', { name: 'Select Name cy' }));
    await user.click(await findButton('Add 1 to all-staff'));
    const add = await screen.findByRole('dialog', { name: /^Add Name cy/ });
    await user.click(within(add).getByRole('button', { name: 'Add' }));
    await partsAre('Only in contractors 1', 'In both 3', 'Only in all-staff 2,401');
    await user.click(await findButton(/^In both/));
    await user.click(screen.getByRole('checkbox', { name: 'Select Name ada' }));
    await user.click(await findButton('Remove 1 from all-staff'));
    const remove = await screen.findByRole('dialog', { name: /^Remove Name ada/ });
    await user.click(within(remove).getByRole('button', { name: 'Remove' }));
    await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
  });
});

it('says who owns a group, and plans even one change of it', async () => {
  const { user, path, plan } = showCompare('/compare/a/g-one/b/g-okta');
  await partsAre('Only in one-person 0', 'In both 1', 'Only in okta-engineering 1');
  screen.getByText(/^An identity provider owns/);
  screen.getByText(/^No one is listed only in/);
  await user.click(await findButton(/^In both/));
  await user.click(await findButton('Remove 1 from okta-engineering'));
  expect(path()).toBe('/plan');
  expect(plan()?.source).toMatchObject({
    changes: [{ action: 'remove', groupId: 'g-okta', accountId: 'ada' }],
  });
});

it('says that not everyone is listed', async () => {
  const site = new CompareSite();
  site.unlisted.add('cy');
  showCompare(SMALL, site);
  await partsAre('Only in contractors 2', 'In both 1', 'Only in design-team 2');
  screen.getByText(/^1 more member of/);
});

it('asks about those whom a group may have without listing them', async () => {
  const site = new CompareSite();
  site.unlisted.add('g-con dee');
  const { user } = showCompare(SMALL, site);
  await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
  await user.click(await findButton('More actions'));
  // Dee stays, whom only one of the two lists.
  const [equal] = screen.getAllByRole('menuitem');
  expect(equal?.textContent).toBe('Make design-team equal contractors: 3 added, 2 removed');
});

it('moves nobody where an identity provider owns one of the groups', async () => {
  const { user } = showCompare('/compare/a/g-con/b/g-okta');
  await partsAre('Only in contractors 3', 'In both 1', 'Only in okta-engineering 1');
  expect(actionNames()).toEqual(['Add 3 to okta-engineering', 'Remove 3 from contractors']);
  await user.click(await findButton(/^Only in okta-engineering/));
  expect(actionNames()).toEqual(['Add 1 to contractors', 'Remove 1 from okta-engineering']);
});

it('says that a group is gone, and takes another one', async () => {
  const { user } = showCompare('/compare/a/g-con/b/g-gone');
  await screen.findByRole('alert');
  expect(partNames()).toEqual([]);
  await user.click(screen.getByRole('combobox', { name: 'Group B' }));
  await user.click(await screen.findByRole('option', { name: /^design-team/ }));
  await partsAre(...SMALL_PARTS);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('says once that Confluence does not list the members, and asks again', async () => {
  const site = new CompareSite();
  site.down.add('group/g-con/membersByGroupId');
  const { user } = showCompare(SMALL, site);
  await screen.findByRole('alert');
  site.down.clear();
  await user.click(await findButton('Try again'));
  await partsAre(...SMALL_PARTS);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('offers no change to those who do not administer Confluence, and says why', async () => {
  const site = new CompareSite();
  site.isAdministrator = false;
  const { user } = showCompare(SMALL, site);
  await partsAre(...SMALL_PARTS);
  await screen.findByText('You do not administer Confluence', { exact: false });
  expect(screen.queryByRole('checkbox')).toBeNull();
  await user.click(await findButton('More actions'));
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['Reload']);
  expect(actionNames()).toEqual([]);
});

it('has all words from catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const site = new CompareSite();
  const { user } = showCompare(LARGE, site);
  await screen.findByText(/^2,351/);
  await user.click(screen.getAllByRole('checkbox')[1] ?? document.body);
  await user.click(screen.getByRole('button', { name: 'Móré áctíóns' }));
  const people = site.groups.flatMap(({ memberIds }) => memberIds.slice(0, 60));
  const data = [
    ...site.groups.map(({ name }) => name),
    ...people.flatMap((id) => [`Name ${id}`, `${id}@example.com`]),
  ];
  expectOnlyCatalogWords(document.body, { data });
});
