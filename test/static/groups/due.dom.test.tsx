import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ChangeDueInput, DueMemberships, ErrorKind } from '../../../src/contract';
import { indexesIn } from '../../../src/membership/ranges';
import DueRegion from '../../../static/admin-panel/src/groups/due/DueRegion';
import OverdueNotice from '../../../static/admin-panel/src/groups/due/OverdueNotice';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { useMayChange } from '../../../static/admin-panel/src/rights/useMayChange';
import { dayText } from '../../../static/admin-panel/src/ui/timeText';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { dayFromNow, endOfDay } from '../support/days';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { GroupsSite, ME } from './support/groupsSite';
import { showInPage } from './support/showInPage';

/** What the function has, soonest first, and how many of them an answer tells of. */
let due: DueMemberships[];
let inAnswer: number;
/** Why a change is refused: of what is to end by this id. */
let refusal: { dueId: string; kind: ErrorKind } | undefined;
let edits: ChangeDueInput[];

const dueOf = (
  dueId: string,
  days: number,
  accountIds: readonly string[],
  over: Partial<DueMemberships> = {},
) => ({
  ...{
    dueId,
    runId: `run of ${dueId}`,
    until: new Date(endOfDay(dayFromNow(days))).toISOString(),
    actorId: ME,
  },
  groups: [{ groupId: 'g-con', name: 'contractors' }],
  memberships: accountIds.map((accountId, n) => ({ index: n + 1, groupId: 'g-con', accountId })),
  ...over,
});

beforeEach(() => {
  window.localStorage.clear();
  GroupsSite.open();
  due = [
    dueOf('soon', 2, ['ada-1', 'caleb-1']),
    dueOf('later', 30, ['imogen-1'], {
      actorId: 'ada-1',
      groups: [{ groupId: 'g-all' }],
      memberships: [{ index: 0, groupId: 'g-all', accountId: 'imogen-1' }],
    }),
  ];
  inAnswer = 10;
  refusal = undefined;
  edits = [];
  bridge.answerInvocations({
    listDue: ({ cursor = '0' }) => {
      const end = Number(cursor) + inAnswer;
      return {
        ok: true,
        due: due.slice(Number(cursor), end),
        ...(end < due.length && { cursor: String(end) }),
      };
    },
    changeDue: (input) => {
      if (refusal?.dueId === input.dueId) return { ok: false, error: { kind: refusal.kind } };
      edits.push(input);
      const changed = input.changes && new Set(indexesIn(input.changes));
      due = due.flatMap((one) => {
        if (one.dueId !== input.dueId) return [one];
        const isChanged = ({ index }: { index: number }) => changed?.has(index) ?? true;
        const [moved, left] = [
          one.memberships.filter(isChanged),
          one.memberships.filter((membership) => !isChanged(membership)),
        ];
        return [
          ...(left.length > 0 ? [{ ...one, memberships: left }] : []),
          ...(input.until === null
            ? []
            : [
                {
                  ...{ dueId: `moved from ${one.dueId}`, runId: one.runId, actorId: ME, groups: one.groups },
                  ...{ until: new Date(input.until).toISOString(), memberships: moved },
                },
              ]),
        ];
      });
      return { ok: true };
    },
  });
});

const show = () => showInPage(<DueRegion />);
const region = () => screen.findByRole('region', { name: 'Memberships with an end date' });
const table = () => screen.findByRole('table', { name: 'Memberships with an end date' });
const button = (name: string) => screen.findByRole('button', { name });
const rows = () =>
  [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')]
      .slice(1, 5)
      .map((cell) => cell.textContent)
      .join(' | '),
  );
const asked = () => bridge.invocations.filter(([name]) => name === 'listDue').length;

it('lists who is in which group until when, and who set that', async () => {
  show();
  await table();
  await waitFor(() =>
    expect(rows()).toEqual([
      `Ada Lovelaceada@example.com | contractors | ${dayText(dayFromNow(2))} | You`,
      `Caleb Norriscaleb@example.com | contractors | ${dayText(dayFromNow(2))} | You`,
      `Imogen Prescottimogen@example.com | g-all | ${dayText(dayFromNow(30))} | Ada Lovelace`,
    ]),
  );
  expect(screen.getByText('3 memberships end, the soonest first.')).toBeDefined();
  expect(asked()).toBe(1);
});

it('says the time where a day ends in the middle of one here', async () => {
  const noon = endOfDay(dayFromNow(3)) - 12 * 3_600_000;
  due = [dueOf('noon', 3, ['ada-1'], { until: new Date(noon).toISOString() })];
  show();
  await table();
  expect(rows()[0]).toMatch(/\d{1,2}:59:59/);
});

