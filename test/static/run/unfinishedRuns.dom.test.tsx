import { act, screen, waitFor, within } from '@testing-library/react';
import type { RunRecord, UnfinishedRun } from '../../../src/contract';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import UnfinishedRuns from '../../../static/admin-panel/src/run/unfinished/UnfinishedRuns';
import { CLOCK, WHEN } from '../../support/clockPattern';
import { changeOf, NOTHING, recordOf } from '../history/support/records';
import { ADMIN, PeopleSite } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { showRuns } from './support/showRuns';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

/** The removal of 240 people that broke off after 100, unless it says otherwise. */
function unfinished(over: Partial<RunRecord> = {}, more: Partial<UnfinishedRun> = {}): UnfinishedRun {
  const run = recordOf({
    ...{ runId: 'mine', actorId: ADMIN, drivers: [ADMIN] },
    counts: { ...NOTHING, done: 100, unconfirmed: 25, notAttempted: 115 },
    ...over,
  });
  delete run.endedAt;
  return { run, isPartial: false, wish: 'run', driver: { accountId: ADMIN, leftMs: 0 }, ...more };
}

const answer = (...runs: UnfinishedRun[]) =>
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs, background: { state: 'possible' } }),
  });
const region = () => screen.findByRole('region', { name: 'Unfinished changes' });
const button = (name: string) => screen.findByRole('button', { name });
const asked = () => bridge.invocations.filter(([name]) => name === 'listUnfinishedRuns').length;

it('says what is unfinished, with counts, and opens what is left for review', async () => {
  answer(unfinished());
  const { user, plan, said } = showRuns(<UnfinishedRuns />);
  const notices = await region();
  expect(await within(notices).findByText(/^Started by you on Mar 1, 2026/)).not.toBeNull();
  expect(within(notices).getByRole('heading', { level: 3 }).textContent).toBe(
    'Removing 240 people from contractors',
  );
  within(notices).getByText('100 people were removed.');
  within(notices).getByText('115 people are not removed yet.');
  expect(said()).toBe('1 set of changes is unfinished.');
  await user.click(await button('Continue with 140'));
  expect(plan()).toMatchObject({ source: { kind: 'rest', runId: 'mine', which: 'left' } });
  expect(plan()?.groups.get('g-1')?.name).toBe('contractors');
});

it('shows the admin’s own before those of others, and no more than three of each at first', async () => {
  const theirs = unfinished({ runId: 'theirs', actorId: 'robin-1', drivers: ['robin-1'] });
  const own = ['a', 'b', 'c', 'd', 'e'].map((runId) => unfinished({ runId }));
  answer(theirs, ...own);
  const { user } = showRuns(<UnfinishedRuns />);
  const notices = await region();
  expect(
    within(notices)
      .getAllByRole('heading', { level: 2 })
      .map(({ textContent }) => textContent),
  ).toEqual([...['Unfinished changes', 'Unfinished changes of other admins']]);
  expect(within(notices).getAllByRole('heading', { level: 3 })).toHaveLength(4);
  await within(notices).findByText('Robin Castellanos');
  await user.click(await button('Show 2 more'));
  expect(within(notices).getAllByRole('heading', { level: 3 })).toHaveLength(6);
});

it('is nothing where there is none', async () => {
  answer();
  const { container } = showRuns(<UnfinishedRuns />);
  await waitFor(() => expect(asked()).toBe(1));
  expect(container.querySelector('section')).toBeNull();
});

it('says who may be at work on it, and offers it when it may be free', async () => {
  const driver = { accountId: 'robin-1', leftMs: 40_000 };
  answer(unfinished({}, { driver }));
  showRuns(<UnfinishedRuns />);
  const notices = await region();
  await within(notices).findByText('Robin Castellanos');
  expect(within(notices).getByRole('status').textContent).toMatch(
    new RegExp(
      `^Right now, Robin Castellanos may be removing these people\\. If not, you can continue from ${CLOCK} on\\.$`,
    ),
  );
  expect(await button('Continue with 140')).toHaveProperty('disabled', true);
  expect(await button('Dismiss')).toHaveProperty('disabled', true);
});

it('waits while this page makes other changes', async () => {
  answer(unfinished());
  const { runs } = showRuns(<UnfinishedRuns />);
  const notices = await region();
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: [unfinished()], background: { state: 'possible' } }),
    makeChanges: () => new Promise(() => undefined),
  });
  await act(async () => {
    void runs().start({
      changes: [{ groupId: 'g-sales', accountId: 'imogen-1', action: 'remove' }],
      groups: [{ id: 'g-sales', name: 'dept-sales' }],
      people: new Map(),
    });
    await Promise.resolve();
  });
  await within(notices).findByText('You can continue once the changes under way on this page are done.');
  expect(await button('Continue with 140')).toHaveProperty('disabled', true);
});

it('says that another page of one’s own may be at work on it', async () => {
  answer(unfinished({}, { driver: { accountId: ADMIN, leftMs: 40_000 } }));
  showRuns(<UnfinishedRuns />);
  const status = within(await region()).getByRole('status');
  await waitFor(() =>
    expect(status.textContent).toMatch(
      new RegExp(
        `^Right now, another page of yours may be removing these people\\. If not, .+ from ${CLOCK} on\\.$`,
      ),
    ),
  );
});

