import { act, screen, waitFor, within } from '@testing-library/react';
import type {
  BackgroundState,
  Calls,
  FollowedRun,
  MakeChangesInput,
  RunRecord,
  RunTicket,
  UnfinishedRun,
} from '../../../src/contract';
import { indexesIn } from '../../../src/membership/ranges';
import { begunRuns, ownerOf } from '../../../static/admin-panel/src/host/keptIds';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { useMayChange } from '../../../static/admin-panel/src/rights/useMayChange';
import BackgroundDock from '../../../static/admin-panel/src/run/background/BackgroundDock';
import { RunDock } from '../../../static/admin-panel/src/run/RunDock';
import { RunGuard } from '../../../static/admin-panel/src/run/RunGuard';
import { useRuns } from '../../../static/admin-panel/src/run/RunProvider';
import UnfinishedRuns from '../../../static/admin-panel/src/run/unfinished/UnfinishedRuns';
import { changeOf, NOTHING, recordOf } from '../history/support/records';
import { ADMIN, PeopleSite } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { expectThrown } from '../support/expectThrown';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { SITE_URL } from '../support/showPart';
import { showRuns } from './support/showRuns';

const RUN = '0000000000002-00000000000000bb';
const OWNER = ownerOf({ siteUrl: SITE_URL, accountId: ADMIN });
const TICKET: RunTicket = { runId: RUN, driver: 'driver-of-the-test', next: 2 };
const PEOPLE = ['imogen-1', 'robin-1', 'dana-1', 'imogen-2'];
const CHANGES = PEOPLE.map((accountId, index) =>
  changeOf({ index, groupId: 'g-sales', accountId, outcome: index === 0 ? 'done' : 'notAttempted' }),
);

/** The removal of four people, of which the first is done. */
function record(over: Partial<RunRecord> = {}): RunRecord {
  const run = recordOf({
    ...{ runId: RUN, actorId: ADMIN, drivers: [ADMIN], total: 4, inBackground: 1 },
    ...{ groups: [{ groupId: 'g-sales', name: 'dept-sales' }], actions: { add: 0, remove: 4 } },
    counts: { ...NOTHING, done: 1, notAttempted: 3 },
  });
  delete run.endedAt;
  return { ...run, ...over };
}

const WORKER = { accountId: ADMIN, leftMs: 30_000, isWorker: true as const };
const followed = (over: Partial<FollowedRun> = {}): FollowedRun => ({
  ...{ run: record(), driver: WORKER, isBusy: true, wish: 'run', events: [], next: 1 },
  ...over,
});
const ENDED = record({
  ...{ endedAt: '2026-03-01T10:01:00.000Z', counts: { ...NOTHING, done: 4 }, inBackground: 3 },
});

interface Site {
  /** What a run says of itself that is looked on at. */
  follows?: FollowedRun;
  unfinished?: UnfinishedRun[];
  background?: BackgroundState;
}

type Table = { [Name in keyof Calls]?: (...input: Parameters<Calls[Name]>) => ReturnType<Calls[Name]> };

/** Has the function answer, as far as a test says. */
function answer(
  { follows = followed(), unfinished = [], background = { state: 'possible' } }: Site,
  more: Table = {},
) {
  bridge.answerInvocations({
    listUnfinishedRuns: () => ({ ok: true, runs: unfinished, background }),
    followRun: () => ({ ok: true, ...follows }),
    getRun: () => ({ ok: true, run: follows.run, changes: CHANGES, logNext: 1 }),
    controlRun: () => ({ ok: true, next: 2 }),
    resumeRun: () => ({ ok: true, run: TICKET }),
    makeChanges: (input) => ({
      ...{ ok: true, run: TICKET },
      outcomes: placesIn(input).map((change) => ({ change, outcome: { status: 'done' } })),
    }),
    endRun: () => ({ ok: true, counts: NOTHING, missed: [] }),
    ...more,
  });
}

