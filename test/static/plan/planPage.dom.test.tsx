import { screen, waitFor, within } from '@testing-library/react';
import type { Change } from '../../../src/contract';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import type { LeftOut, PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { changeOf, recordOf } from '../history/support/records';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { leave, listOf, onLines } from './support/lists';
import { changesBegunWith, ME, PlanSite } from './support/planSite';
import { openPlan, plannedRows, reopenPlan, whyNot } from './support/showPlan';

let site: PlanSite;

beforeEach(() => {
  window.sessionStorage.clear();
  site = PlanSite.open();
});

const removals = (groupId: string, ...accountIds: string[]): Change[] =>
  accountIds.map((accountId) => ({ groupId, accountId, action: 'remove' }));
const chosen = (changes: readonly Change[]): PlanSource => ({ kind: 'chosen', changes });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const enabled = async (name: string) => {
  await waitFor(async () => expect((await button(name)).hasAttribute('disabled')).toBe(false));
  return button(name);
};

it('says what would change in numbers that add up, and has it done once, with the reason', async () => {
  const leftOut: LeftOut[] = [{ reason: 'notMatched', file: 0, line: 3, text: 'who is that?' }];
  const { user, path } = await openPlan(listOf(onLines('ada-1', 'bea-1'), leave('con'), leftOut));
  expect(path()).toBe('/plan');
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Review changes' }));
  await screen.findByText('2 people to remove from', { exact: false });
  expect(screen.getByText('3 lines → 2 to remove · 1 not matched')).toBeTruthy();
  await waitFor(() =>
    expect(plannedRows()).toEqual([
      'Ada Lovelaceada@example.com · Line 1 | contractors | Remove | No effect on Confluence access',
      'Bea Parkbea@example.com · Line 2 | contractors | Remove | No effect on Confluence access',
    ]),
  );
  expect(screen.getByText(/who is that/).closest('li')?.textContent).toBe('Line 3: who is that?');

  await user.type(screen.getByLabelText('Reason'), 'OPS-17');
  await user.click(await enabled('Remove 2 people'));
  await waitFor(() => expect(path()).toBe('/groups/con'));
  expect(site.slices).toHaveLength(1);
  expect(changesBegunWith(site.slices[0])).toEqual(['remove ada-1 con', 'remove bea-1 con']);
  expect(site.slices[0]).toMatchObject({ newRun: { reason: 'OPS-17' } });
});

it('takes changes out and puts them back', async () => {
  const { user } = await openPlan(chosen(removals('con', 'ada-1', 'bea-1', 'twin-1')));
  const takeOut = await button('Take out Ada Lovelace');
  await user.click(takeOut);
  expect(screen.getByText('3 people → 2 to remove · 1 taken out')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Remove 2 people' })).toBeTruthy();
  // The focus is in the table still: on the row that came in its place.
  expect(document.activeElement?.textContent).toContain('Bea Park');
  await user.click(await button('Take out Bea Park'));
  await user.click(await button('Put back 2'));
  expect(screen.getByRole('button', { name: 'Remove 3 people' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Put back/ })).toBeNull();
});

it('cannot be carried out where everything is taken out', async () => {
  const { user } = await openPlan(chosen(removals('con', 'ada-1')));
  await user.click(await button('Take out Ada Lovelace'));
  const confirm = await button('Remove 0 people');
  expect(confirm.hasAttribute('disabled')).toBe(true);
  expect(whyNot(confirm)).toBe('There is nothing left to change.');
});

it('says who loses Confluence and who keeps it, over the whole plan, and shows those who lose it', async () => {
  const { user } = await openPlan(chosen(removals('use', 'ada-1', 'bea-1', 'twin-1')));
  await waitFor(() =>
    expect(plannedRows()).toEqual([
      'Ada Lovelaceada@example.com | confluence-users | Remove | Loses Confluence',
      'Bea Parkbea@example.com | confluence-users | Remove | Keeps Confluence through guests',
      'Imogen Prescottimogen@example.com | confluence-users | Remove | Not in the group',
    ]),
  );
  expect(screen.getByText('1 person loses Confluence')).toBeTruthy();
  await user.click(await button('Lose Confluence 1'));
  expect(plannedRows()).toHaveLength(1);
  expect((await button('Lose Confluence 1')).getAttribute('aria-pressed')).toBe('true');
  await user.click(await button('Lose Confluence 1'));
  expect(plannedRows()).toHaveLength(3);
});

it('asks about more than 200 people when it is told to, and says how many requests that takes', async () => {
  const many = Array.from({ length: 201 }, (_, n) => `p-${n}`);
  const { user } = await openPlan(chosen(removals('use', ...many)));
  const ask = await button('Find out what they keep or lose (201 requests)');
  expect(plannedRows()[0]).toContain('Not asked');
  const asked = () => bridge.requests.filter(({ path }) => path.includes('user/memberof')).length;
  expect(asked()).toBe(0);
  await user.click(ask);
  await waitFor(() => expect(asked()).toBeGreaterThan(0));
});

describe('safeguards', () => {
  it('have the number of people typed where a group gives Confluence', async () => {
    const { user } = await openPlan(chosen(removals('use', 'ada-1', 'bea-1')));
    const confirm = await button('Remove 2 people');
    await waitFor(() => expect(whyNot(confirm)).toBe('To go on, type the number of people.'));
    await user.type(await screen.findByLabelText(/Type 2 to confirm/), '3');
    expect(confirm.hasAttribute('disabled')).toBe(true);
    await user.type(screen.getByLabelText(/Type 2 to confirm/), '{Backspace}2{Enter}');
    await waitFor(() => expect(site.slices).toHaveLength(1));
  });

  it('have an administrators’ group typed, and warn of one’s own account', async () => {
    site.groups[3]?.memberIds.push('bea-1');
    const { user } = await openPlan(chosen([...removals('adm', ME, 'ada-1'), ...removals('con', 'ada-1')]));
    const confirm = await button('Make 3 changes');
    await waitFor(() => expect(whyNot(confirm)).toBe('To go on, type the group’s name.'));
    expect(screen.getByText(/Your own account is among them/).textContent).toContain('lose administration');
    expect(screen.queryByText(/You can undo this/)).toBeNull();
    await user.type(screen.getByLabelText(/Type the group’s name/), 'site-admins');
    await waitFor(() => expect(confirm.hasAttribute('disabled')).toBe(false));
  });

  it('refuse to empty an administrators’ group', async () => {
    await openPlan(chosen(removals('adm', ME, 'ada-1')));
    await screen.findByText('Nobody would be left in the administrators’ group site-admins');
    expect(whyNot(await button('Remove 2 people'))).toBe(
      'Can’t be removed: nobody would be left in site-admins.',
    );
  });

  it('treat groups like administrators’ groups where it is not known what they give', async () => {
    const known = { groups: site.groups };
    site.isDown = true;
    const { user } = await openPlan(chosen(removals('con', 'ada-1')), known);
    await screen.findByText('What contractors gives access to could not be found out');
    expect(plannedRows()[0]).toContain('Confluence did not say');
    expect(screen.getByLabelText(/Type the group’s name/)).toBeTruthy();
    site.isDown = false;
    await user.click(screen.getAllByRole('button', { name: 'Try again' }).at(-1) ?? document.body);
    await enabled('Remove 1 person');
  });
});

it('leaves protected people where they are', async () => {
  site.protectedIds = ['bea-1'];
  const { user } = await openPlan(chosen(removals('con', 'ada-1', 'bea-1')));
  await screen.findByText('2 people → 1 to remove · 1 protected');
  expect(plannedRows()).toHaveLength(1);
  await user.click(await button('Protected 1'));
  expect(plannedRows()).toEqual([]);
  expect(screen.getByText('Bea Park').closest('li')?.textContent).toBe('Bea Park in contractors');
  await user.click(await button('Remove 1 person'));
  await waitFor(() => expect(changesBegunWith(site.slices[0])).toEqual(['remove ada-1 con']));
});

it('adds no account that the directory does not have', async () => {
  const changes = removals('con', 'ada-1', 'nobody-1').map((change) => ({
    ...change,
    action: 'add' as const,
  }));
  await openPlan(chosen(changes));
  await screen.findByText('2 people → 1 to add · 1 not known to Confluence');
  await button('Add 1 person');
});

it('tells people of one name apart, and finds a person', async () => {
  const { user } = await openPlan(chosen(removals('con', 'ada-1', 'twin-1', 'twin-2')));
  await button('Same name 2');
  await user.click(await button('Same name 2'));
  expect(plannedRows()).toEqual([
    expect.stringMatching(/^Imogen Prescottimogen@example.com twin-1 .*Same name$/),
    expect.stringMatching(/^Imogen Prescotttwin-2 .*Same name$/),
  ]);
  await user.click(await button('Same name 2'));
  await user.type(screen.getByRole('searchbox', { name: 'Search this plan' }), 'lovelace');
  await waitFor(() => expect(plannedRows()).toHaveLength(1));
  await user.type(screen.getByRole('searchbox'), ' nobody');
  await screen.findByText('No change fits.');
});

it('survives a reload, but for what stands in lines', async () => {
  const leftOut: LeftOut[] = [{ reason: 'notMatched', file: 0, line: 4, text: 'jane@example.com' }];
  const first = await openPlan(listOf(onLines('ada-1', 'bea-1', 'twin-1'), leave('con'), leftOut));
  await first.user.type(await screen.findByLabelText('Reason'), 'OPS-17');
  await first.user.click(await button('Take out Bea Park'));
  first.leave();

  const { user, path } = reopenPlan();
  await screen.findByText('4 lines → 2 to remove · 1 taken out · 1 not matched');
  await waitFor(() => expect(plannedRows().join()).toContain('Ada Lovelace'));
  expect(screen.getByLabelText<HTMLInputElement>('Reason').value).toBe('OPS-17');
  expect(screen.getByText('Line 4')).toBeTruthy();
  expect(screen.getByText(/was not kept through the reload/)).toBeTruthy();
  await user.click(await button('Cancel'));
  expect(path()).toBe('/groups/con');
  expect(window.sessionStorage).toHaveLength(0);
});

it('works where the browser has no room to keep it, and says so', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const { user } = await openPlan(chosen(removals('con', 'ada-1')));
  await screen.findByText(/would not survive a reload/);
  await user.click(await enabled('Remove 1 person'));
  await waitFor(() => expect(site.slices).toHaveLength(1));
});

it('has nothing to review where none was opened', async () => {
  const { user, path } = reopenPlan();
  await screen.findByText('No changes to review');
  await user.click(await button('Go to Groups'));
  expect(path()).toBe('/groups');
});

it('takes a run back as far as it stands', async () => {
  site.history = {
    run: recordOf({ runId: 'run', actorId: 'bea-1', total: 3, reason: 'OPS-1' }),
    changes: ['twin-1', 'me-1', 'service-1'].map((accountId, index) =>
      changeOf({ index, groupId: 'con', accountId }),
    ),
  };
  const { user } = await openPlan({ kind: 'undo', runId: 'run', places: 'all' });
  await screen.findByText('3 people → 2 to add back · 1 in the group already');
  expect((await screen.findByText(/Takes back what/)).textContent).toContain('Bea Park changed on');
  await user.click(await enabled('Add 2 people back'));
  await waitFor(() =>
    expect(site.slices[0]).toMatchObject({
      newRun: { plan: { undoes: { runId: 'run', changes: [[1, 2]] } }, total: 2 },
    }),
  );
});

it('goes on with what another admin has planned, once it was seen', async () => {
  site.history = {
    run: recordOf({ runId: 'run', actorId: 'bea-1', total: 4, drivers: ['bea-1'] }),
    changes: ['ada-1', 'bea-1', 'twin-1', 'twin-2'].map((accountId, index) =>
      changeOf({ index, groupId: 'con', accountId, outcome: index === 0 ? 'done' : 'notAttempted' }),
    ),
  };
  const { user, path } = await openPlan({ kind: 'rest', runId: 'run', which: 'left' });
  await screen.findByText(/^Planned by/);
  await waitFor(() =>
    expect(screen.getByText(/^Planned by/).textContent).toMatch(
      /Planned by Bea Park on .*, for 4 changes in all/,
    ),
  );
  expect(screen.queryByLabelText('Reason')).toBeNull();
  await user.click(await button('Take out Bea Park'));
  await user.click(await enabled('Remove 2 people'));
  await waitFor(() => expect(path()).toBe('/groups/con'));
  expect(bridge.invocations.find(([name]) => name === 'resumeRun')?.[1]).toMatchObject({ runId: 'run' });
  await waitFor(() => expect(site.slices[0]).toMatchObject({ changes: [[2, 3]] }));
});

it('stays where it did not begin, with the reason', async () => {
  site.history = {
    run: recordOf({ runId: 'run', total: 2 }),
    changes: [0, 1].map((index) =>
      changeOf({ index, groupId: 'con', accountId: `p-${index}`, outcome: 'notAttempted' }),
    ),
  };
  const { user, path } = await openPlan({ kind: 'rest', runId: 'run', which: 'both' });
  const confirm = await enabled('Remove 2 people');
  bridge.answerInvocations({
    resumeRun: () => ({ ok: false, error: { kind: 'runTaken' } }),
    listProtected: () => ({ ok: true, accountIds: [] }),
  });
  await user.click(confirm);
  await within(await screen.findByRole('alert')).findByText('The changes did not begin');
  expect(path()).toBe('/plan');
});

it('removes people from all of their groups, but for those of an identity provider', async () => {
  await openPlan({ kind: 'offboarding', accountIds: ['ada-1'] });
  await screen.findByText('3 changes for 1 person in 3 groups');
  expect(screen.getByText('4 changes → 3 to make · 1 owned by an identity provider')).toBeTruthy();
  expect(plannedRows().map((row) => row.split(' | ')[1])).toEqual([
    'contractors',
    'confluence-users',
    'site-admins',
  ]);
  expect(await button('Take out Ada Lovelace, contractors')).toBeTruthy();
  // The groups of the person are asked for once.
  expect(bridge.requests.filter(({ path }) => path.includes('memberof'))).toHaveLength(1);
});

it('asks again where Confluence did not answer', async () => {
  site.isDown = true;
  const { user } = await openPlan(chosen(removals('con', 'ada-1')));
  await screen.findByText('The changes could not be prepared');
  site.isDown = false;
  await user.click(await button('Try again'));
  await enabled('Remove 1 person');
});

it('waits for the network', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  await openPlan(chosen(removals('con', 'ada-1')), { groups: site.groups });
  const confirm = await button('Remove 1 person');
  expect(confirm.hasAttribute('disabled')).toBe(true);
  expect(whyNot(confirm)).toContain('You are offline');
});

