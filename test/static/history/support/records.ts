import type { OutcomeCounts, PersonEvent, RecordedChange, RunRecord } from '../../../../src/contract';

export const NOTHING: OutcomeCounts = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };

/** A run of the history: the removal of 240 people from one group, unless it says otherwise. */
export const recordOf = (over: Partial<RunRecord> = {}): RunRecord => ({
  ...{ runId: 'run', actorId: 'me', drivers: ['me'], total: 240, firstAccountIds: [] },
  groups: [{ groupId: 'g-1', name: 'contractors' }],
  actions: { add: 0, remove: 240 },
  startedAt: '2026-03-01T10:00:00.000Z',
  endedAt: '2026-03-01T10:01:00.000Z',
  counts: { ...NOTHING, done: 240 },
  ...over,
});

/** A change of a run: somebody was removed, unless it says otherwise. */
export const changeOf = (over: Partial<RecordedChange> = {}): RecordedChange => ({
  ...{ index: 0, groupId: 'g-1', accountId: 'somebody', action: 'remove', outcome: 'done' },
  ...over,
});

/** A change of one person: they were removed, unless it says otherwise. */
export const eventOf = (over: Partial<PersonEvent> = {}): PersonEvent => ({
  ...changeOf(),
  ...{ runId: 'run', actorId: 'me', groupName: 'contractors' },
  ...{ startedAt: '2026-03-01T10:00:00.000Z', endedAt: '2026-03-01T10:01:00.000Z' },
  ...over,
});
