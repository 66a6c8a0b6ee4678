import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { bridge, json, noAnswer, type PageRequest } from '../support/bridge';
import { dayFromNow, endOfDay } from '../support/days';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { findButton } from '../support/showPart';
import { PeopleSite } from './support/peopleSite';
import { answerRuns, plannedIn, rowsOf, showPeople } from './support/showPeople';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

const groups = () => screen.findByRole('table', { name: 'Groups of Imogen Prescott' });
const box = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name });
const removeButton = (count: number) => findButton(`Remove from selected groups (${count})`);

it('shows who a person is, their groups, and what each of these gives', async () => {
  const { path, user } = showPeople('/people/imogen-1');
  const heading = await screen.findByRole('heading', { level: 2, name: 'Imogen Prescott' });
  expect(document.activeElement).toBe(heading);
  screen.getByText('imogen@example.com');
  await within(await groups()).findByText('Gives administration');
  expect(rowsOf(await groups())).toEqual([
    ' | all-staff | Gives Confluence | ',
    ' | dept-sales |  | ',
    ' | okta-engineering | Identity provider | ',
    ' | site-admins | Gives administration | ',
  ]);
  await user.click(await findButton('dept-sales'));
  expect(path()).toBe('/groups/g-sales');
});

it('copies the account id, or says that the browser refused', async () => {
  const { user } = showPeople('/people/imogen-1');
  await user.click(await findButton('Copy account ID'));
  await screen.findByText('Copied');
  expect(await navigator.clipboard.readText()).toBe('imogen-1');
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Not allowed.'));
  await user.click(await findButton('Copy account ID'));
  await screen.findByText('The browser refused.', { exact: false });
});

it('asks about one removal, makes it, and shows how it stands until the group is gone from the list', async () => {
  const { site, user } = showPeople('/people/imogen-1');
  const run = answerRuns(site);
  expect((await removeButton(0)).hasAttribute('disabled')).toBe(true);
  await user.click(await box('Select dept-sales'));
  await user.click(await removeButton(1));
  const dialog = await screen.findByRole('dialog', { name: /^Remove Imogen Prescott from dept-sales/ });
  await user.click(within(dialog).getByRole('button', { name: 'Remove' }));

  await within(await groups()).findByText('Removing…');
  expect(plannedIn(run.slices[0])).toEqual(['remove imogen-1 g-sales']);
  await screen.findByText('Wait until the changes under way have ended.');
  expect((await findButton('Offboard')).hasAttribute('disabled')).toBe(true);
  run.goOn();
  await waitFor(() => expect(screen.queryByText('dept-sales')).toBeNull());
  expect(rowsOf(await groups())).toHaveLength(3);
  expect((await removeButton(0)).hasAttribute('disabled')).toBe(true);
  expect((await findButton('Offboard')).hasAttribute('disabled')).toBe(false);
});

it('opens a plan for two removals or more; a group of an identity provider cannot be ticked', async () => {
  const { path, plan, user } = showPeople('/people/imogen-1');
  await user.click(await box('Select all'));
  expect(screen.queryByRole('checkbox', { name: 'Select okta-engineering' })).toBeNull();
  screen.getByText('are changed there', { exact: false });
  await user.click(await box('Select all-staff'));
  expect((await box('Select all')).indeterminate).toBe(true);
  await user.click(await removeButton(2));
  expect(path()).toBe('/plan');
  expect(plan()).toMatchObject({
    source: {
      kind: 'chosen',
      changes: [
        { action: 'remove', groupId: 'g-sales', accountId: 'imogen-1' },
        { action: 'remove', groupId: 'g-admins', accountId: 'imogen-1' },
      ],
    },
    openedFrom: { page: 'people', accountId: 'imogen-1' },
  });
  expect(plan()?.people.get('imogen-1')).toMatchObject({ displayName: 'Imogen Prescott' });
  expect(plan()?.groups.get('g-admins')).toMatchObject({ name: 'site-admins' });
});

it('opens a plan to offboard a person', async () => {
  const { path, plan, user } = showPeople('/people/imogen-1');
  await groups();
  await user.click(await findButton('Offboard'));
  expect(path()).toBe('/plan');
  expect(plan()?.source).toEqual({ kind: 'offboarding', accountIds: ['imogen-1'] });
  expect(plan()?.groups.size).toBe(4);
});