it('gives one another date', async () => {
  const { user } = show();
  await user.click(await button('Change date: Caleb Norris, contractors'));
  const dialog = await screen.findByRole('dialog', { name: 'Change the date: Caleb Norris in contractors' });
  const field = within(dialog).getByLabelText<HTMLInputElement>('New date');
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe(dayFromNow(2));
  const confirm = within(dialog).getByRole('button', { name: 'Change date' });
  fireEvent.change(field, { target: { value: '' } });
  expect(within(dialog).getByText('Choose a date.')).toBeDefined();
  expect(confirm.hasAttribute('disabled')).toBe(true);
  fireEvent.change(field, { target: { value: dayFromNow(0) } });
  expect(within(dialog).getByText('Correct the date first.')).toBeDefined();
  fireEvent.change(field, { target: { value: dayFromNow(7) } });
  await user.click(confirm);
  await screen.findByText('Changed the date of 1 membership.');
  expect(edits).toEqual([{ dueId: 'soon', changes: [[2, 2]], until: endOfDay(dayFromNow(7)) }]);
  await waitFor(() => expect(rows().join()).toContain(`contractors | ${dayText(dayFromNow(7))}`));
});

it('keeps one once that is confirmed', async () => {
  const { user } = show();
  await user.click(await button('Keep Ada Lovelace in contractors'));
  const dialog = await screen.findByRole('dialog', { name: /^Keep Ada Lovelace in contractors/ });
  expect(within(dialog).getByText(/the app will not remove them from the group\./)).toBeDefined();
  expect(edits).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
  await screen.findByText('Dropped the date of 1 membership.');
  expect(edits).toEqual([{ dueId: 'soon', changes: [[1, 1]], until: null }]);
  await waitFor(() => expect(rows()).toHaveLength(2));
});

it('changes several that are ticked, run by run', async () => {
  const { user } = show();
  const change = await button('Change date (0)');
  expect(change.hasAttribute('disabled')).toBe(true);
  await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }));
  await user.click(screen.getByRole('checkbox', { name: 'Select Ada Lovelace, contractors' }));
  await user.click(await button('Change date (2)'));
  const dialog = await screen.findByRole('dialog', { name: 'Change the date of 2 memberships' });
  // Their dates differ.
  const field = within(dialog).getByLabelText<HTMLInputElement>('New date');
  expect(field.value).toBe('');
  fireEvent.change(field, { target: { value: dayFromNow(60) } });
  await user.click(within(dialog).getByRole('button', { name: 'Change date' }));
  await screen.findByText('Changed the date of 2 memberships.');
  expect(edits).toEqual([
    { dueId: 'soon', changes: [[2, 2]], until: endOfDay(dayFromNow(60)) },
    { dueId: 'later', changes: [[0, 0]], until: endOfDay(dayFromNow(60)) },
  ]);
});

it('says why an edit was not made, and goes on where it failed', async () => {
  refusal = { dueId: 'later', kind: 'storage' };
  const { user } = show();
  await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }));
  await user.click(await button('Keep (3)'));
  const dialog = await screen.findByRole('dialog', { name: 'Keep 3 memberships?' });
  await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
  await within(await screen.findByRole('alert')).findByText('The date could not be dropped');
  await waitFor(() => expect(rows()).toHaveLength(1));
  refusal = undefined;
  await user.click(await button('Try again'));
  await screen.findByText('Dropped the dates of 3 memberships.');
  expect(edits.map(({ dueId }) => dueId)).toEqual(['soon', 'later']);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('reads on where an answer has none, and shows more on request', async () => {
  const many = Array.from({ length: 60 }, (_, n) => dueOf(`due-${String(n)}`, n + 1, [`p-${String(n)}`]));
  due = [dueOf('empty', 1, []), ...many];
  inAnswer = 1;
  const { user } = show();
  await table();
  expect(asked()).toBe(2);
  expect(rows()).toHaveLength(1);
  inAnswer = 20;
  await user.click(await button('Show more'));
  await waitFor(() => expect(rows()).toHaveLength(60));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(screen.getByText('60 memberships end, the soonest first.')).toBeDefined();
});

it('puts together what several answers tell of one run', async () => {
  const whole = dueOf('whole', 2, ['ada-1', 'caleb-1']);
  const [first, second] = whole.memberships.map((membership) => ({ ...whole, memberships: [membership] }));
  due = [first ?? whole, second ?? whole];
  inAnswer = 1;
  const { user } = show();
  await user.click(await button('Show more'));
  await user.click(await button('Change date: Caleb Norris, contractors'));
  expect(rows()).toHaveLength(2);
});

