import type { Action, OutcomeCounts } from '../../../src/contract';
import { askAgainMs } from '../../../static/admin-panel/src/run/unfinished/askAgain';
import {
  countLeft,
  dismissalOf,
  hasRest,
  isSaidElsewhere,
  standOf,
} from '../../../static/admin-panel/src/run/unfinished/unfinishedWords';

const NONE = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };
const unfinished = (
  counts: Partial<OutcomeCounts>,
  { action = 'remove', groups = ['g'], isUndo = action === 'add' }: Kind = {},
) => ({
  run: {
    actions: { add: 0, remove: 0, [action]: 500 },
    groups: groups.map((groupId) => ({ groupId })),
    counts: { ...NONE, ...counts },
    ...(isUndo && { undoes: 'earlier' }),
  },
  isPartial: false,
});

interface Kind {
  action?: Action;
  groups?: string[];
  isUndo?: boolean;
}

describe('how a run stands', () => {
  it('is a sentence for everything there is to tell', () => {
    expect(standOf(unfinished({ done: 1_120, unconfirmed: 25, failed: 3, notAttempted: 352 }))).toEqual([
      '1,120 people were removed.',
      '25 people may or may not have been removed. No clear answer came. Continuing asks again, which does no harm.',
      '3 removals failed.',
      '352 people are not removed yet.',
    ]);
    expect(
      standOf(unfinished({ done: 1, unconfirmed: 1, failed: 1, notAttempted: 1 }, { action: 'add' })),
    ).toEqual([
      '1 person was added back.',
      '1 person may or may not have been added back. No clear answer came. Continuing asks again, which does no harm.',
      '1 addition failed.',
      '1 person is not added back yet.',
    ]);
  });

  it('says of what is under way no more than that it is open', () => {
    expect(standOf(unfinished({ unconfirmed: 25, notAttempted: 1 }), true)).toEqual([
      '25 people may or may not have been removed.',
      '1 person is not removed yet.',
    ]);
  });

  it('is that nothing was changed where that is certain, and only there', () => {
    expect(standOf(unfinished({ notAttempted: 500 }))).toEqual([
      '500 people are not removed yet.',
      'Nothing was changed yet.',
    ]);
    expect(standOf({ ...unfinished({ notAttempted: 500 }), isPartial: true })).toEqual([
      expect.stringMatching(/^Nothing was changed\..*can’t be continued\.$/),
    ]);
    for (const status of ['done', 'failed', 'unconfirmed'] as const) {
      expect(standOf(unfinished({ [status]: 1, notAttempted: 499 })).join(' ')).not.toContain('Nothing was');
    }
  });

  it('is that only the end is missing once everyone has an outcome', () => {
    expect(standOf(unfinished({ done: 499, failed: 1 }))).toEqual([
      '499 people were removed.',
      '1 removal failed.',
      'Every change has its outcome. Only the end is missing in the history: Dismiss adds it.',
    ]);
  });
});

it('dismissing says who is left out and who stays open', () => {
  expect(hasRest(unfinished({ done: 499, failed: 1 }).run)).toBe(false);
  const cut = unfinished({ unconfirmed: 2, notAttempted: 3 });
  expect(hasRest(cut.run)).toBe(true);
  expect(countLeft(cut.run)).toBe(5);
  expect(dismissalOf(cut)).toEqual([
    'This ends them as they are. The history keeps them.',
    'The 3 people who are not removed yet stay in the group.',
    'Whether 2 people were removed stays open.',
  ]);
  expect(dismissalOf(unfinished({ unconfirmed: 1, notAttempted: 1 }, { action: 'add' }))).toEqual([
    'This ends them as they are. The history keeps them.',
    'The person who is not added back yet stays out of the group.',
    'Whether 1 person was added back stays open.',
  ]);
});

describe('a run that is no removal from one group and no undo', () => {
  const counts = { done: 2, unchanged: 1, unconfirmed: 1, failed: 1, notAttempted: 3 };

  it('is told of as what it is', () => {
    expect(standOf(unfinished(counts, { action: 'add', isUndo: false }))).toEqual([
      '2 people were added.',
      '1 person was in the group already.',
      '1 person may or may not have been added. No clear answer came. Continuing asks again, which does no harm.',
      '1 addition failed.',
      '3 people are not added yet.',
    ]);
    expect(standOf(unfinished({ unchanged: 2 }))[0]).toBe('2 people were not in the group.');
  });

  it('is told of in changes where they are in several groups', () => {
    const several = unfinished(counts, { groups: ['a', 'b'] });
    expect(standOf(several)).toEqual([
      '2 changes were made.',
      '1 change was not needed.',
      '1 change may or may not have been made. No clear answer came. Continuing asks again, which does no harm.',
      '1 change failed.',
      '3 changes are not made yet.',
    ]);
    expect(dismissalOf(several)).toEqual([
      'This ends them as they are. The history keeps them.',
      'The 3 changes that are not made yet are left out.',
      'Whether 1 change was made stays open.',
    ]);
  });
});

describe('runs that have a driver', () => {
  const free = { driver: { accountId: 'a', leftMs: 0 }, wish: 'run' as const, isPartial: false, run: {} };
  const driven = (...lefts: number[]) =>
    lefts.map((leftMs) => ({ ...free, driver: { accountId: 'a', leftMs } }));

  it('are asked about again when the first of them may be free', () => {
    expect(askAgainMs(driven(0, 26_000, 5_000), 1, false)).toBe(5_250);
  });

  it('are asked about ever less often while they go on, at last once a minute', () => {
    expect([3, 4, 5, 6, 20].map((asked) => askAgainMs(driven(4_000), asked, false))).toEqual([
      8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
  });

  it('are all there is to wait for', () => {
    expect(askAgainMs([], 1, true)).toBe(0);
    expect(askAgainMs([free], 1, false)).toBe(0);
  });

  it('may be taken up by the worker for two minutes, where that can be', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((asked) => askAgainMs([free], asked, true));
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 0]);
    expect(askAgainMs([{ ...free, run: { notContinued: 'permission' } }], 1, true)).toBe(0);
    expect(askAgainMs([{ ...free, wish: 'pause' }], 1, true)).toBe(0);
    expect(askAgainMs([{ ...free, isPartial: true }], 1, true)).toBe(0);
  });
});

describe('why they could not be looked for', () => {
  it('is not said where the page says it already', () => {
    expect(isSaidElsewhere('signedOut', undefined)).toBe(true);
    expect(isSaidElsewhere('permission', undefined)).toBe(true);
    expect(isSaidElsewhere('storage', 'storage')).toBe(true);
  });

  it('is said else', () => {
    expect(isSaidElsewhere('storage', undefined)).toBe(false);
    expect(isSaidElsewhere('storage', 'rateLimited')).toBe(false);
    expect(isSaidElsewhere('unavailable', 'storage')).toBe(false);
    expect(isSaidElsewhere(undefined, undefined)).toBe(false);
  });
});
