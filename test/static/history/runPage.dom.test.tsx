import { act, screen, waitFor, within } from '@testing-library/react';
import type { MakeChangesInput, UnfinishedRun } from '../../../src/contract';
import RunPage from '../../../static/admin-panel/src/history/RunPage';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { RunDock } from '../../../static/admin-panel/src/run/RunDock';
import { CLOCK } from '../../support/clockPattern';
import { ADMIN } from '../people/support/peopleSite';
import { showRuns } from '../run/support/showRuns';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { findButton } from '../support/showPart';
import { changeOf, NOTHING } from './support/records';
import { rowsOf } from './support/showHistory';
import {
  answerRun,
  changeAt,
  findPeopleTable,
  findReceipt,
  MIXED,
  MIXED_COUNTS,
  pageTitle,
  PEOPLE,
  recordedRun,
  RUN,
  showPage,
  unfinishedRecord,
} from './support/showRun';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

describe('a run that has not ended', () => {
  const changes = PEOPLE.map((_, n) => changeAt(n, n < 2 ? {} : { outcome: 'notAttempted' }));
  const answerUnfinished = (over: Partial<UnfinishedRun> = {}) =>
    bridge.answerInvocations({
      getRun: () => ({ ok: true, run: unfinishedRecord(), changes, logNext: 9 }),
      listUnfinishedRuns: () => ({
        ok: true,
        runs: [
          {
            ...{ run: unfinishedRecord(), isPartial: false, wish: 'run' },
            driver: { accountId: ADMIN, leftMs: 0 },
            ...over,
          },
        ],
        background: { state: 'possible' },
      }),
    });

  it('says how it stands, and is continued after a review', async () => {
    answerUnfinished();
    const { user, plan } = showPage();
    const region = await findReceipt();
    expect(pageTitle()).toBe('Removing 5 people from dept-sales');
    within(region).getByText('Not finished');
    await within(region).findByText('2 people were removed.');
    await user.click(await findButton('Continue with 3'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: RUN, which: 'left' });
  });

  it('says which page may have it, and until when', async () => {
    answerUnfinished({ driver: { accountId: 'robin-1', leftMs: 40_000 } });
    showPage();
    const region = await findReceipt();
    await within(region).findByText(new RegExp(`you can continue from ${CLOCK}`));
    expect(within(region).getByText(/may be removing these people/).textContent).toMatch(
      /^Right now, Robin Castellanos may be/,
    );
    expect(await findButton('Continue with 3')).toHaveProperty('disabled', true);
    expect(within(await findPeopleTable()).queryByRole('button')).toBeNull();
  });

  it('is looked at anew where it has ended meanwhile', async () => {
    let reads = 0;
    bridge.answerInvocations({
      getRun: () => ({
        ok: true,
        run: (reads += 1) > 1 ? recordedRun() : unfinishedRecord(),
        changes,
        logNext: 9,
      }),
      listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
    });
    showPage();
    await findReceipt();
    await waitFor(() => expect(pageTitle()).toBe('Removed 5 people from dept-sales'));
    expect(reads).toBe(2);
  });
});

it('is live while this page makes its changes, and then what the history has', async () => {
  const waiting: (() => void)[] = [];
  let isDone = false;
  const ticket = { runId: RUN, driver: 'driver-of-the-test', next: 2 };
  const answerSlice = (input: MakeChangesInput) => {
    const places = input.changes.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, n) => first + n),
    );
    return {
      ...{ ok: true as const, run: ticket },
      outcomes: places.map((place) => ({ change: place, outcome: { status: 'done' as const } })),
    };
  };
  const plan = Array.from({ length: 30 }, (_, n) =>
    changeOf({ index: n, groupId: 'g-sales', accountId: `p${n}` }),
  );
  bridge.answerInvocations({
    makeChanges: async (input) => {
      if ('run' in input) await new Promise<void>((resolve) => waiting.push(resolve));
      return answerSlice(input);
    },
    endRun: () => {
      isDone = true;
      return { ok: true, counts: NOTHING, missed: [] };
    },
    getRun: () => ({
      ok: true,
      logNext: 9,
      run: isDone
        ? recordedRun({ total: 30, actions: { add: 0, remove: 30 }, counts: { ...NOTHING, done: 30 } })
        : unfinishedRecord({
            total: 30,
            actions: { add: 0, remove: 30 },
            counts: { ...NOTHING, done: 25, notAttempted: 5 },
          }),
      changes: plan.map((one) => (isDone ? one : { ...one, outcome: 'notAttempted' })),
    }),
  });
  const { runs } = showRuns(
    <>
      <RunPage runId={RUN} />
      <RunDock />
    </>,
    { path: `/changes/${RUN}` },
  );
  await act(() =>
    runs().start({
      changes: plan.map(({ groupId, accountId, action }) => ({ groupId, accountId, action })),
      groups: [{ id: 'g-sales', name: 'dept-sales' }],
      people: new Map(),
    }),
  );
  await waitFor(() => expect(waiting).toHaveLength(1));
  const region = await findReceipt();
  await waitFor(() =>
    expect([...region.querySelectorAll('dl')].at(-1)?.textContent).toBe('Removed25Waiting5'),
  );
  const outcomes = async () => [...new Set(rowsOf(await findPeopleTable()).map(([, outcome]) => outcome))];
  await waitFor(async () => expect(await outcomes()).toEqual(['Removed', 'Removing…']));
  expect(screen.queryByRole('combobox', { name: 'Outcome' })).toBeNull();
  act(() => waiting.forEach((goOn) => goOn()));
  await waitFor(async () => expect(await outcomes()).toEqual(['Removed']));
  await waitFor(() => expect(pageTitle()).toBe('Removed 30 people from dept-sales'));
  // The page shows what came of it, and the dock does not say it again.
  expect(screen.getAllByRole('region', { name: 'Receipt' })).toHaveLength(1);
  await within(await findReceipt()).findByRole('button', { name: 'Undo' });
});

it('takes all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  answerRun(recordedRun({ counts: MIXED_COUNTS, reason: 'IT-4711', drivers: [ADMIN, 'robin-1'] }), MIXED);
  const { container } = showPage();
  await screen.findByText('Dana Okonkwo');
  await screen.findByRole('button', { name: /^Chéck/ });
  expectOnlyCatalogWords(container, {
    data: [
      ...['dept-sales', 'Imogen Prescott', 'Robin Castellanos', 'Dana Okonkwo', 'Sasha Whitfield', 'IT-4711'],
      ...['imogen@example.com', 'robin@example.com', 'dana@example.com', 'sasha@example.com'],
      ...['imogen-2', 'gone-77', 'Mar', 'AM', 'PM', 'GMT', 'UTC'],
    ],
  });
});