it('adds a person to a group that is picked, and to none that cannot be', async () => {
  const { site, user } = showPeople('/people/imogen-1');
  const run = answerRuns(site);
  await groups();
  await user.click(await findButton('Add to a group'));
  const dialog = await screen.findByRole('dialog', { name: 'Add Imogen Prescott to a group' });
  const next = within(dialog).getByRole('button', { name: 'Continue' });
  const pick = async (name: string) => {
    await user.click(await within(dialog).findByRole('combobox', { name: 'Group' }));
    await user.click(await within(dialog).findByRole('option', { name: new RegExp(`^${name}`) }));
  };
  within(dialog).getByText('Pick a group.');
  expect(next.hasAttribute('disabled')).toBe(true);
  await pick('dept-sales');
  await within(dialog).findByText('This person is in the group already.');
  await pick('okta-sales');
  await within(dialog).findByText('An identity provider owns this group.', { exact: false });
  expect(next.hasAttribute('disabled')).toBe(true);
  await pick('dept-data');
  await user.click(next);

  const question = await screen.findByRole('dialog', { name: /^Add Imogen Prescott to dept-data/ });
  fireEvent.change(within(question).getByLabelText('Until (optional)'), { target: { value: dayFromNow(6) } });
  await user.click(within(question).getByRole('button', { name: 'Add' }));
  run.goOn();
  await within(await groups()).findByText('dept-data');
  expect(plannedIn(run.slices[0])).toEqual(['add imogen-1 g-data']);
  expect(run.slices[0]).toMatchObject({ newRun: { until: endOfDay(dayFromNow(6)) } });
});

it('says that Confluence knows no such account, and offers what was changed here', async () => {
  showPeople('/people/gone-1');
  await screen.findByText('Confluence knows no person with this account ID.', { exact: false });
  screen.getByRole('heading', { level: 2, name: 'gone-1' });
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Offboard' })).toBeNull();
  await findButton('Show what was changed here');
});

it('says that there are more groups than are listed', async () => {
  const site = new PeopleSite();
  site.hidesGroups = true;
  showPeople('/people/imogen-1', site);
  await screen.findByText('This person is in more groups than these', { exact: false });
  await groups();
});

it('says that a person is in no group', async () => {
  showPeople('/people/dana-1');
  await screen.findByText('Confluence lists no group that this person is in.');
  expect((await findButton('Offboard')).hasAttribute('disabled')).toBe(true);
  expect((await findButton('Add to a group')).hasAttribute('disabled')).toBe(false);
});

it('says once that Confluence did not answer, and asks again', async () => {
  const { site, user } = showPeople('/people/imogen-1');
  const isGroups = ({ path }: PageRequest) => path.includes('/memberof');
  bridge.answerConfluence((request) => (isGroups(request) ? noAnswer() : site.answer(request)));
  await screen.findByRole('img', { name: 'Error' });
  bridge.answerConfluence(site.answer);
  await user.click(await findButton('Try again'));
  expect(rowsOf(await groups())).toHaveLength(4);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('shows the groups all the same where what they give is not known', async () => {
  const site = new PeopleSite();
  const isAccess = ({ path }: PageRequest) => path.includes('accessType=');
  const { user } = showPeople('/people/imogen-1', site);
  bridge.answerConfluence((request) =>
    isAccess(request) ? json({ message: 'Not now.' }, 503) : site.answer(request),
  );
  await screen.findByText('Confluence did not say which of these groups', { exact: false });
  bridge.answerConfluence(site.answer);
  await user.click(await findButton('Try again'));
  await within(await groups()).findByText('Gives administration');
});

it('offers no change to those who do not administer Confluence, and says why', async () => {
  const site = new PeopleSite();
  site.isAdministrator = false;
  showPeople('/people/imogen-1', site);
  await screen.findByText('You do not administer Confluence', { exact: false });
  expect(rowsOf(await groups())).toHaveLength(4);
  expect(screen.queryByRole('checkbox')).toBeNull();
  const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(names).toEqual([
    'Find another person',
    'Copy',
    ...['all-staff', 'dept-sales', 'okta-engineering', 'site-admins'],
  ]);
});

it('takes every word from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  showPeople('/people/imogen-1');
  await screen.findByText('Gívés ádmínístrátíón');
  const names = ['Imogen Prescott', 'imogen@example.com', 'imogen-1'];
  const shown = [...names, 'all-staff', 'dept-sales', 'okta-engineering', 'site-admins'].reduce(
    (text, name) => text.replaceAll(name, ''),
    document.body.textContent,
  );
  expect(shown).not.toMatch(/[aeiou]/);
});
