import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import type { Change, Person } from '../../../src/contract';
import { useProtected } from '../../../static/admin-panel/src/directory/useProtected';
import ConfirmChange from '../../../static/admin-panel/src/plan/ConfirmChange';
import { dayText } from '../../../static/admin-panel/src/ui/timeText';
import { bridge, json } from '../support/bridge';
import { dayFromNow, endOfDay } from '../support/days';
import { ME, PlanSite } from './support/planSite';
import { showAround, whyNot } from './support/showPlan';

let site: PlanSite;
const onConfirm = vi.fn();
const onClose = vi.fn();

beforeEach(() => {
  window.sessionStorage.clear();
  site = PlanSite.open();
  onConfirm.mockReset();
  onClose.mockReset();
});

const person = (accountId: string, displayName: string): Person => ({
  ...{ accountId, displayName, email: `${accountId}@example.com` },
  ...{ accountType: 'person', lacksAccess: false, guest: false },
});
const ada = person('ada-1', 'Ada Lovelace');
const bea = person('bea-1', 'Bea Park');

function ask(action: Change['action'], one: Person, groupId: string, isUndo = false) {
  const group = site.groups.find(({ id }) => id === groupId);
  if (!group) throw new Error(`There is no group ${groupId}.`);
  return showAround(
    <ConfirmChange
      change={{ action, groupId, accountId: one.accountId }}
      {...{ person: one, group, isUndo, onConfirm, onClose }}
    />,
  );
}
const confirm = (name: string) => screen.findByRole('button', { name });
const title = async () => (await screen.findByRole('heading', { level: 2 })).textContent;
const memberofs = () => bridge.requests.filter(({ path }) => path.includes('memberof')).length;

it('asks whether to remove a person, and says who it is and what they lose', async () => {
  const { user } = ask('remove', ada, 'use');
  expect(await title()).toBe('Remove Ada Lovelace from confluence-users?');
  expect(screen.getByText('ada-1@example.com').closest('p')?.textContent).toBe(
    'ada-1@example.com, account ID ada-1',
  );
  await screen.findByText('They lose access to Confluence: no other group gives it to them.');
  expect(screen.getByText(/They lose whatever this group gives access to/).textContent).toContain(
    'You can undo this afterwards.',
  );
  await user.click(await confirm('Remove'));
  expect(onConfirm).toHaveBeenCalledTimes(1);
  expect(memberofs()).toBe(1);
});

it('says through which group they keep Confluence, and asks nothing where the group does not give it', async () => {
  const { leave } = ask('remove', bea, 'use');
  await screen.findByText('guests');
  expect(screen.getByText('guests').closest('p')?.textContent).toBe('They keep Confluence through guests.');
  leave();
  bridge.requests.length = 0;
  ask('remove', bea, 'con');
  await waitFor(async () => expect((await confirm('Remove')).hasAttribute('disabled')).toBe(false));
  expect(memberofs()).toBe(0);
});

it('asks whether to add a person, and says whether that takes a seat', async () => {
  const { leave } = ask('add', person('service-1', 'Backup Service'), 'use');
  expect(await title()).toBe('Add Backup Service to confluence-users?');
  await screen.findByText('They get access to Confluence, and take a seat.');
  leave();
  ask('add', ada, 'gst', true);
  expect(await title()).toBe('Add Ada Lovelace back to guests?');
  await screen.findByText('They have access to Confluence already, through another group.');
  expect((await confirm('Add')).hasAttribute('disabled')).toBe(false);
});

it('has an administrators’ group typed, and warns of one’s own account', async () => {
  const { user } = ask('remove', person(ME, 'Sasha Whitfield'), 'adm');
  const button = await confirm('Remove');
  await waitFor(() => expect(whyNot(button)).toBe('To go on, type the group’s name.'));
  expect(screen.getByText(/This is your own account/).textContent).toContain('lose administration');
  expect(screen.getByText(/^You lose whatever/).textContent).not.toContain('undo');
  await user.type(screen.getByLabelText(/Type the group’s name/), 'site-admins{Enter}');
  await waitFor(() => expect(onConfirm).toHaveBeenCalledTimes(1));
});

it('has the name of an administrators’ group typed before a person gets into it', async () => {
  const { user } = ask('add', bea, 'adm');
  const button = await confirm('Add');
  await waitFor(() => expect(whyNot(button)).toBe('To go on, type the group’s name.'));
  expect(screen.getByText(/gives administration of the site or of Confluence/)).toBeTruthy();
  await user.type(screen.getByLabelText(/Type the group’s name/), 'site-admins{Enter}');
  await waitFor(() => expect(onConfirm).toHaveBeenCalledTimes(1));
});