const placesIn = ({ changes }: MakeChangesInput) => indexesIn(changes);
const workers = (over: Partial<UnfinishedRun> = {}): UnfinishedRun => ({
  ...{ run: record(), isPartial: false, driver: WORKER, wish: 'run' },
  ...over,
});
const asked = (name: keyof Calls) => bridge.invocations.filter(([called]) => called === name);
const progress = () => screen.findByRole('region', { name: 'Progress' });
const receipt = () => screen.findByRole('region', { name: 'Receipt' });
const headingOf = (region: HTMLElement) => within(region).getByRole('heading', { level: 2 }).textContent;
const ALL_REMOVED = 'Removed Imogen Prescott, Robin Castellanos, and 2 others from dept-sales';
const button = (name: string) => screen.findByRole('button', { name });
/** Whether the browser would ask before it leaves the page. */
function isWarned(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

beforeEach(() => {
  bridge.reset();
  localStorage.clear();
});
afterEach(() => setLanguage(ENGLISH));

describe('the admin’s own run that the worker drives', () => {
  const home = (
    <>
      <UnfinishedRuns />
      <RunDock />
    </>
  );

  it('is shown like the page’s own, and nothing warns of leaving', async () => {
    answer({ unfinished: [workers()] });
    const { runs, said } = showRuns(home);
    const bar = await progress();
    // It was not told of as unfinished before.
    expect(said()).toBe('Removing 4 people from dept-sales');
    within(bar).getByText('In the background');
    within(bar).getByText('You can close this page: the changes go on in the background.');
    within(bar).getByText('1 of 4 removed');
    // Nothing was pressed: the focus stays where it is.
    expect(document.activeElement).toBe(document.body);
    expect(runs().active?.client.standingOf(1)).toEqual({ status: 'waiting' });
    expect(screen.queryByRole('region', { name: 'Unfinished changes' })).toBeNull();
    expect(isWarned()).toBe(false);
    // Should the page be closed, the next one asks what became of it.
    expect(begunRuns.read(OWNER)).toEqual([RUN]);
  });

  it('is paused and stopped there', async () => {
    answer({ unfinished: [workers()] });
    const { user } = showRuns(home);
    await user.click(await button('Pause'));
    await waitFor(() => expect(asked('controlRun')).toEqual([['controlRun', { runId: RUN, wish: 'pause' }]]));
    within(await progress()).getByText('Pausing. What is under way is finished first.');
    await user.click(await button('Stop'));
    await waitFor(() =>
      expect(asked('controlRun').at(-1)).toEqual(['controlRun', { runId: RUN, wish: 'stop' }]),
    );
    within(await progress()).getByText('Stopping. What is under way is finished first.');
  });

  it('goes on in this page at once, where it is resumed', async () => {
    answer({ unfinished: [workers({ wish: 'pause' })], follows: followed({ wish: 'pause', isBusy: false }) });
    const { user, runs } = showRuns(home);
    await user.click(await button('Resume'));
    const flag = await receipt();
    await waitFor(() => expect(headingOf(flag)).toBe(ALL_REMOVED));
    expect(asked('resumeRun')).toHaveLength(1);
    expect(asked('controlRun')).toHaveLength(0);
    expect(runs().active?.client.background).toBeUndefined();
    await waitFor(() => expect(begunRuns.read(OWNER)).toEqual([]));
  });

  it('has its receipt in the end, which says what was done in the background', async () => {
    answer({
      unfinished: [workers()],
      follows: followed({
        run: ENDED,
        events: [
          {
            ...{ kind: 'slice', actorId: ADMIN, changes: [[1, 3]] },
            outcomes: [{ status: 'done' }, { status: 'done' }, { status: 'done' }],
          },
        ],
      }),
    });
    showRuns(home);
    const flag = await receipt();
    await waitFor(() => expect(headingOf(flag)).toBe(ALL_REMOVED));
    within(flag).getByText('3 of 4 changes were made in the background, as you.');
    await within(flag).findByRole('button', { name: 'Undo' });
  });

  it('is let go with the reason where it does not go on, and offered again', async () => {
    const run = record({ notContinued: 'actorUnavailable' });
    answer({ unfinished: [workers()], follows: followed({ run, driver: { ...WORKER, leftMs: 0 } }) });
    const { user, path, runs } = showRuns(home);
    await screen.findByText(
      'It did not go on in the background: Atlassian did not let this app act for you without an open page.',
    );
    expect(runs().isUnderWay).toBe(false);
    await screen.findByRole('region', { name: 'Unfinished changes' });
    await user.click(await button('Details'));
    expect(path()).toBe(`/changes/${RUN}`);
  });

  it('is left alone while the page has another', async () => {
    answer({ unfinished: [workers()] }, { makeChanges: () => new Promise(() => undefined) as never });
    const { runs } = showRuns(<RunDock />);
    await act(async () => {
      await runs().goOn(RUN);
      await runs().follow(RUN);
    });
    expect(asked('followRun')).toHaveLength(0);
    expect(isWarned()).toBe(true);
    within(await progress()).getByText('Keep this page open until they are done.');
  });
});

it('warns of leaving while a pause is not written down yet, though the run goes on without the page', async () => {
  answer(
    {},
    {
      resumeRun: () => ({ ok: true, run: TICKET, inBackground: true }),
      makeChanges: () => new Promise(() => undefined) as never,
    },
  );
  const { user, runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN));
  within(await progress()).getByText('You can close this page: the changes go on in the background.');
  expect(isWarned()).toBe(false);
  await user.click(await button('Pause'));
  expect(isWarned()).toBe(true);
});