it('shows the plan and offers no change to who may make none', async () => {
  site.isAdministrator = false;
  await openPlan(chosen(removals('con', 'ada-1')));
  await screen.findByText(/You do not administer Confluence/);
  expect(plannedRows()).toHaveLength(1);
  expect(screen.queryByRole('button', { name: /^(Remove|Take out)/ })).toBeNull();
  expect(await button('Cancel')).toBeTruthy();
});

it('shows a plan of any size, a few rows of it at a time, and refuses more than a run can have', async () => {
  const people = Array.from({ length: 50_001 }, (_, n) => ({
    ...{ accountId: `p-${n}`, displayName: `Person ${n}`, accountType: 'person' as const },
    ...{ lacksAccess: false, guest: false },
  }));
  const changes = removals('con', ...people.map(({ accountId }) => accountId));
  await openPlan(chosen(changes), { people, groups: site.groups });
  const confirm = await button('Remove 50,001 people');
  const table = screen.getByRole('table', { name: 'Planned changes' });
  expect(table.getAttribute('aria-rowcount')).toBe('50002');
  expect(plannedRows().length).toBeLessThan(60);
  await waitFor(() =>
    expect(whyNot(confirm)).toBe(
      'At most 50,000 changes can be made at once. Choose fewer people or groups, or split the list, and review each part.',
    ),
  );
});

