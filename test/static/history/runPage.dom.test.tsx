import { act, screen, waitFor, within } from '@testing-library/react';
import type {
  Calls,
  MakeChangesInput,
  RecordedChange,
  RunDetail,
  RunRecord,
  UnfinishedRun,
} from '../../../src/contract';
import RunPage from '../../../static/admin-panel/src/history/RunPage';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { RunDock } from '../../../static/admin-panel/src/run/RunDock';
import { ADMIN, PeopleSite } from '../people/support/peopleSite';
import { showRuns } from '../run/support/showRuns';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { changeOf, NOTHING, recordOf } from './support/records';
import { rowsOf } from './support/showHistory';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

const RUN = '0000000000002-00000000000000bb';
const GROUP = { groupId: 'g-sales', name: 'dept-sales' };
const PEOPLE = ['imogen-1', 'robin-1', 'dana-1', 'imogen-2', 'gone-77'];

const change = (index: number, over: Partial<RecordedChange> = {}) =>
  changeOf({ index, groupId: 'g-sales', accountId: PEOPLE[index] ?? '', ...over });
const record = (over: Partial<RunRecord> = {}) =>
  recordOf({
    ...{ runId: RUN, actorId: ADMIN, drivers: [ADMIN], total: 5, groups: [GROUP] },
    ...{ actions: { add: 0, remove: 5 }, counts: { ...NOTHING, done: 5 } },
    ...over,
  });
function unfinishedRecord(over: Partial<RunRecord> = {}): RunRecord {
  const run = record({ counts: { ...NOTHING, done: 2, notAttempted: 3 }, ...over });
  delete run.endedAt;
  return run;
}

const MIXED = [
  change(0),
  change(1, { undone: true }),
  change(2, { outcome: 'failed', reason: 'unavailable', by: 'robin-1' }),
  change(3, { outcome: 'unconfirmed', reason: 'unrecorded' }),
  change(4, { outcome: 'notAttempted' }),
];
const MIXED_COUNTS = { ...NOTHING, done: 2, failed: 1, unconfirmed: 1, notAttempted: 1 };

function answerRun(run: RunRecord, changes: RecordedChange[], rest: Partial<RunDetail> = {}): void {
  bridge.answerInvocations({ getRun: () => ({ ok: true, run, changes, logNext: 9, ...rest }) });
}

const showPage = (site?: PeopleSite) =>
  showRuns(<RunPage runId={RUN} />, { path: `/changes/${RUN}`, ...(site && { site }) });
const receipt = () => screen.findByRole('region', { name: 'Receipt' });
const table = () => screen.findByRole('table', { name: 'People in this change' });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const title = () => screen.getByRole('heading', { level: 2 }).textContent;
const buttonsIn = (region: HTMLElement) =>
  within(region)
    .getAllByRole('button')
    .map(({ textContent }) => textContent);