it('is told of as unfinished, where it cannot be read how far it is', async () => {
  vi.spyOn(console, 'info').mockReturnValue(undefined);
  answer({ unfinished: [workers()] }, { getRun: () => ({ ok: false, error: { kind: 'storage' } }) });
  showRuns(<UnfinishedRuns />);
  const notices = await screen.findByRole('region', { name: 'Unfinished changes' });
  within(notices).getByText(/^These people are being removed in the background, as you\./);
  expect(asked('getRun')).toHaveLength(1);
});

it('looks on at its own run where the worker has taken that over', async () => {
  const takenBy = { accountId: ADMIN, until: '2026-03-01T10:00:00.000Z', isWorker: true as const };
  answer({}, { makeChanges: () => ({ ok: false, error: { kind: 'runTaken', takenBy } }) });
  const { runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN));
  await waitFor(() => expect(runs().active?.client.background).toBeDefined());
  within(await progress()).getByText('In the background');
  expect(screen.queryByRole('region', { name: 'Receipt' })).toBeNull();
});

it('says that it goes on in the background, where it cannot be read how far it is', async () => {
  const takenBy = { accountId: ADMIN, until: '2026-03-01T10:00:00.000Z', isWorker: true as const };
  answer(
    {},
    {
      makeChanges: () => ({ ok: false, error: { kind: 'runTaken', takenBy } }),
      followRun: () => ({ ok: false, error: { kind: 'storage' } }),
    },
  );
  vi.spyOn(console, 'info').mockReturnValue(undefined);
  const { runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN));
  const flag = await receipt();
  within(flag).getByText('These changes go on in the background');
  within(flag).getByText('They are made as you.');
  expect(begunRuns.read(OWNER)).toEqual([RUN]);
});

it('is not paused where the page fails, which it does not need', async () => {
  expectThrown();
  function Breaks() {
    if (useRuns().active) throw new Error('A bug.');
    return null;
  }
  answer({ unfinished: [workers()] });
  showRuns(
    <>
      <UnfinishedRuns />
      <RunGuard>
        <Breaks />
      </RunGuard>
    </>,
  );
  await button('Reload page');
  expect(screen.queryByText(/is paused/)).toBeNull();
  expect(asked('controlRun')).toEqual([]);
});