it('removes nobody who is known to be protected, and asks nothing of the function to find out', async () => {
  site.protectedIds = ['ada-1'];
  const first = ask('remove', ada, 'con');
  await waitFor(async () => expect(whyNot(await confirm('Remove'))).toBeNull());
  expect(bridge.invocations).toEqual([]);
  first.leave();
  const conGroup = site.groups.find(({ id }) => id === 'con');
  if (!conGroup) throw new Error('There is no group con.');
  const change = { action: 'remove', groupId: 'con', accountId: 'ada-1' } as const;
  showAround(
    <>
      <AsksForProtected />
      <ConfirmChange {...{ change, person: ada, group: conGroup, onConfirm, onClose }} />
    </>,
  );
  await waitFor(async () => expect(whyNot(await confirm('Remove'))).toMatch(/^This person is protected/));
});

/** A view that shows the list of protected people. */
function AsksForProtected() {
  useProtected();
  return null;
}

it('removes nobody whom an identity provider owns, and not the last administrator', async () => {
  const second = ask('remove', bea, 'okta');
  await waitFor(async () => expect(whyNot(await confirm('Remove'))).toMatch(/^An identity provider owns/));
  second.leave();
  const admins = site.groups.find(({ id }) => id === 'adm');
  if (admins) admins.memberIds = [ME];
  ask('remove', person(ME, 'Sasha Whitfield'), 'adm');
  await screen.findByText('Nobody would be left in the administrators’ group site-admins');
  expect(screen.queryByText(/You lose whatever/)).toBeNull();
});

it('claims nothing where Confluence does not answer', async () => {
  site.isDown = true;
  ask('remove', ada, 'use');
  await screen.findByText('What confluence-users gives access to could not be found out');
  expect(screen.queryByText(/access to Confluence:/)).toBeNull();
  expect(whyNot(await confirm('Remove'))).toBe('To go on, type the group’s name.');
});

it('does not offer to ask again where the site has more groups than are listed', async () => {
  bridge.answerConfluence((request) =>
    request.path.includes('accessType=user')
      ? json({
          results: [{ type: 'group', id: 'other', name: 'other' }],
          _links: { next: '/rest/api/group?start=4' },
        })
      : site.answer(request),
  );
  ask('remove', ada, 'use');
  await screen.findByText('Whether confluence-users gives use of Confluence could not be found out');
  screen.getByText('This site has more groups that give access than Confluence lists.');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(whyNot(await confirm('Remove'))).toBe('To go on, type the group’s name.');
});

describe('an end', () => {
  const day = dayFromNow(3);
  const field = () => screen.findByLabelText('Until (optional)');

  /** The dialog, with a date that whoever shows it keeps. */
  function Asking({ groupId, action = 'add' }: { groupId: string; action?: Change['action'] }) {
    const [chosen, setChosen] = useState('');
    const group = site.groups.find(({ id }) => id === groupId);
    return (
      group && (
        <ConfirmChange
          change={{ action, groupId, accountId: 'service-1' }}
          {...{ person: person('service-1', 'Backup Service'), group, onConfirm, onClose }}
          until={{ day: chosen, onDay: setChosen }}
        />
      )
    );
  }

  it('can be chosen for an addition, and is said', async () => {
    const { user } = showAround(<Asking groupId="con" />);
    await waitFor(async () => expect((await confirm('Add')).hasAttribute('disabled')).toBe(false));
    fireEvent.change(await field(), { target: { value: day } });
    await screen.findByText(`They are added, and removed again at the end of ${dayText(day)}.`);
    await user.click(await confirm('Add'));
    expect(onConfirm).toHaveBeenCalledWith(endOfDay(day));
  });

  it('can be left out', async () => {
    const { user } = showAround(<Asking groupId="con" />);
    await waitFor(async () => expect((await confirm('Add')).hasAttribute('disabled')).toBe(false));
    await user.click(await confirm('Add'));
    expect(onConfirm).toHaveBeenCalledWith(undefined);
  });

  it('has to lie ahead', async () => {
    showAround(<Asking groupId="con" />);
    fireEvent.change(await field(), { target: { value: dayFromNow(0) } });
    await waitFor(async () => expect(whyNot(await confirm('Add'))).toBe('Correct the date first.'));
  });

  it('is offered for no removal, and not where an identity provider owns the group', async () => {
    const { leave } = showAround(<Asking groupId="con" action="remove" />);
    await confirm('Remove');
    expect(screen.queryByLabelText('Until (optional)')).toBeNull();
    leave();
    showAround(<Asking groupId="okta" />);
    await confirm('Add');
    expect(screen.queryByLabelText('Until (optional)')).toBeNull();
  });
});
