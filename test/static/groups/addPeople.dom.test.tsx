import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import type { Group, Person } from '../../../src/contract';
import AddPeople from '../../../static/admin-panel/src/groups/addPeople/AddPeople';
import { bridge } from '../support/bridge';
import { dayFromNow } from '../support/days';
import { GroupsSite } from './support/groupsSite';
import { showInPage } from './support/showInPage';

const CONTRACTORS: Group = { id: 'g-con', name: 'contractors' };
const onAddOne = vi.fn<(...args: [Person]) => undefined>();
const onClose = vi.fn();
let site: GroupsSite;

beforeEach(() => {
  site = GroupsSite.open();
  onAddOne.mockReset();
  onClose.mockReset();
});

function Dialog({ group }: { group: Group }) {
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const [day, setDay] = useState('');
  return (
    <AddPeople
      {...{ group, chosen, onAddOne, onClose }}
      onChange={setChosen}
      until={{ day, onDay: setDay }}
    />
  );
}

const show = (group = CONTRACTORS) => showInPage(<Dialog group={group} />);
const field = () => screen.getByRole('searchbox', { name: 'Find people' });
const button = (name: string) => screen.getByRole('button', { name });
const findButton = (name: string) => screen.findByRole('button', { name });
const findHits = () => screen.findByRole('list', { name: 'People found' });
const findToAdd = () => screen.findByRole('list', { name: 'People to add' });
const isOff = (name: string) => (button(name) as HTMLButtonElement).disabled;

it('has one person added, who is asked about once more', async () => {
  const { user, path } = show();
  expect(screen.getByRole('dialog', { name: 'Add people to contractors' })).toBeDefined();
  expect(isOff('Add people')).toBe(true);
  await user.type(field(), 'ada');
  await user.click(await findButton('Choose Ada Lovelace'));
  expect(within(await findToAdd()).getByText('ada@example.com')).toBeDefined();
  await user.click(button('Add Ada Lovelace'));
  expect(onAddOne).toHaveBeenCalledWith(expect.objectContaining({ accountId: 'ada-1' }));
  expect(onClose).toHaveBeenCalled();
  expect(path()).toBe('/groups');
});

it('opens a plan for several', async () => {
  const { user, path, plan } = show();
  for (const name of ['Ada Lovelace', 'Caleb Norris']) {
    await user.type(field(), name);
    await user.click(await findButton(`Choose ${name}`));
  }
  expect(screen.getByText('2 people to add.')).toBeDefined();
  await user.click(button('Review 2 people'));
  await waitFor(() => expect(path()).toBe('/plan'));
  expect(plan()?.source).toEqual({
    kind: 'chosen',
    changes: [
      { groupId: 'g-con', accountId: 'ada-1', action: 'add' },
      { groupId: 'g-con', accountId: 'caleb-1', action: 'add' },
    ],
  });
  expect([...(plan()?.people.keys() ?? [])]).toEqual(['ada-1', 'caleb-1']);
  expect(plan()?.groups.get('g-con')).toEqual(CONTRACTORS);
});

it('shows who is in the group already, whom nobody can choose, and what sets people apart', async () => {
  const { user } = show();
  await user.type(field(), 'imogen');
  const hits = await findHits();
  await waitFor(() => expect(within(hits).getByText('In this group')).toBeDefined());
  const [member, other] = within(hits).getAllByRole('listitem');
  expect(member?.textContent).toContain('imogen@example.com');
  expect(member?.querySelector('button')).toBeNull();
  // Whose email is hidden is told apart by the account id.
  expect(other?.textContent).toContain('imogen-2');
  await user.clear(field());
  await user.type(field(), 'caleb');
  expect((await findHits()).textContent).toContain('Guest');
});

it('takes people out again', async () => {
  const { user } = show();
  await user.type(field(), 'ada');
  await user.click(await findButton('Choose Ada Lovelace'));
  await user.click(button('Take out Ada Lovelace'));
  expect(screen.getByText('Nobody is chosen yet.')).toBeDefined();
  expect(isOff('Add people')).toBe(true);
});

