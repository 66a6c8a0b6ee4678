import '../support/bridge';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { Change } from '../../../src/contract';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import type { PlanSource } from '../../../static/admin-panel/src/plan/plan';
import { dayText } from '../../../static/admin-panel/src/ui/timeText';
import { changeOf, recordOf } from '../history/support/records';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { dayFromNow, endOfDay } from '../support/days';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { PlanSite } from './support/planSite';
import { openPlan, reopenPlan, whyNot } from './support/showPlan';

let site: PlanSite;

beforeEach(() => {
  window.sessionStorage.clear();
  site = PlanSite.open();
});

const changes = (action: Change['action'], groupId: string, ...accountIds: string[]): Change[] =>
  accountIds.map((accountId) => ({ groupId, accountId, action }));
const chosen = (all: readonly Change[]): PlanSource => ({ kind: 'chosen', changes: all });
const additions = chosen(changes('add', 'con', 'service-1', 'twin-2'));
const button = (name: string) => screen.findByRole('button', { name });
const enabled = async (name: string) => {
  await waitFor(async () => expect((await button(name)).hasAttribute('disabled')).toBe(false));
  return button(name);
};
const until = () => screen.findByLabelText<HTMLInputElement>('Until (optional)');
/** As a date that is picked. */
const pick = async (day: string) => fireEvent.change(await until(), { target: { value: day } });
const day = dayFromNow(5);

it('adds people until the end of a day, and says so', async () => {
  const { user } = await openPlan(additions);
  await pick(day);
  await screen.findByText(`They are added, and removed again at the end of ${dayText(day)}.`);
  await user.click(await enabled('Add 2 people'));
  await waitFor(() => expect(site.slices[0]).toMatchObject({ newRun: { until: endOfDay(day) } }));
});

it('adds people for good where no day is chosen', async () => {
  const { user } = await openPlan(additions);
  expect((await until()).getAttribute('aria-describedby')).not.toBeNull();
  await user.click(await enabled('Add 2 people'));
  await waitFor(() => expect(site.slices).toHaveLength(1));
  expect(site.slices[0]).not.toHaveProperty('newRun.until');
});

it('says of a plan that removes too that the date is for the additions', async () => {
  const { user } = await openPlan(
    chosen([...changes('add', 'con', 'service-1'), ...changes('remove', 'con', 'ada-1')]),
  );
  await pick(day);
  await screen.findByText(
    /^The date is for the addition only: .*Removals have no date: nobody is put back\.$/,
  );
  await user.click(await enabled('Make 2 changes'));
  await waitFor(() => expect(site.slices[0]).toMatchObject({ newRun: { until: endOfDay(day) } }));
});

it('takes no day that has come or is too far ahead, says which can be chosen, and loses nothing', async () => {
  const { user } = await openPlan(additions);
  const field = await until();
  await user.type(await screen.findByLabelText('Reason'), 'OPS-17');
  const confirm = await enabled('Add 2 people');
  field.focus();
  await pick(dayFromNow(0));
  expect(whyNot(confirm)).toBe('Correct the date first.');
  // Whoever types it has not come to its end yet.
  expect(screen.queryByText(/^This day has come/)).toBeNull();
  await user.tab();
  await screen.findByText(`This day has come already. Choose ${dayText(dayFromNow(1))} or a later day.`);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.queryByText(/^They are added/)).toBeNull();
  await pick(dayFromNow(400));
  await screen.findByText(/^This day is too far ahead\. Choose .* or an earlier day\.$/);
  expect(confirm.hasAttribute('disabled')).toBe(true);
  expect(field.value).toBe(dayFromNow(400));
  expect(screen.getByLabelText<HTMLInputElement>('Reason').value).toBe('OPS-17');
  await pick(field.min);
  await enabled('Add 2 people');
  await pick(field.max);
  await enabled('Add 2 people');
});

it('adds nobody while a date is begun and not whole', async () => {
  const { user } = await openPlan(additions);
  const field = await until();
  const confirm = await enabled('Add 2 people');
  const badInput = vi.fn(() => true);
  Object.defineProperty(field, 'validity', { get: () => ({ badInput: badInput(), valid: !badInput() }) });
  field.focus();
  await user.keyboard('1');
  expect(whyNot(confirm)).toBe('Correct the date first.');
  await user.tab();
  await screen.findByText('This date is not whole. Complete it, or clear it.');
  badInput.mockReturnValue(false);
  fireEvent.blur(field);
  await enabled('Add 2 people');
});

it('keeps the date through a reload', async () => {
  const first = await openPlan(additions);
  await pick(day);
  first.leave();
  reopenPlan();
  await screen.findByText(`They are added, and removed again at the end of ${dayText(day)}.`);
  expect((await until()).value).toBe(day);
});

it('says of a date that has come meanwhile that another has to be chosen', async () => {
  const first = await openPlan(additions, { until: dayFromNow(-1) });
  await until();
  first.leave();
  reopenPlan();
  await screen.findByText(/^This day has come already\./);
  expect((await until()).value).toBe(dayFromNow(-1));
  expect(whyNot(await button('Add 2 people'))).toBe('Correct the date first.');
});

it('asks again whether the date can be taken when the plan is carried out', async () => {
  const { user } = await openPlan(additions);
  await pick(dayFromNow(1));
  const confirm = await enabled('Add 2 people');
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 48 * 3_600_000);
  await user.click(confirm);
  await waitFor(() => expect(whyNot(confirm)).toBe('Correct the date first.'));
  expect(site.slices).toEqual([]);
});

it('is not offered where nobody is added', async () => {
  await openPlan(chosen(changes('remove', 'con', 'ada-1', 'bea-1')));
  await enabled('Remove 2 people');
  expect(screen.queryByLabelText('Until (optional)')).toBeNull();
});

it('is not offered for an undo', async () => {
  site.history = {
    run: recordOf({ runId: 'run', total: 2 }),
    changes: ['me-1', 'service-1'].map((accountId, index) => changeOf({ index, groupId: 'con', accountId })),
  };
  await openPlan({ kind: 'undo', runId: 'run', places: 'all' });
  await button('Add 2 people back');
  expect(screen.queryByLabelText('Until (optional)')).toBeNull();
});

it('says of the rest of a run until when it was planned, and offers no other', async () => {
  site.history = {
    run: recordOf({ runId: 'run', total: 2, until: new Date(endOfDay(day)).toISOString() }),
    changes: ['me-1', 'service-1'].map((accountId, index) =>
      changeOf({ index, groupId: 'con', accountId, action: 'add', outcome: 'notAttempted' }),
    ),
  };
  await openPlan({ kind: 'rest', runId: 'run', which: 'both' });
  await screen.findByText(`As it was planned, those added are removed again at the end of ${dayText(day)}.`);
  expect(screen.queryByLabelText('Until (optional)')).toBeNull();
});

it('has all words from catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  try {
    await openPlan(additions, { until: dayFromNow(-1) });
    await screen.findByText(/^Thís dáy hás cómé/);
    await waitFor(() => expect(screen.queryByText('Backup Service')).not.toBeNull());
    expectOnlyCatalogWords(document.body, {
      data: [
        'Backup Service',
        'backup@',
        'Imogen Prescott',
        'example.com',
        'twin-2',
        'contractors',
        monthIn(1),
      ],
    });
  } finally {
    setLanguage(ENGLISH);
  }
});

/** Of the date that is named: months come from the browser. */
function monthIn(days: number): string {
  return new Date(endOfDay(dayFromNow(days))).toLocaleString('en-US', { month: 'short' });
}