it('says that someone else was quicker', async () => {
  const { user } = show();
  bridge.answerInvocations({
    listDue: () => ({ ok: true, due }),
    changeDue: () => ({ ok: false, error: { kind: 'invalid', field: 'dueId' } }),
  });
  await user.click(await button('Keep Ada Lovelace in contractors'));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Keep' }));
  await within(await screen.findByRole('alert')).findByText(/^Someone else has changed this date/);
  expect(asked()).toBe(2);
});

it('says that there are none where the admin asks', async () => {
  due = [];
  show();
  await within(await region()).findByText(/^No membership has an end date\./);
});

it('says why they could not be listed, and asks again', async () => {
  bridge.answerInvocations({ listDue: () => ({ ok: false, error: { kind: 'storage' } }) });
  const { user } = show();
  await screen.findByText('The memberships with an end date could not be listed');
  bridge.answerInvocations({ listDue: () => ({ ok: true, due }) });
  await user.click(await button('Try again'));
  expect(await table()).toBeDefined();
});

describe('those whose date has come', () => {
  beforeEach(() => {
    due = [
      dueOf('gone', -1, ['ada-1', 'caleb-1'], { notMade: 'permission', actorId: 'imogen-1' }),
      dueOf('single', -1, ['imogen-2'], { notMade: 'notInEffect' }),
      ...due,
    ];
  });

  const notices = async () =>
    within(await screen.findByRole('list', { name: 'Date has come, not removed by the app' })).getAllByRole(
      'listitem',
    );

  it('come first, with the reason, and can be reviewed for removal', async () => {
    const { user, plan, path } = show();
    await waitFor(async () => expect((await notices())[0]?.textContent).toContain('Imogen Prescott'));
    const [several, single] = await notices();
    expect(several?.textContent).toContain(
      `2 memberships in contractors were to end on ${dayText(dayFromNow(-1))}`,
    );
    expect(several?.textContent).toContain(
      'Confluence does not let Imogen Prescott, who set the date, administer it any more. Review the removal to make it yourself.',
    );
    expect(single?.textContent).toContain('The membership of Imogen Prescott in contractors');
    expect(single?.textContent).toContain('The app could not act for you');
    expect(rows()).toHaveLength(3);
    if (several) await user.click(within(several).getByRole('button', { name: 'Review removal' }));
    expect(path()).toBe('/plan');
    expect(plan()?.source).toEqual({ kind: 'undo', runId: 'run of gone', places: [1, 2] });
  });

  it('can be kept, or get another date', async () => {
    const { user } = show();
    const [several] = await notices();
    if (several) await user.click(within(several).getByRole('button', { name: 'Keep' }));
    const dialog = await screen.findByRole('dialog', { name: 'Keep 2 memberships?' });
    await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
    await waitFor(() => expect(edits).toEqual([{ dueId: 'gone', until: null }]));
    await waitFor(async () => expect(await notices()).toHaveLength(1));
  });

  it('are all read before the first whose date lies ahead', async () => {
    due = [dueOf('late', -2, ['caleb-1']), ...due];
    inAnswer = 1;
    showInPage(<OverdueNotice />);
    await waitFor(async () => expect(await notices()).toHaveLength(2));
  });

  it('are told unasked, without the others', async () => {
    showInPage(<OverdueNotice />);
    expect(await notices()).toHaveLength(2);
    expect(await region()).toBeDefined();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('are told of without buttons where nothing may be changed', async () => {
    GroupsSite.open().isAdministrator = false;
    bridge.answerInvocations({ listDue: () => ({ ok: true, due }) });
    showInPage(
      <>
        <Rights />
        <DueRegion />
      </>,
    );
    await notices();
    await screen.findByText('notAdministrator');
    expect(screen.queryByRole('button', { name: 'Review removal' })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});

function Rights() {
  return <p>{useMayChange()}</p>;
}

it('shows nothing unasked where there is nothing to tell', async () => {
  due = [];
  showInPage(<OverdueNotice />);
  await waitFor(() => expect(asked()).toBe(1));
  expect(screen.queryByRole('region')).toBeNull();
});

it('has all words from catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  try {
    due = [dueOf('gone', -1, ['ada-1', 'caleb-1'], { notMade: 'unavailable' }), ...due];
    const { user } = show();
    await screen.findByText('ada@example.com');
    await user.click(await button('Kéép Ada Lovelace ín contractors'));
    await screen.findByRole('dialog');
    const names = [
      'Ada Lovelace',
      'Caleb Norris',
      'Imogen Prescott',
      'ada@',
      'caleb@',
      'imogen@',
      'example.com',
    ];
    const months = [-1, 2, 30].map((days) =>
      new Date(endOfDay(dayFromNow(days))).toLocaleString('en-US', { month: 'short' }),
    );
    expectOnlyCatalogWords(document.body, { data: [...names, 'contractors', 'g-all', ...months] });
  } finally {
    setLanguage(ENGLISH);
  }
});