it('chooses the only one who fits with Enter, and does not confirm by it', async () => {
  const { user } = show();
  await user.type(field(), 'ada');
  await findButton('Choose Ada Lovelace');
  await user.keyboard('{Enter}');
  expect(await findButton('Take out Ada Lovelace')).toBeDefined();
  await user.keyboard('{Enter}');
  expect(onAddOne).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(field());
});

it('finds each of several who are pasted, and says who was not found', async () => {
  const { user } = show();
  await user.click(field());
  await user.paste('ada@example.com, nobody@example.com\nCaleb Norris\nImogen Prescott\nimogen@example.com');
  const people = await findToAdd();
  expect(
    within(people)
      .getAllByRole('button')
      .map((one) => one.getAttribute('aria-label')),
  ).toEqual(['Take out Ada Lovelace', 'Take out Caleb Norris', 'Take out Imogen Prescott']);
  const unclear = screen.getByRole('list', { name: 'Not found' });
  expect(
    within(unclear)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([
    'nobody@example.com: the directory has nobody like this. An address may be hidden; try the account ID.',
    'Imogen Prescott: several people fit. Find them by email or account ID.',
  ]);
  // She is in the group already.
  await waitFor(() => expect(within(people).getByText('In this group')).toBeDefined());
  expect(button('Review 2 people')).toBeDefined();
});

it('finds several who are typed', async () => {
  const { user } = show();
  await user.type(field(), 'ada@example.com; caleb@example.com');
  expect(screen.getByText('2 people are named here.')).toBeDefined();
  await user.click(button('Find 2 people'));
  expect(await findButton('Review 2 people')).toBeDefined();
});

it('says who could not be looked up, and does it again', async () => {
  site.down.add('search/user');
  const { user } = show();
  await user.click(field());
  await user.paste('ada@example.com\ncaleb@example.com');
  expect(await screen.findByText(/ada@example.com/)).toBeDefined();
  expect(screen.getByRole('list', { name: 'Not found' }).textContent).toContain('Confluence did not answer');
  site.down.clear();
  await user.click(button('Try again'));
  expect(await findButton('Review 2 people')).toBeDefined();
  expect(screen.queryByRole('list', { name: 'Not found' })).toBeNull();
});

it('sends long lists elsewhere', async () => {
  const { user } = show();
  await user.click(field());
  await user.paste(Array.from({ length: 21 }, (_, n) => `p${n}@example.com`).join('\n'));
  expect(await screen.findByText(/You named 21 people; here it is at most 20 at once/)).toBeDefined();
  expect(bridge.requests.filter(({ path }) => path.includes('search/user'))).toEqual([]);
});

it('says what the group gives', async () => {
  show({ id: 'g-all', name: 'all-staff' });
  expect(await screen.findByText(/may take a Confluence seat/)).toBeDefined();
  expect(screen.queryByText(/gives administration/)).toBeNull();
});

it('adds nobody to a group that an identity provider owns', async () => {
  const { user } = show({ id: 'g-okta', name: 'okta-engineering', managedBy: 'EXTERNAL' });
  await user.type(field(), 'ada');
  await user.click(await findButton('Choose Ada Lovelace'));
  expect(isOff('Add Ada Lovelace')).toBe(true);
  expect(screen.getByText(/^An identity provider owns this group/)).toBeDefined();
});

it('opens a plan with the last day that is chosen', async () => {
  const { user, plan } = show();
  await user.click(field());
  await user.paste('ada@example.com, caleb@example.com');
  await findButton('Review 2 people');
  const until = screen.getByLabelText<HTMLInputElement>('Until (optional)');
  fireEvent.change(until, { target: { value: dayFromNow(0) } });
  expect(isOff('Review 2 people')).toBe(true);
  expect(screen.getByText('Correct the date first.')).toBeDefined();
  fireEvent.change(until, { target: { value: dayFromNow(9) } });
  await user.click(button('Review 2 people'));
  expect(plan()?.until).toBe(dayFromNow(9));
  expect(until.value).toBe('');
});

it('offers no last day in a group that an identity provider owns', () => {
  show({ id: 'g-okta', name: 'okta-engineering', managedBy: 'EXTERNAL' });
  expect(screen.queryByLabelText('Until (optional)')).toBeNull();
});