it('has all words from catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  try {
    const leftOut: LeftOut[] = [
      { reason: 'ambiguous', file: 0, line: 9, text: 'somebody@example.com' },
      { reason: 'accountGone', accountId: 'gone-1', file: 1, line: 10 },
      ...(['unreadable', 'notAPerson', 'otherGroup', 'filtered'] as const).map((reason, n) => ({
        ...{ reason, file: 1, line: n + 1, text: 'somebody@example.com' },
      })),
    ];
    site.protectedIds = ['bea-1'];
    const people = [
      ...[ME, 'ada-1', 'bea-1'].map((accountId) => ({ accountId, groupId: 'use' })),
      ...['twin-1', 'twin-2'].map((accountId) => ({ accountId, groupId: 'con' })),
      { accountId: 'ada-1', groupId: 'okta' },
    ].map((one, n) => ({ ...one, file: n % 2, line: n + 20 }));
    await openPlan(listOf(people, { kind: 'rows', action: 'remove' }, leftOut), {
      files: ['1.csv', '2.csv'],
    });
    await screen.findAllByText(/^Lósés/);
    await waitFor(() => expect(document.querySelectorAll('input').length).toBe(3));
    expectOnlyCatalogWords(document.body, {
      data: [
        ...['Sasha Whitfield', 'Ada Lovelace', 'Bea Park', 'Imogen Prescott', 'sasha@', 'ada@', 'imogen@'],
        ...['somebody@', 'example.com', 'gone-1', 'twin-2', 'twin-1', 'contractors', 'confluence-users'],
        ...['guests', 'okta-engineering', '1.csv', '2.csv', ME],
      ],
    });
  } finally {
    setLanguage(ENGLISH);
  }
});
