import { act, screen, waitFor, within } from '@testing-library/react';
import type { MakeChangesInput, RecordedChange, RunTicket } from '../../../src/contract';
import { indexesIn } from '../../../src/membership/ranges';
import { NotBegun } from '../../../static/admin-panel/src/run/NotBegun';
import { RunDock } from '../../../static/admin-panel/src/run/RunDock';
import { changeOf, NOTHING, recordOf } from '../history/support/records';
import { ADMIN } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { showRuns } from './support/showRuns';

beforeEach(() => bridge.reset());

const RUN = '0000000000002-00000000000000bb';
const TICKET: RunTicket = { runId: RUN, driver: 'driver-of-the-test', next: 2 };
const PEOPLE = ['imogen-1', 'robin-1', 'dana-1', 'imogen-2'];

const change = (index: number, over: Partial<RecordedChange>) =>
  changeOf({ index, groupId: 'g-sales', accountId: PEOPLE[index] ?? '', ...over });

/** What another page has left of the removal of four people: one done, one failed, two left. */
const CHANGES = [
  change(0, {}),
  change(1, { outcome: 'failed', reason: 'unavailable' }),
  change(2, { outcome: 'notAttempted' }),
  change(3, { outcome: 'unconfirmed', reason: 'unrecorded' }),
];
const run = recordOf({
  ...{ runId: RUN, actorId: ADMIN, drivers: [ADMIN], total: 4 },
  ...{ groups: [{ groupId: 'g-sales', name: 'dept-sales' }], actions: { add: 0, remove: 4 } },
  counts: { ...NOTHING, done: 1, failed: 1, unconfirmed: 1, notAttempted: 1 },
});

const placesIn = ({ changes }: MakeChangesInput) => indexesIn(changes);
const slices = () =>
  bridge.invocations.flatMap(([name, input]) =>
    name === 'makeChanges' ? [placesIn(input as MakeChangesInput)] : [],
  );
const asked = () => bridge.invocations.map(([name]) => name);
const receipt = () => screen.findByRole('region', { name: 'Receipt' });
const headingOf = (region: HTMLElement) => within(region).getByRole('heading', { level: 2 }).textContent;

/** The function has the run, and makes whatever it is asked for. */
function answerRun(outcomeOf: (change: number) => 'done' | 'notAttempted' = () => 'done'): void {
  bridge.answerInvocations({
    resumeRun: () => ({ ok: true, run: TICKET }),
    getRun: () => ({ ok: true, run, changes: CHANGES, logNext: 2 }),
    makeChanges: (input) => ({
      ...{ ok: true, run: TICKET },
      outcomes: placesIn(input).map((place) => ({ change: place, outcome: { status: outcomeOf(place) } })),
    }),
    endRun: () => ({ ok: true, counts: NOTHING, missed: [] }),
  });
}

it('takes a run up from the history, and makes what is named of it', async () => {
  answerRun();
  const { runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN, [1, 2]));
  const flag = await receipt();
  expect(slices()).toEqual([[1, 2]]);
  expect(asked()).toEqual(['resumeRun', 'getRun', 'makeChanges', 'endRun']);
  // The history has ids only: who they are is looked up.
  await waitFor(() =>
    expect(headingOf(flag)).toBe('Removed Imogen Prescott, Robin Castellanos, and 1 other from dept-sales'),
  );
  expect(runs().active?.client.standingOf(3)).toMatchObject({ status: 'unconfirmed' });
});

it.each([
  ['a part of what is left', [1, 2], [{ isPart: true }]],
  ['all that is left', [1, 2, 3], [{ isPart: true }, {}]],
])('lets only what is named whole go on without it: %s', async (_, places, said) => {
  answerRun();
  const { runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN, places));
  await receipt();
  const inputs = bridge.invocations.flatMap(([name, input]) => (name === 'resumeRun' ? [input] : []));
  expect(inputs).toEqual(said.map((one) => ({ runId: RUN, driver: expect.any(String) as string, ...one })));
  expect(slices()).toEqual([places]);
});

it('makes all that is left where nothing is named', async () => {
  answerRun();
  const { runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN));
  await receipt();
  expect(slices()).toEqual([[1, 2, 3]]);
});

it('goes on with the page’s own run once that has ended, and takes nothing up', async () => {
  answerRun();
  const { runs } = showRuns(<RunDock />);
  await act(() => runs().goOn(RUN, [1]));
  await receipt();
  await act(() => runs().goOn(RUN, [2, 3]));
  await waitFor(() => expect(slices()).toEqual([[1], [2, 3]]));
  await receipt();
  expect(asked().filter((name) => name === 'getRun')).toHaveLength(1);
  expect(runs().active?.client.getSnapshot().counts).toMatchObject({ done: 4 });
});

it('hands on why it cannot be, and has no run then', async () => {
  const takenBy = { accountId: 'robin-1', until: '2026-03-01T10:00:00.000Z' };
  bridge.answerInvocations({ resumeRun: () => ({ ok: false, error: { kind: 'runTaken', takenBy } }) });
  const { runs } = showRuns(<RunDock />);
  await expect(act(() => runs().goOn(RUN))).rejects.toMatchObject({ error: { kind: 'runTaken' } });
  expect(runs()).toMatchObject({ active: undefined, isUnderWay: false });
});

it('says of changes that could not even begin that none was made', async () => {
  const wanted = {
    changes: [change(0, {})],
    groups: [{ id: 'g-sales', name: 'dept-sales' }],
    people: new Map(),
  };
  const onClose = vi.fn();
  const { user } = showRuns(<NotBegun wanted={wanted} onClose={onClose} />);
  await screen.findByText('No one was removed');
  expect(screen.getByText(/^Part of this page could not be loaded\./).textContent).toContain(
    'Nothing was changed in dept-sales.',
  );
  await waitFor(async () => {
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalled();
  });
});
