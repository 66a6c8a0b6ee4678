import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import {
  actionNames,
  namesShown,
  partNames,
  showCompare,
  type CompareUnderTest,
} from './support/showCompare';

afterEach(() => setLanguage(ENGLISH));

const findButton = (name: string | RegExp) => screen.findByRole('button', { name });
const partsAre = (...names: string[]) => waitFor(() => expect(partNames()).toEqual(names));

async function paste(user: UserEvent, text: string): Promise<void> {
  await user.click(await screen.findByRole('textbox', { name: 'Account IDs or email addresses' }));
  await user.paste(text);
}

/** The page with a list beside a group. */
async function showWithList(groupId: string, text: string): Promise<CompareUnderTest> {
  const page = showCompare(`/compare/a/${groupId}`);
  await page.user.click(await findButton('A list'));
  await screen.findByText(/^Paste a list or choose a file/);
  await paste(page.user, text);
  return page;
}

const menuItem = async (user: UserEvent) => {
  await user.click(await findButton('More actions'));
  return screen.getByRole('menuitem', { name: /^Make/ });
};

it('asks for a group to compare a list with', async () => {
  const { user } = showCompare('/compare');
  await user.click(await findButton('A list'));
  await screen.findByText('Choose a group to compare with the list.');
  expect(screen.queryByRole('combobox', { name: 'Group B' })).toBeNull();
});

it('keeps in its address that a list is compared, and which groups were before', async () => {
  const { user, path, go } = showCompare('/compare/a/g-con/b/g-des');
  await user.click(await findButton('A list'));
  expect(path()).toBe('/compare/a/g-con/b/g-des/list');
  await screen.findByText(/^Paste a list or choose a file/);
  await user.click(screen.getByRole('combobox', { name: 'Group A' }));
  await user.click(await screen.findByRole('option', { name: /^one-person/ }));
  expect(path()).toBe('/compare/a/g-one/b/g-des/list');
  await user.click(await findButton('A group'));
  expect(path()).toBe('/compare/a/g-one/b/g-des');
  await partsAre('Only in one-person 1', 'In both 0', 'Only in design-team 3');
  go('/compare/a/g-con/list');
  await screen.findByText(/^Paste a list or choose a file/);
  expect((await findButton('A list')).getAttribute('aria-pressed')).toBe('true');
});

it('reads the group anew beside the list, and keeps that and those ticked', async () => {
  const { user, site } = await showWithList('g-con', 'ada@example.com\neve@example.com');
  await partsAre('Only in contractors 3', 'In both 1', 'Only in the list 1');
  await user.click(screen.getByRole('checkbox', { name: 'Select Name bo' }));
  site.change({ action: 'add', groupId: 'g-con', accountId: 'eve' });
  site.change({ action: 'remove', groupId: 'g-con', accountId: 'dee' });
  await user.click(await findButton('More actions'));
  await user.click(screen.getByRole('menuitem', { name: 'Reload' }));
  await partsAre('Only in contractors 2', 'In both 2', 'Only in the list 0');
  screen.getByText('1 selected');
  expect(screen.getByRole('checkbox', { name: 'Select Name bo' })).toHaveProperty('checked', true);
});

it('tells who is in the group alone, in the list alone and in both', async () => {
  const { user, plan } = await showWithList('g-con', 'ada@example.com\neve@example.com');
  await partsAre('Only in contractors 3', 'In both 1', 'Only in the list 1');
  expect(namesShown()).toEqual(['Name bo', 'Name cy', 'Name dee']);
  expect(actionNames()).toEqual(['Remove 3 from contractors']);
  await user.click(await findButton(/^In both/));
  expect(namesShown()).toEqual(['Name ada']);
  expect(actionNames()).toEqual(['Remove 1 from contractors']);
  await user.click(await findButton(/^Only in the list/));
  expect(namesShown()).toEqual(['Name eve']);
  expect(actionNames()).toEqual(['Add 1 to contractors']);
  const item = await menuItem(user);
  expect(item.textContent).toBe('Make contractors equal the list: 1 added, 3 removed');
  await user.click(item);
  expect(plan()?.source).toEqual({
    kind: 'chosen',
    changes: [
      { action: 'add', groupId: 'g-con', accountId: 'eve' },
      { action: 'remove', groupId: 'g-con', accountId: 'bo' },
      { action: 'remove', groupId: 'g-con', accountId: 'cy' },
      { action: 'remove', groupId: 'g-con', accountId: 'dee' },
    ],
  });
});

it('removes nobody at once while a line is not matched, who may be meant by it', async () => {
  const { user } = await showWithList('g-con', 'ada@example.com\nunknown@example.com');
  await partsAre('Only in contractors 3', 'In both 1', 'Only in the list 0');
  expect(actionNames()).toEqual([]);
  screen.getByText(/^1 line of the list is not matched, and someone here may be meant by it\./);
  const item = await menuItem(user);
  expect(item.textContent).toBe('Make contractors equal the list: not while 1 line is not matched');
  expect(item.getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('checkbox', { name: 'Select Name bo' }));
  expect(actionNames()).toEqual(['Remove 1 from contractors', 'Clear']);
});

it('asks about the people of a list beside a large group, and keeps the list', async () => {
  const { user, go } = await showWithList('g-all', 'ada@example.com\ncy@example.com');
  await partsAre('Only in all-staff 2,402', 'In both 1', 'Only in the list 1');
  const asked = bridge.requests.filter(({ path }) => path.includes('/memberof'));
  expect(asked.length).toBeLessThanOrEqual(2);
  go('/people');
  expect(screen.queryByRole('textbox', { name: 'Account IDs or email addresses' })).toBeNull();
  go('/compare/a/g-con/list');
  const field = await screen.findByRole('textbox', { name: 'Account IDs or email addresses' });
  expect(field).toHaveProperty('value', 'ada@example.com\ncy@example.com');
  await partsAre('Only in contractors 2', 'In both 2', 'Only in the list 0');
  await user.click(await findButton('A group'));
  await screen.findByText('Choose two groups', { exact: false });
});

it('has all words from catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const { user } = showCompare('/compare/a/g-con');
  await user.click(await findButton('Á líst'));
  await user.click(await screen.findByRole('textbox', { name: /^Áccóúnt/ }));
  await user.paste('ada@example.com\nunknown@example.com');
  const actions = await screen.findByRole('button', { name: 'Móré áctíóns' });
  await screen.findByText(/^1 líné/);
  await user.click(actions);
  expect(within(screen.getByRole('menu')).getAllByRole('menuitem')).toHaveLength(2);
  const ids = ['ada', 'bo', 'cy', 'dee'];
  const data = [
    ...['contractors', 'unknown@example.com'],
    ...ids.flatMap((id) => [`Name ${id}`, `${id}@example.com`]),
  ];
  expectOnlyCatalogWords(document.body, { data });
});
