import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { GroupsTab } from '../../../static/admin-panel/src/groups/GroupsTab';
import { recentGroups } from '../../../static/admin-panel/src/host/keptIds';
import { useNavigation } from '../../../static/admin-panel/src/host/navigation';
import { bridge } from '../support/bridge';
import { dayFromNow, endOfDay } from '../support/days';
import { SITE_URL } from '../support/showPart';
import { GroupsSite } from './support/groupsSite';
import { showInPage } from './support/showInPage';

beforeEach(() => {
  window.localStorage.clear();
  GroupsSite.open();
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
    listProtected: () => ({ ok: true, accountIds: [] }),
    makeChanges: () => ({ ok: true, outcomes: [{ change: 0, outcome: { status: 'done' } }] }),
  });
});

type ListDialog = Parameters<typeof GroupsTab>[0]['listDialog'];

const show = (listDialog: ListDialog = () => null) => showInPage(<Tab listDialog={listDialog} />);

/** Says what a list is opened with. */
const sayList: ListDialog = ({ group, members, initialFiles }) => (
  <p>
    {group?.name ?? 'home'}: {members?.loaded().map(({ accountId }) => accountId)}{' '}
    {initialFiles?.map(({ name }) => name)}
  </p>
);

/** @returns whether the page would be left for it */
function drop(name: string): boolean {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  fireEvent(document.body, Object.assign(event, { dataTransfer: { files: [new File(['x'], name)] } }));
  return !event.defaultPrevented;
}

/** The tab at the address that the page is at. */
function Tab({ listDialog }: Pick<Parameters<typeof GroupsTab>[0], 'listDialog'>) {
  const { place } = useNavigation();
  return <GroupsTab groupId={place.page === 'groups' ? place.groupId : undefined} listDialog={listDialog} />;
}

const findButton = (name: string) => screen.findByRole('button', { name });

async function openContractors({ user }: ReturnType<typeof show>): Promise<void> {
  await user.click(await findButton('contractors'));
  await screen.findByRole('heading', { name: 'contractors' });
}

it('opens a group, whose name need not be asked for, and remembers that it was opened', async () => {
  const page = show();
  await openContractors(page);
  expect(page.path()).toBe('/groups/g-con');
  expect(bridge.requests.filter(({ path }) => path.includes('group/by-id'))).toEqual([]);
  expect(recentGroups.read(SITE_URL)).toEqual(['g-con']);
  expect(screen.queryByRole('table', { name: 'Groups' })).toBeNull();
});

it('finds another group in the combobox', async () => {
  const page = show();
  await openContractors(page);
  const combobox = await screen.findByRole('combobox', { name: 'Group' });
  await page.user.click(combobox);
  await page.user.click(await screen.findByRole('option', { name: 'all-staff' }));
  expect(page.path()).toBe('/groups/g-all');
});

it('does not remember a group that is not there', async () => {
  const page = show();
  await openContractors(page);
  page.go('/groups/g-gone');
  expect(await screen.findByText('Confluence has no group with this ID')).toBeDefined();
  expect(recentGroups.read(SITE_URL)).toEqual(['g-con']);
});

it('has one person added once that is confirmed', async () => {
  const page = show();
  await openContractors(page);
  await page.user.click(await findButton('Add people'));
  await page.user.type(await screen.findByRole('searchbox', { name: 'Find people' }), 'ada');
  await page.user.click(await findButton('Choose Ada Lovelace'));
  await page.user.click(await findButton('Add Ada Lovelace'));
  const dialog = await screen.findByRole('dialog', { name: /^Add Ada Lovelace to contractors/ });
  expect(screen.queryByRole('dialog', { name: /^Add people/ })).toBeNull();
  await page.user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(bridge.invocations.map(([name]) => name)).toContain('makeChanges'));
  const [, input] = bridge.invocations.find(([name]) => name === 'makeChanges') ?? [];
  expect(input).toMatchObject({
    newRun: { plan: { blocks: [{ groupId: 'g-con', action: 'add', accountIds: ['ada-1'] }] } },
  });
});

