import '../support/bridge';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { changesBegunWith, PlanSite } from './support/planSite';
import { openPlan, plannedRows, reopenPlan, whyNot } from './support/showPlan';

/** More than is gone through while rendering. */
const COUNT = 2_500;

const people = Array.from({ length: COUNT }, (_, n) => ({
  ...{ accountId: `p-${n}`, displayName: `Person ${n}`, accountType: 'person' as const },
  ...{ lacksAccess: false, guest: false },
}));
const changes = people.map(({ accountId }) => ({ groupId: 'con', accountId, action: 'remove' as const }));

let site: PlanSite;

beforeEach(() => {
  window.sessionStorage.clear();
  site = PlanSite.open();
});

const openLargePlan = () =>
  openPlan({ kind: 'chosen', changes }, { people, groups: site.groups.slice(0, 1) });
const button = (name: string) => screen.findByRole('button', { name });
const type = (count: string) =>
  fireEvent.change(screen.getByLabelText(/^Type .* to confirm/), { target: { value: count } });

/** Nothing that waits goes on until it is let go. */
function holdWork(): () => void {
  const waiting: (() => void)[] = [];
  const sleep = vi
    .spyOn(browserTools.clock, 'sleep')
    .mockImplementation(() => new Promise((resolve) => waiting.push(resolve)));
  return () => {
    sleep.mockRestore();
    waiting.forEach((goOn) => goOn());
  };
}

it('is not carried out as it was before a change was taken out', async () => {
  const { user } = await openLargePlan();
  const confirm = await button('Remove 2,500 people');
  await screen.findByLabelText('Type 2,500 to confirm the number of people');
  type('2500');
  await waitFor(() => expect(confirm.hasAttribute('disabled')).toBe(false));

  const letGo = holdWork();
  await user.click(await button('Take out Person 0'));
  // What was gone through before is still shown.
  expect(screen.getByRole('button', { name: 'Remove 2,500 people' })).toBe(confirm);
  expect(confirm.hasAttribute('disabled')).toBe(true);
  expect(whyNot(confirm)).toBe('Counting the changes…');
  const form = confirm.closest('form');
  if (form) fireEvent.submit(form);
  act(letGo);

  await button('Remove 2,499 people');
  expect(site.slices).toHaveLength(0);
  type('2,499');
  await waitFor(() => expect(confirm.hasAttribute('disabled')).toBe(false));
  await user.click(confirm);
  await waitFor(() => expect(site.slices.length).toBeGreaterThan(0));
  const begun = changesBegunWith(site.slices[0]);
  expect(begun).toHaveLength(2_499);
  expect(begun).not.toContain('remove p-0 con');
});

it('is searched, and shown whole again', async () => {
  const { user } = await openLargePlan();
  await button('Remove 2,500 people');
  await user.type(screen.getByRole('searchbox', { name: 'Search this plan' }), 'person 777');
  await screen.findByText('2 changes shown');
  expect(plannedRows()[0]).toContain('Person 777');
  await user.clear(screen.getByRole('searchbox'));
  await waitFor(() => expect(plannedRows()[0]).toContain('Person 0'));
  expect(screen.queryByText('2 changes shown')).toBeNull();
});

it('comes back after a reload', async () => {
  const first = await openLargePlan();
  await first.user.click(await button('Take out Person 1'));
  await button('Remove 2,499 people');
  first.leave();
  reopenPlan();
  await button('Remove 2,499 people');
  await button('Take out p-0');
  expect(screen.queryByRole('button', { name: 'Take out p-1' })).toBeNull();
});