describe('what the worker drives', () => {
  const worker = { accountId: 'robin-1', leftMs: 40_000, isWorker: true } as const;
  const theirs = (over: Partial<RunRecord> = {}, more: Partial<UnfinishedRun> = {}) =>
    unfinished({ actorId: 'robin-1', drivers: ['robin-1'], ...over }, { driver: worker, ...more });

  it('says so of another admin’s, and shows it when asked to', async () => {
    answer(theirs());
    const { user, runs } = showRuns(<UnfinishedRuns />);
    const notices = await region();
    await within(notices).findByText('Robin Castellanos', { selector: '[role="status"] *' });
    expect(within(notices).getByRole('status').textContent.trim()).toBe(
      'These people are being removed in the background, as Robin Castellanos.',
    );
    expect(await button('Continue with 140')).toHaveProperty('disabled', true);
    expect(runs().active).toBeUndefined();
    const { run, driver } = theirs();
    bridge.answerInvocations({
      listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
      getRun: () => ({ ok: true, run, changes: [changeOf({ outcome: 'notAttempted' })], logNext: 1 }),
      followRun: () => ({ ok: true, run, driver, isBusy: true, wish: 'run', events: [], next: 1 }),
    });
    await user.click(await button('Show progress'));
    await waitFor(() => expect(runs().active?.client.background?.actorId).toBe('robin-1'));
  });

  it('says until when it waits', async () => {
    answer(theirs({}, { driver: { ...worker, leftMs: 720_000, waitsMs: 600_000 } }));
    showRuns(<UnfinishedRuns />);
    const status = within(await region()).getByRole('status');
    await waitFor(() =>
      expect(status.textContent).toMatch(
        new RegExp(`It continues ${WHEN}\\. No more is taken until then\\.$`),
      ),
    );
  });

  it('may be continued where an admin has paused it', async () => {
    answer(theirs({}, { wish: 'pause' }));
    showRuns(<UnfinishedRuns />);
    within(await region()).getByText('An admin has paused it.');
    expect(await button('Continue with 140')).toHaveProperty('disabled', false);
  });

  it.each([
    ['actorUnavailable', 'Atlassian did not let this app act for Robin Castellanos without an open page.'],
    ['notInEffect', 'without an open page, Confluence did not take this app for Robin Castellanos.'],
    ['permission', 'Confluence did not let Robin Castellanos administer it.'],
    ['unavailable', 'Confluence, or what this app stores, gave no answer for too long.'],
  ] as const)('says why it did not go on: %s', async (notContinued, why) => {
    answer(theirs({ notContinued }, { driver: { ...worker, leftMs: 0 } }));
    showRuns(<UnfinishedRuns />);
    const notices = await region();
    await waitFor(() =>
      expect(
        within(notices)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toContain(
        `It did not go on in the background: ${why} Continue, and keep this page open until it is done.`,
      ),
    );
    expect(await button('Continue with 140')).toHaveProperty('disabled', false);
    expect(screen.queryByRole('button', { name: 'Show progress' })).toBeNull();
  });
});

it('is dismissed after a question that says what is left out', async () => {
  answer(unfinished());
  const { user, said } = showRuns(<UnfinishedRuns />);
  await user.click(await button('Dismiss'));
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText('The 115 people who are not removed yet stay in the group.');
  within(dialog).getByText('Whether 25 people were removed stays open.');
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
    dismissRun: () => ({ ok: true, counts: NOTHING }),
  });
  await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Unfinished changes' })).toBeNull());
  expect(bridge.invocations).toContainEqual(['dismissRun', { runId: 'mine' }]);
  expect(said()).toBe('Dismissed the unfinished changes in contractors.');
});

it('says why it could not be dismissed, and asks how it stands', async () => {
  answer(unfinished({ counts: { ...NOTHING, done: 240 } }));
  const { user } = showRuns(<UnfinishedRuns />);
  const notices = await region();
  within(notices).getByText(/Only the end is missing in the history/);
  expect(screen.queryByRole('button', { name: /^Continue/ })).toBeNull();
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: [unfinished()], background: { state: 'possible' } }),
    dismissRun: () => ({ ok: false, error: { kind: 'storage' } }),
  });
  await user.click(await button('Dismiss'));
  await within(notices).findByText('The history did not answer');
  await button('Continue with 140');
});

it('says that they could not be looked for, where nothing else says so, and tries again', async () => {
  bridge.answerInvocations({ listUnfinishedRuns: () => ({ ok: false, error: { kind: 'storage' } }) });
  const { user } = showRuns(<UnfinishedRuns />);
  await within(await region()).findByText(/^Couldn’t check for unfinished changes\./);
  answer(unfinished());
  await user.click(await button('Try again'));
  await button('Continue with 140');
});

it('offers no change to those who may make none', async () => {
  answer(unfinished());
  const site = new PeopleSite();
  site.isAdministrator = false;
  showRuns(<UnfinishedRuns />, { site });
  await region();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Continue/ })).toBeNull());
});

it('takes all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const driver = { accountId: ADMIN, leftMs: 40_000 };
  answer(
    unfinished({ counts: { done: 1, unchanged: 2, failed: 3, unconfirmed: 4, notAttempted: 5 } }, { driver }),
    unfinished({ runId: 'theirs', actorId: 'robin-1' }, { isPartial: true }),
    unfinished(
      { runId: 'workers', actorId: 'robin-1' },
      { wish: 'pause', driver: { accountId: 'robin-1', leftMs: 40_000, isWorker: true, waitsMs: 30_000 } },
    ),
    unfinished({ runId: 'refused', actorId: 'robin-1', notContinued: 'notInEffect' }),
  );
  const { container } = showRuns(<UnfinishedRuns />);
  await screen.findAllByText('Robin Castellanos');
  // Who one is oneself, and the month, are no words of this catalog.
  expectOnlyCatalogWords(container, { data: ['contractors', 'Robin Castellanos', 'Mar', 'AM', 'PM', 'you'] });
});