describe('a receipt', () => {
  it('says who was changed by which admin, when and why, and leads to all of that', async () => {
    answerRun(
      record({ reason: 'IT-4711', undoes: 'earlier', drivers: [ADMIN, 'robin-1'] }),
      PEOPLE.map((_, n) => change(n)),
    );
    const { user, path, go } = showPage();
    const region = await receipt();
    expect(title()).toBe('Removed 5 people from dept-sales');
    await within(region).findByText('Imogen Prescott');
    expect(region.querySelector('p')?.textContent).toBe(
      'Removed Imogen Prescott, Robin Castellanos, and 3 others from dept-sales',
    );
    const facts = [...region.querySelectorAll('dl > div')].map((one) =>
      [...one.children].map(({ textContent }) => textContent).join(': '),
    );
    expect(facts).toEqual([
      'Admin: Sasha WhitfieldYousasha@example.com',
      'Also continued by: Robin Castellanosrobin@example.com',
      expect.stringMatching(/^Started: Mar 1, 2026, \d+:00:00\s[AP]M \((GMT|UTC).*\)$/),
      expect.stringMatching(/^Ended: Mar 1, 2026, \d+:01:00\s[AP]M \((GMT|UTC).*\)$/),
      ...['Reason: IT-4711', 'Undo of: An earlier change', 'Group: dept-sales All changes of this group'],
    ]);
    await user.click(await button('dept-sales'));
    expect(path()).toBe('/groups/g-sales');
    await user.click(await button('All changes of this group: dept-sales'));
    expect(path()).toBe('/history/group/g-sales');
    await user.click(await button('An earlier change'));
    expect(path()).toBe('/changes/earlier');
    go(`/changes/${RUN}`);
    await user.click(await button('All changes'));
    expect(path()).toBe('/history');
  });

  it('says which part was made in the background, and until when memberships were added', async () => {
    answerRun(
      record({ inBackground: 3, until: '2026-06-01T10:00:00.000Z' }),
      PEOPLE.map((_, n) => change(n, n < 3 ? { inBackground: true, ...(n === 0 && { by: 'robin-1' }) } : {})),
    );
    showPage();
    const region = await receipt();
    const factsIn = () =>
      [...region.querySelectorAll('dl > div')].map((one) =>
        [...one.children].map(({ textContent }) => textContent).join(': '),
      );
    expect(factsIn()).toContain('In the background: 3 of 5 changes were made in the background, as you.');
    expect(factsIn().some((fact) => fact.startsWith('Added until: Jun 1, 2026, '))).toBe(true);
    await within(await table()).findByText('Dana Okonkwo');
    await waitFor(async () =>
      expect(
        rowsOf(await table())
          .map(([, outcome]) => outcome)
          .slice(0, 4),
      ).toEqual([
        'RemovedIn the background, as Robin Castellanos',
        'RemovedIn the background',
        'RemovedIn the background',
        'Removed',
      ]),
    );
  });

  it('names no admin for the background where several drove it, and says what ended memberships', async () => {
    answerRun(
      record({ inBackground: 5, isEnding: true, drivers: [ADMIN, 'robin-1'] }),
      PEOPLE.map((_, n) => change(n)),
    );
    showPage();
    const region = await receipt();
    within(region).getByText('5 of 5 changes were made in the background.');
    within(region).getByText('Ends memberships whose date had come');
  });

  it('says what was not done and why, and offers what can be', async () => {
    answerRun(record({ counts: MIXED_COUNTS }), MIXED);
    const { user, plan, go } = showPage();
    const region = await receipt();
    expect(title()).toBe('Removed 2 of 5 people from dept-sales');
    within(region).getByText('1 × Failed: No usable answer from Confluence');
    within(region).getByText('1 × Not confirmed: The outcome was not written down');
    within(region).getByText('2 people may or may not have been removed: Check asks Confluence.');
    await button('Check 2');
    expect(buttonsIn(region).slice(-5)).toEqual([
      ...['Undo', 'Continue with 2', 'Retry 1', 'Check 2', 'Export'],
    ]);
    await user.click(await button('Continue with 2'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: RUN, which: 'left' });
    go(`/changes/${RUN}`);
    expect(plan()?.groups.get('g-sales')?.name).toBe('dept-sales');
    await user.click(within(region).getByRole('button', { name: 'Undo' }));
    // One change alone stands: it is asked about at once.
    await screen.findByRole('dialog', { name: /^Add Imogen Prescott back to dept-sales/ });
  });

  it('goes on with what another admin planned by a plan, though it is one change', async () => {
    answerRun(record({ actorId: 'robin-1', counts: MIXED_COUNTS }), MIXED);
    const { user, plan } = showPage();
    await user.click(await button('Retry 1'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: RUN, which: 'failed' });
  });

  it('takes several changes back by a plan', async () => {
    answerRun(
      record(),
      PEOPLE.map((_, n) => change(n)),
    );
    const { user, plan } = showPage();
    await user.click(within(await receipt()).getByRole('button', { name: 'Undo' }));
    expect(plan()?.source).toEqual({ kind: 'undo', runId: RUN, places: 'all' });
  });

  it('says that there is nothing to take back', async () => {
    answerRun(
      record(),
      PEOPLE.map((_, n) => change(n, { undone: true })),
    );
    showPage();
    const region = await receipt();
    await within(region).findByText('Undone');
    expect(within(region).queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('checks what is open, and shows what was found', async () => {
    let found: RecordedChange[] = MIXED;
    bridge.answerInvocations({
      getRun: () => ({ ok: true, run: record({ counts: MIXED_COUNTS }), changes: found, logNext: 9 }),
      checkChanges: ({ changes }) => {
        expect(changes).toEqual([[2, 3]]);
        found = MIXED.map((one) =>
          one.index === 3 ? change(3, { outcome: 'failed', reason: 'notMade' }) : one,
        );
        return {
          ok: true,
          checked: [
            { change: 2, error: { kind: 'userNotFound' } },
            { change: 3, isMember: true },
          ],
        };
      },
    });
    const { user } = showPage();
    await user.click(await button('Check 2'));
    await screen.findByText('Checked 2 of 2. Found: 1 still a member and 1 person Confluence does not know.');
    await within(await table()).findByText('Still a member');
  });

  it('checks once however fast one clicks, and says why it could not', async () => {
    let [found, counts] = [MIXED, MIXED_COUNTS];
    let answerCheck: (answer: ReturnType<Calls['checkChanges']>) => void = () => undefined;
    bridge.answerInvocations({
      getRun: () => ({ ok: true, run: record({ counts }), changes: found, logNext: 9 }),
      checkChanges: () => new Promise((resolve) => (answerCheck = resolve)),
    });
    const { user } = showPage();
    const region = await receipt();
    const check = await button('Check 2');
    const asked = () => bridge.invocations.filter(([name]) => name === 'checkChanges').length;
    act(() => {
      check.click();
      check.click();
    });
    await within(region).findByText('Checked 0 of 2');
    within(region).getByRole('progressbar', { name: 'Checking who is in the group' });
    expect(asked()).toBe(1);
    answerCheck({ ok: false, error: { kind: 'permission', status: 403 } });
    await within(region).findByText('Checked 0 of 2.');
    within(await within(region).findByRole('alert')).getByText('Confluence refused this');

    await user.click(await button('Check 2'));
    await user.click(await button('Stop checking'));
    found = MIXED.map((one) => ([2, 3].includes(one.index) ? change(one.index) : one));
    counts = { ...NOTHING, done: 4, notAttempted: 1 };
    answerCheck({
      ok: true,
      checked: [
        { change: 2, isMember: false },
        { change: 3, isMember: false },
      ],
    });
    // What was asked already is answered.
    await within(region).findByText(
      'Checked 2 of 2. Found: 1 removed and 1 not in the group now (who removed them is not known).',
    );
    expect(asked()).toBe(2);
    expect(within(region).queryByRole('alert')).toBeNull();
    await waitFor(() => expect(within(region).queryByRole('button', { name: /^Check/ })).toBeNull());
  });

  it('offers nothing that changes anything to those who may change nothing', async () => {
    answerRun(record({ counts: MIXED_COUNTS }), MIXED);
    const site = new PeopleSite();
    site.isAdministrator = false;
    showPage(site);
    const region = await receipt();
    await within(region).findByText(/You do not administer Confluence/);
    expect(buttonsIn(region).filter((name) => /Undo|Continue|Retry/.test(name))).toEqual([]);
    expect(within(await table()).queryByRole('button')).toBeNull();
  });

  it('is not there where the history has no such run', async () => {
    bridge.answerInvocations({
      getRun: () => ({
        ok: false,
        error: { kind: 'invalid', field: 'runId', detail: 'must be the id of a run' },
      }),
    });
    showPage();
    const alert = await screen.findByRole('alert');
    await within(alert).findByText('These changes are not in the history');
    expect(screen.queryByRole('region', { name: 'Receipt' })).toBeNull();
  });
});

describe('its people', () => {
  it('have their email below, or what else tells them apart, and what became of each', async () => {
    answerRun(record({ counts: MIXED_COUNTS }), MIXED);
    showPage();
    await within(await table()).findByText('Dana Okonkwo');
    expect(rowsOf(await table())).toEqual([
      ['Imogen Prescottimogen@example.com', 'Removed', 'Undo'],
      ['Robin Castellanosrobin@example.com', 'Removed, added back since', ''],
      ['Dana Okonkwodana@example.com', 'FailedNo usable answer from ConfluenceBy Robin Castellanos', ''],
      ['Imogen Prescottimogen-2', 'Not confirmedThe outcome was not written down', ''],
      ['No person with this account IDgone-77', 'Not removed yet', ''],
    ]);
    screen.getByText('5 people');
  });

  it('are found by name, address and id, once all of them are read', async () => {
    const pages: Record<number, Partial<RunDetail>> = {
      0: { changes: MIXED.slice(0, 3), next: 3 },
      3: { changes: MIXED.slice(3) },
    };
    const run = record({ counts: { ...NOTHING, done: 5 } });
    bridge.answerInvocations({
      getRun: ({ from }) => ({ ok: true, run, changes: [], logNext: 9, ...pages[from] }),
    });
    const { user } = showPage();
    await within(await table()).findByText('Dana Okonkwo');
    expect(rowsOf(await table())).toHaveLength(3);
    const search = screen.getByRole('searchbox', { name: 'Search this change' });
    await user.type(search, 'prescott');
    await waitFor(async () => expect(rowsOf(await table())).toHaveLength(2));
    screen.getByText('2 people');
    await user.clear(search);
    await user.type(search, 'gone-7');
    await waitFor(async () => expect(rowsOf(await table())).toHaveLength(1));
    await user.clear(search);
    await user.type(search, 'no one');
    await screen.findByText('No one fits “no one”.');
  });

  it('are counted by what became of them before all are read, and then read to the end', async () => {
    let isDown = true;
    const run = record({ counts: { ...NOTHING, done: 4, failed: 1 } });
    bridge.answerInvocations({
      getRun: ({ from }) => {
        if (from === 0) return { ok: true, run, changes: [change(0), change(1)], logNext: 9, next: 2 };
        if (isDown) return { ok: false, error: { kind: 'storage' } };
        return {
          ok: true,
          run,
          changes: [change(2), change(3), change(4, { outcome: 'failed' })],
          logNext: 9,
        };
      },
    });
    const { user } = showPage();
    const select = await screen.findByRole('combobox', { name: 'Outcome' });
    const options = [...select.querySelectorAll('option')].map(({ textContent }) => textContent);
    expect(options).toEqual(['All (5)', 'Removed (4)', 'Failed (1)']);
    // Of what failed all is needed, to say what can be tried again.
    await within(await receipt()).findByText('Only 2 of 5 changes could be read so far.');
    await user.selectOptions(select, 'Failed (1)');
    expect(rowsOf(await table())).toHaveLength(0);
    isDown = false;
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
    await screen.findByText('1 person');
    expect(rowsOf(await table())).toHaveLength(1);
  });

  it('are shown by what became of them', async () => {
    answerRun(record({ counts: MIXED_COUNTS }), MIXED);
    const { user } = showPage();
    const select = await screen.findByRole('combobox', { name: 'Outcome' });
    expect([...select.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      ...['All (5)', 'Removed (1)', 'Removed, added back since (1)', 'Failed (1)'],
      ...['Not confirmed (1)', 'Not removed yet (1)'],
    ]);
    await user.selectOptions(select, 'Failed (1)');
    await waitFor(async () => expect(rowsOf(await table())).toHaveLength(1));
  });

  it('are taken back one by one', async () => {
    answerRun(
      record(),
      PEOPLE.map((_, n) => change(n)),
    );
    const { user, runs } = showPage();
    await user.click(await button('Undo Robin Castellanos'));
    const dialog = await screen.findByRole('dialog', { name: /^Add Robin Castellanos back/ });
    await user.click(await within(dialog).findByRole('button', { name: /^Add/ }));
    await waitFor(() =>
      expect(runs().active?.client.changes).toEqual([
        { groupId: 'g-sales', accountId: 'robin-1', action: 'add' },
      ]),
    );
  });
});

describe('a run that has not ended', () => {
  const changes = PEOPLE.map((_, n) => change(n, n < 2 ? {} : { outcome: 'notAttempted' }));
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
    const region = await receipt();
    expect(title()).toBe('Removing 5 people from dept-sales');
    within(region).getByText('Not finished');
    await within(region).findByText('2 people were removed.');
    await user.click(await button('Continue with 3'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: RUN, which: 'left' });
  });

  it('says which page may have it, and until when', async () => {
    answerUnfinished({ driver: { accountId: 'robin-1', leftMs: 40_000 } });
    showPage();
    const region = await receipt();
    await within(region).findByText(/you can continue from \d+:\d\d/);
    expect(within(region).getByText(/may be removing these people/).textContent).toMatch(
      /^Right now, Robin Castellanos may be/,
    );
    expect(await button('Continue with 3')).toHaveProperty('disabled', true);
    expect(within(await table()).queryByRole('button')).toBeNull();
  });

  it('is looked at anew where it has ended meanwhile', async () => {
    let reads = 0;
    bridge.answerInvocations({
      getRun: () => ({
        ok: true,
        run: (reads += 1) > 1 ? record() : unfinishedRecord(),
        changes,
        logNext: 9,
      }),
      listUnfinishedRuns: () => ({ ok: true, runs: [], background: { state: 'possible' } }),
    });
    showPage();
    await receipt();
    await waitFor(() => expect(title()).toBe('Removed 5 people from dept-sales'));
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
        ? record({ total: 30, actions: { add: 0, remove: 30 }, counts: { ...NOTHING, done: 30 } })
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
  const region = await receipt();
  await waitFor(() =>
    expect([...region.querySelectorAll('dl')].at(-1)?.textContent).toBe('Removed25Waiting5'),
  );
  const outcomes = async () => [...new Set(rowsOf(await table()).map(([, outcome]) => outcome))];
  await waitFor(async () => expect(await outcomes()).toEqual(['Removed', 'Removing…']));
  expect(screen.queryByRole('combobox', { name: 'Outcome' })).toBeNull();
  act(() => waiting.forEach((goOn) => goOn()));
  await waitFor(async () => expect(await outcomes()).toEqual(['Removed']));
  await waitFor(() => expect(title()).toBe('Removed 30 people from dept-sales'));
  // The page shows what came of it, and the dock does not say it again.
  expect(screen.getAllByRole('region', { name: 'Receipt' })).toHaveLength(1);
  await within(await receipt()).findByRole('button', { name: 'Undo' });
});

it('takes all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  answerRun(record({ counts: MIXED_COUNTS, reason: 'IT-4711', drivers: [ADMIN, 'robin-1'] }), MIXED);
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