it('has one person added until a day, which stays chosen in the question', async () => {
  const page = show();
  await openContractors(page);
  await page.user.click(await findButton('Add people'));
  await page.user.type(await screen.findByRole('searchbox', { name: 'Find people' }), 'ada');
  await page.user.click(await findButton('Choose Ada Lovelace'));
  fireEvent.change(screen.getByLabelText('Until (optional)'), { target: { value: dayFromNow(4) } });
  await page.user.click(await findButton('Add Ada Lovelace'));
  const dialog = await screen.findByRole('dialog', { name: /^Add Ada Lovelace to contractors/ });
  expect(within(dialog).getByLabelText<HTMLInputElement>('Until (optional)').value).toBe(dayFromNow(4));
  await page.user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(bridge.invocations.map(([name]) => name)).toContain('makeChanges'));
  const [, input] = bridge.invocations.find(([name]) => name === 'makeChanges') ?? [];
  expect(input).toMatchObject({ newRun: { until: endOfDay(dayFromNow(4)) } });
  await page.user.click(await findButton('Add people'));
  expect((await screen.findByLabelText<HTMLInputElement>('Until (optional)')).value).toBe('');
});

it('has a person who was found added until a day', async () => {
  const page = show();
  await openContractors(page);
  await page.user.type(await screen.findByRole('searchbox', { name: 'Find a person' }), 'caleb');
  await page.user.click(await findButton('Add Caleb Norris'));
  const dialog = await screen.findByRole('dialog', { name: /^Add Caleb Norris to contractors/ });
  fireEvent.change(within(dialog).getByLabelText('Until (optional)'), { target: { value: dayFromNow(2) } });
  await page.user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(bridge.invocations.map(([name]) => name)).toContain('makeChanges'));
  const [, input] = bridge.invocations.find(([name]) => name === 'makeChanges') ?? [];
  expect(input).toMatchObject({ newRun: { until: endOfDay(dayFromNow(2)) } });
});

it('keeps who was chosen while the dialog is closed', async () => {
  const page = show();
  await openContractors(page);
  await page.user.click(await findButton('Add people'));
  await page.user.type(await screen.findByRole('searchbox', { name: 'Find people' }), 'ada');
  await page.user.click(await findButton('Choose Ada Lovelace'));
  await page.user.click(await findButton('Cancel'));
  await page.user.click(await findButton('Add people'));
  expect(await findButton('Add Ada Lovelace')).toBeDefined();
});

it('opens the list that the page has, with the group and its members', async () => {
  const page = show(sayList);
  await openContractors(page);
  await page.user.click(await findButton('From a list'));
  expect(await screen.findByText('contractors: imogen-1', { exact: false })).toBeDefined();
});

it('opens it at home without a group', async () => {
  const page = show(sayList);
  await page.user.click(await findButton('From a list'));
  expect(await screen.findByText('home:', { exact: false })).toBeDefined();
});

it('opens it with a file that is dropped, on a group and at home', async () => {
  const page = show(sayList);
  await findButton('From a list');
  expect(drop('a.csv')).toBe(false);
  expect(await screen.findByText(/^home: +a\.csv$/)).toBeDefined();
  await openContractors(page);
  expect(drop('b.csv')).toBe(false);
  expect(await screen.findByText(/^contractors: imogen-1 b\.csv$/)).toBeDefined();
});

it('turns a dropped file away without a word where nothing may be changed', async () => {
  GroupsSite.open().isAdministrator = false;
  show(sayList);
  await screen.findByText(/^You do not administer/);
  expect(screen.queryByRole('button', { name: 'From a list' })).toBeNull();
  expect(drop('a.csv')).toBe(false);
  expect(screen.queryByText('home:', { exact: false })).toBeNull();
});

it('offers a list for a group that an identity provider owns, and adding people to it not', async () => {
  GroupsSite.open().groups = [{ id: 'g-con', name: 'contractors', managedBy: 'EXTERNAL' }];
  await openContractors(show(sayList));
  expect(await findButton('From a list')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Add people' })).toBeNull();
});