describe('runs that this browser had when its page was closed', () => {
  it('cost nothing where there are none', async () => {
    answer({});
    showRuns(<BackgroundDock />);
    await act(() => Promise.resolve());
    expect(bridge.invocations).toEqual([]);
  });

  it('are told of once, where they have ended', async () => {
    begunRuns.remember(OWNER, RUN);
    answer({ follows: followed({ run: ENDED }) });
    const { user, path, said, leave } = showRuns(<BackgroundDock />);
    const what = 'While you were away: Removed 4 people from dept-sales';
    const message = await screen.findByRole('region', { name: what });
    expect(said()).toBe(what);
    expect(begunRuns.read(OWNER)).toEqual([]);
    await user.click(within(message).getByRole('button', { name: 'View receipt' }));
    expect(path()).toBe(`/changes/${RUN}`);
    expect(screen.queryByRole('region')).toBeNull();
    leave();
    showRuns(<BackgroundDock />);
    await act(() => Promise.resolve());
    expect(asked('followRun')).toHaveLength(1);
  });

  it('are put away', async () => {
    begunRuns.remember(OWNER, RUN);
    answer({ follows: followed({ run: ENDED }) });
    const { user } = showRuns(<BackgroundDock />);
    await user.click(await button('Dismiss'));
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('are looked on at, where the worker drives them', async () => {
    begunRuns.remember(OWNER, RUN);
    answer({});
    showRuns(
      <>
        <BackgroundDock />
        <RunDock />
      </>,
    );
    within(await progress()).getByText('In the background');
  });

  it('are forgotten, where the history has them no more', async () => {
    begunRuns.remember(OWNER, RUN);
    answer({}, { followRun: () => ({ ok: false, error: { kind: 'runNotFound' } }) });
    showRuns(<BackgroundDock />);
    await waitFor(() => expect(begunRuns.read(OWNER)).toEqual([]));
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('whether changes go on without a page', () => {
  function Rights() {
    useMayChange();
    return null;
  }
  const home = (
    <>
      <Rights />
      <UnfinishedRuns />
      <BackgroundDock />
    </>
  );
  const tries = (background: BackgroundState) =>
    answer({ background: { state: 'untried' } }, { tryBackground: () => ({ ok: true, background }) });

  it('is tried where no one has, and said once', async () => {
    tries({ state: 'possible' });
    const { user, said } = showRuns(home);
    const message = await screen.findByRole('region', { name: 'Changes go on when you close this page' });
    within(message).getByText(/^This was tried just now, and nothing was changed\./);
    expect(said()).toBe('Changes go on when you close this page');
    await user.click(await button('Dismiss'));
    expect(screen.queryByRole('region')).toBeNull();
    expect(asked('tryBackground')).toHaveLength(1);
  });

  it.each([
    ['actorUnavailable', 'Atlassian does not let this app act for you without an open page.'],
    ['notInEffect', 'Without an open page, Confluence does not take this app for you.'],
    ['permission', 'Without an open page, Confluence does not let this app administer it as you.'],
    ['unavailable', 'Going on without a page was tried, and no answer came. It is tried again another day.'],
  ] as const)('is said with the reason where they do not: %s', async (reason, why) => {
    tries({ state: 'impossible', reason });
    showRuns(home);
    const message = await screen.findByRole('region', { name: 'Changes stop when you close this page' });
    within(message).getByText(why);
    within(message).getByText(/^Keep the page open until changes are done\./);
  });

  it('is no question where it was tried, and for those who may change nothing', async () => {
    for (const state of ['possible', 'trying'] as const) {
      answer({ background: { state } });
      const { leave } = showRuns(home);
      await waitFor(() => expect(asked('listUnfinishedRuns').length).toBeGreaterThan(0));
      leave();
    }
    tries({ state: 'possible' });
    const site = new PeopleSite();
    site.isAdministrator = false;
    showRuns(home, { site });
    await waitFor(() => expect(asked('listUnfinishedRuns').length).toBeGreaterThan(2));
    expect(asked('tryBackground')).toEqual([]);
  });
});

it('takes all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  begunRuns.remember(OWNER, RUN);
  answer(
    { follows: followed({ run: ENDED }), background: { state: 'untried' } },
    { tryBackground: () => ({ ok: true, background: { state: 'impossible', reason: 'notInEffect' } }) },
  );
  function Rights() {
    useMayChange();
    return null;
  }
  const { container } = showRuns(
    <>
      <Rights />
      <UnfinishedRuns />
      <BackgroundDock />
    </>,
  );
  await waitFor(() => expect(screen.queryAllByRole('region')).toHaveLength(2));
  expectOnlyCatalogWords(container, { data: ['dept-sales'] });
});
