import { screen, within } from '@testing-library/react';
import type { RecordedChange, RunDetail, RunRecord } from '../../../../src/contract';
import RunPage from '../../../../static/admin-panel/src/history/RunPage';
import { ADMIN, type PeopleSite } from '../../people/support/peopleSite';
import { showRuns } from '../../run/support/showRuns';
import { bridge } from '../../support/bridge';
import { changeOf, NOTHING, recordOf } from './records';

export const RUN = '0000000000002-00000000000000bb';
const GROUP = { groupId: 'g-sales', name: 'dept-sales' };
export const PEOPLE = ['imogen-1', 'robin-1', 'dana-1', 'imogen-2', 'gone-77'];

/** A change of the run, of the person at that place. */
export const changeAt = (index: number, over: Partial<RecordedChange> = {}) =>
  changeOf({ index, groupId: 'g-sales', accountId: PEOPLE[index] ?? '', ...over });
/** The run as the history has it: all five were removed, unless it says otherwise. */
export const recordedRun = (over: Partial<RunRecord> = {}) =>
  recordOf({
    ...{ runId: RUN, actorId: ADMIN, drivers: [ADMIN], total: 5, groups: [GROUP] },
    ...{ actions: { add: 0, remove: 5 }, counts: { ...NOTHING, done: 5 } },
    ...over,
  });
/** The same before its end: two were removed. */
export function unfinishedRecord(over: Partial<RunRecord> = {}): RunRecord {
  const run = recordedRun({ counts: { ...NOTHING, done: 2, notAttempted: 3 }, ...over });
  delete run.endedAt;
  return run;
}

/** One change of each outcome, and one that was undone. */
export const MIXED = [
  changeAt(0),
  changeAt(1, { undone: true }),
  changeAt(2, { outcome: 'failed', reason: 'unavailable', by: 'robin-1' }),
  changeAt(3, { outcome: 'unconfirmed', reason: 'unrecorded' }),
  changeAt(4, { outcome: 'notAttempted' }),
];
export const MIXED_COUNTS = { ...NOTHING, done: 2, failed: 1, unconfirmed: 1, notAttempted: 1 };

/** Has the history answer with a run and all of its changes. */
export function answerRun(run: RunRecord, changes: RecordedChange[], rest: Partial<RunDetail> = {}): void {
  bridge.answerInvocations({ getRun: () => ({ ok: true, run, changes, logNext: 9, ...rest }) });
}

/** Shows the page about the run, on a site that an admin looks at. */
export const showPage = (site?: PeopleSite) =>
  showRuns(<RunPage runId={RUN} />, { path: `/changes/${RUN}`, ...(site && { site }) });
export const findReceipt = () => screen.findByRole('region', { name: 'Receipt' });
export const findPeopleTable = () => screen.findByRole('table', { name: 'People in this change' });
export const pageTitle = () => screen.getByRole('heading', { level: 2 }).textContent;
/** The texts of the buttons in a part of the page, in order. */
export const buttonsIn = (region: HTMLElement) =>
  within(region)
    .getAllByRole('button')
    .map(({ textContent }) => textContent);
