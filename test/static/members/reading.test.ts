import fc from 'fast-check';
import type { Clock } from '../../../src/clock';
import type { AppError } from '../../../src/contract';
import { costOfRest } from '../../../static/admin-panel/src/members/loading/costOfRest';
import { Reading, type ReadingTools } from '../../../static/admin-panel/src/members/loading/reading';
import type { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { Timeline } from '../../support/timeline';
import { VirtualClock } from '../../support/virtualClock';
import { ChurningGroup, idsOf, place, type Change } from './churningGroup';

const PLACE = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const CHANGES = fc.array(
  fc.array(fc.record<Change>({ what: fc.constantFrom('join', 'leave', 'leave', 'comeBack'), place: PLACE }), {
    maxLength: 4,
  }),
  { maxLength: 12 },
);
const COMPLETE = { status: 'complete' };

/** Time that nobody waits for: every sleep is over at once. */
class ImpatientClock implements Clock {
  #now = 0;
  readonly now = () => this.#now;
  readonly sleep = (ms: number) => {
    this.#now += ms;
    return Promise.resolve();
  };
}

function readingOf(list: MemberList, group: ChurningGroup, tools: Partial<ReadingTools> = {}) {
  return new Reading(list, {
    readPage: group.readPage,
    clock: new ImpatientClock(),
    random: () => 0.5,
    signal: new AbortController().signal,
    ...tools,
  });
}

/** Answers each page after a while of its own, so that they come in any order. */
function shuffled(group: ChurningGroup, timeline: Timeline, latencies: readonly number[]) {
  const readPage: ReadingTools['readPage'] = async (page) => {
    const answer = group.read(page);
    await timeline.sleep(latencies[group.reads % latencies.length] ?? 0);
    return { ok: true, value: answer };
  };
  return readPage;
}

/** Answers the first requests with errors, then as the group does. */
function failing(group: ChurningGroup, ...errors: AppError[]): ReadingTools['readPage'] {
  return (page) => {
    const error = errors.shift();
    return error ? Promise.resolve({ ok: false, error }) : group.readPage(page);
  };
}

function expectEachOnceAndNobodyMissing(list: MemberList, group: ChurningGroup): void {
  const ids = idsOf(list.loaded());
  expect(new Set(ids).size).toBe(ids.length);
  const loaded = new Set(ids);
  const { unlisted = new Set() } = group.habits;
  expect([...group.throughout].filter((id) => !loaded.has(id) && !unlisted.has(id))).toEqual([]);
  expect(Array.from({ length: list.length }, (_, index) => list.at(index)?.accountId)).toEqual(ids);
}

describe('shows nobody twice and misses nobody who was a member throughout, whoever comes and goes', () => {
  it('where pages come in the order asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2_500 }), CHANGES, async (size, changes) => {
        const group = new ChurningGroup(size, changes);
        const list = group.open(50);
        expect(await readingOf(list, group).run()).toEqual(COMPLETE);
        expectEachOnceAndNobodyMissing(list, group);
      }),
      { seed: 50_000, numRuns: 250 },
    );
  });

  it('where they come in any order', async () => {
    const latencies = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2_500 }),
        CHANGES,
        latencies,
        async (size, changes, times) => {
          const timeline = new Timeline();
          const group = new ChurningGroup(size, changes);
          const list = group.open(50);
          const readPage = shuffled(group, timeline, times);
          const reading = readingOf(list, group, { readPage, clock: timeline });
          expect(await timeline.until(reading.run())).toEqual(COMPLETE);
          expectEachOnceAndNobodyMissing(list, group);
        },
      ),
      { seed: 50_001, numRuns: 120 },
    );
  });

  it('where Confluence brings fewer at once than were asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2_500 }),
        fc.integer({ min: 50, max: 199 }),
        CHANGES,
        async (size, maxPage, changes) => {
          const group = new ChurningGroup(size, changes, { maxPage });
          const list = group.open(50);
          expect(await readingOf(list, group).run()).toEqual(COMPLETE);
          expectEachOnceAndNobodyMissing(list, group);
        },
      ),
      { seed: 50_002, numRuns: 150 },
    );
  });

  it('where Confluence leaves some out of its pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2_500 }),
        fc.integer({ min: 2, max: 20 }),
        CHANGES,
        async (size, one, changes) => {
          const unlisted = new Set(
            Array.from({ length: size }, (_, n) => `m${(n * 7) % size}`).slice(0, size / one),
          );
          const group = new ChurningGroup(size, changes, { unlisted });
          const list = group.open(50);
          expect(await readingOf(list, group).run()).toEqual(COMPLETE);
          expectEachOnceAndNobodyMissing(list, group);
        },
      ),
      { seed: 50_003, numRuns: 150 },
    );
  });

  it('where Confluence does not count, or counts fewer than it lists', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2_500 }),
        fc.constantFrom(undefined, 0, 10, 60, 1_000),
        CHANGES,
        async (size, said, changes) => {
          const group = new ChurningGroup(size, changes, { counted: () => said });
          const list = group.open(50);
          expect(await readingOf(list, group).run()).toEqual(COMPLETE);
          expectEachOnceAndNobodyMissing(list, group);
        },
      ),
      { seed: 50_004, numRuns: 150 },
    );
  });
});

describe('reads a quiet group', () => {
  it.each([0, 1, 49, 50, 51, 200, 201, 249, 250, 251, 1_999, 2_000, 2_001, 5_000])(
    'of %i exactly, in as many requests as were said before',
    async (size) => {
      const group = new ChurningGroup(size, []);
      const list = group.open(50);
      const { requests } = costOfRest(list);
      expect(await readingOf(list, group).run()).toEqual(COMPLETE);
      expect(idsOf(list.loaded())).toEqual(group.ids);
      expect([list.total, list.unlisted]).toEqual([size, 0]);
      expect(group.reads).toBe(1 + requests);
    },
  );

  it.each([25, 50, 99, 100, 150, 198, 199])(
    'exactly where Confluence brings %i at once, in at most three times the requests',
    async (maxPage) => {
      const group = new ChurningGroup(5_000, [], { maxPage });
      const list = group.open(50);
      expect(await readingOf(list, group).run()).toEqual(COMPLETE);
      expect(idsOf(list.loaded())).toEqual(group.ids);
      expect(group.reads).toBeLessThan(3 * (5_000 / maxPage));
    },
  );

  it.each([undefined, 0, 10, 1_000, 4_999])(
    'of 5,000 exactly where Confluence says that it has %s',
    async (said) => {
      const group = new ChurningGroup(5_000, [], { counted: () => said });
      const list = group.open(50);
      expect(await readingOf(list, group).run()).toEqual(COMPLETE);
      expect(idsOf(list.loaded())).toEqual(group.ids);
      expect([list.total, list.unlisted]).toEqual([5_000, 0]);
      // Not one after the other at a few people each.
      expect(group.reads).toBeLessThan(32);
    },
  );

  it('whole where Confluence counts more than it lists, and says how many more', async () => {
    const group = new ChurningGroup(240, [], { unlisted: new Set(['m7', 'm120', 'm238', 'm239']) });
    const list = group.open(50);
    expect(await readingOf(list, group).run()).toEqual(COMPLETE);
    expect(idsOf(list.loaded())).toEqual(group.listed);
    expect([list.size, list.total, list.unlisted]).toEqual([236, 240, 4]);
  });
});

it('goes on from what was looked at before', async () => {
  const group = new ChurningGroup(1_000, []);
  const list = group.open(50);
  const stretch = list.missing(700, 720, 50) ?? { start: NaN, limit: NaN };
  expect(stretch).toEqual({ start: 700, limit: 50 });
  place(list, stretch, group.read({ ...stretch, withTotal: false }));
  await readingOf(list, group).run();
  expect(idsOf(list.loaded())).toEqual(group.ids);
});

it('does not say that somebody is not listed where one who is listed left', async () => {
  // Somebody leaves whose page was read already: nobody is missing, but one is listed who is gone.
  const group = new ChurningGroup(300, [[], [{ what: 'leave', place: 0 }]]);
  const list = group.open(50);
  await readingOf(list, group).run();
  expect([list.size, list.total, list.unlisted]).toEqual([300, 300, 0]);
});

it('reads a page again that failed once', async () => {
  const group = new ChurningGroup(2_000, []);
  const list = group.open(50);
  let asked = 0;
  const readPage: ReadingTools['readPage'] = (page) => {
    asked += 1;
    return asked === 3
      ? Promise.resolve({ ok: false, error: { kind: 'unavailable', status: 500 } })
      : group.readPage(page);
  };
  expect(await readingOf(list, group, { readPage }).run()).toEqual(COMPLETE);
  expect(idsOf(list.loaded())).toEqual(group.ids);
  expect(asked).toBe(11);
});

describe('ends and keeps what it has', () => {
  it('when an hourly limit is used up, and says when it can go on', async () => {
    const clock = new VirtualClock('2026-01-05T10:20:00.000Z');
    const group = new ChurningGroup(5_000, []);
    const list = group.open(50);
    const error: AppError = { kind: 'rateLimited', limit: 'quota', retryAfterMs: 25 * 60_000 };
    let asked = 0;
    const ending = readingOf(list, group, {
      clock,
      readPage: (page) => {
        asked += 1;
        return asked > 5 ? Promise.resolve({ ok: false, error }) : group.readPage(page);
      },
    }).run();
    await clock.pass(100);
    expect(await ending).toMatchObject({
      ...{ status: 'limit', usedUp: true },
      goesOnAt: expect.stringMatching(/^2026-01-05T10:45:00\.0\d\dZ$/) as string,
    });
    expect(list.size).toBeGreaterThan(50);
    expect(await readingOf(list, group).run()).toEqual(COMPLETE);
    expect(idsOf(list.loaded())).toEqual(group.ids);
  });

  it.each<AppError>([
    { kind: 'rateLimited', retryAfterMs: 3_600_000 },
    { kind: 'rateLimited', limit: 'burst', retryAfterMs: 86_000_000 },
    { kind: 'unavailable', status: 503, retryAfterMs: 3_600_000 },
  ])('rather than wait without a word for $retryAfterMs ms', async (error) => {
    const group = new ChurningGroup(400, []);
    const list = group.open(50);
    const end = await readingOf(list, group, { readPage: failing(group, error) }).run();
    expect(end).toEqual({ status: 'failed', error });
  });

  it('when less than a fifth of the hourly limit is left, until the next full hour', async () => {
    const clock = new VirtualClock('2026-01-05T10:20:00.000Z');
    const group = new ChurningGroup(5_000, []);
    const list = group.open(50);
    let asked = 0;
    const ending = readingOf(list, group, {
      clock,
      readPage: (page) => {
        asked += 1;
        return Promise.resolve({ ok: true, value: { ...group.read(page), nearLimit: { limit: 'quota' } } });
      },
    }).run();
    await clock.pass(2_000);
    expect(await ending).toEqual({ status: 'limit', usedUp: false, goesOnAt: '2026-01-05T11:00:00.000Z' });
    // Nothing was asked for after the warning.
    expect(asked).toBeLessThanOrEqual(5);
    expect(list.size).toBeLessThanOrEqual(50 + 200 * asked);
  });

  it('when it is stopped', async () => {
    const group = new ChurningGroup(50_000, []);
    const list = group.open(50);
    const stopping = new AbortController();
    const reading = readingOf(list, group, {
      signal: stopping.signal,
      readPage: (page) => {
        if (group.reads > 20) stopping.abort();
        return group.readPage(page);
      },
    });
    expect(await reading.run()).toEqual({ status: 'stopped' });
    expect(list.size).toBeGreaterThan(1_000);
    expect(list.isComplete).toBe(false);
  });

  it('before the first page, when it was stopped by then', async () => {
    const group = new ChurningGroup(400, []);
    const list = group.open(50);
    expect(await readingOf(list, group, { signal: AbortSignal.abort() }).run()).toEqual({
      status: 'stopped',
    });
    expect(group.reads).toBe(1);
  });

  it.each(['permission', 'groupNotFound', 'signedOut', 'scopeMissing', 'invalid'] as const)(
    'at once on %s',
    async (kind) => {
      const group = new ChurningGroup(50_000, []);
      const list = group.open(50);
      let asked = 0;
      const end = await readingOf(list, group, {
        readPage: () => {
          asked += 1;
          return Promise.resolve({ ok: false, error: { kind } });
        },
      }).run();
      expect(end).toEqual({ status: 'failed', error: { kind } });
      expect(asked).toBeLessThanOrEqual(5);
      expect(list.size).toBe(50);
    },
  );

  it('when Confluence stays unavailable, after a few tries', async () => {
    const group = new ChurningGroup(240, []);
    const list = group.open(50);
    let asked = 0;
    const error: AppError = { kind: 'unavailable', status: 503 };
    const end = await readingOf(list, group, {
      readPage: () => {
        asked += 1;
        return Promise.resolve({ ok: false, error });
      },
    }).run();
    expect(end).toEqual({ status: 'failed', error });
    expect(asked).toBe(5);
  });

  it('when people come and go faster than they can be read', async () => {
    const busy = Array.from({ length: 1_000 }, (): Change[] =>
      Array.from({ length: 20 }, () => ({ what: 'leave', place: 0 })),
    );
    const group = new ChurningGroup(10_000, busy);
    const list = group.open(50);
    const end = await readingOf(list, group).run();
    expect(['changing', 'complete']).toContain(end.status);
    const ids = idsOf(list.loaded());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('when Confluence says that there are more and lists none of them', async () => {
    const group = new ChurningGroup(240, []);
    const list = group.open(50);
    let asked = 0;
    const end = await readingOf(list, group, {
      readPage: () => {
        asked += 1;
        return Promise.resolve({ ok: true, value: { members: [], total: 240, isCutShort: true } });
      },
    }).run();
    expect(end).toMatchObject({ status: 'failed', error: { kind: 'unavailable' } });
    expect(asked).toBeLessThan(5);
    expect([list.size, list.total, list.isComplete, list.isCutShort]).toEqual([50, 240, false, false]);
  });

  it('and says that it has everybody, whatever came with the last page', async () => {
    const group = new ChurningGroup(240, []);
    const list = group.open(50);
    const end = await readingOf(list, group, {
      readPage: (page) =>
        Promise.resolve({ ok: true, value: { ...group.read(page), nearLimit: { limit: 'quota' } } }),
    }).run();
    expect(end).toEqual(COMPLETE);
  });
});

it('reads on where one page listed nobody though there are more', async () => {
  const group = new ChurningGroup(1_000, []);
  const list = group.open(50);
  let asked = 0;
  const end = await readingOf(list, group, {
    readPage: (page) => {
      asked += 1;
      return asked === 2
        ? Promise.resolve({ ok: true, value: { members: [], nextStart: 446, isCutShort: true } })
        : group.readPage(page);
    },
  }).run();
  expect(end).toEqual(COMPLETE);
  expect(idsOf(list.loaded())).toEqual(group.ids);
});

it('finds those who were not on the first page for which nobody was listed', async () => {
  const group = new ChurningGroup(240, [], {
    unlisted: new Set(Array.from({ length: 60 }, (_, n) => `m${n}`)),
  });
  const list = group.open(50);
  expect([list.size, list.isCutShort]).toEqual([0, true]);
  expect(await readingOf(list, group).run()).toEqual(COMPLETE);
  expect(idsOf(list.loaded())).toEqual(group.listed);
  expect([list.isCutShort, list.unlisted]).toEqual([false, 60]);
});

it('does not bring back somebody who was removed while their page was under way', async () => {
  const group = new ChurningGroup(600, []);
  const list = group.open(50);
  await readingOf(list, group, {
    readPage: (page) => {
      const value = group.read(page);
      list.remove(['m300']);
      return Promise.resolve({ ok: true, value });
    },
  }).run();
  expect(list.has('m300')).toBe(false);
  expect([list.size, list.total, list.unlisted]).toEqual([599, 599, 0]);
});

it('does not take a removal that was counted twice for somebody who is not listed', async () => {
  const group = new ChurningGroup(240, []);
  const list = group.open(50);
  await readingOf(list, group, {
    readPage: (page) => {
      // Counted before the removal was made, answered after it was known.
      const value = group.read({ ...page, withTotal: true });
      list.remove(['m10']);
      return Promise.resolve({ ok: true, value });
    },
  }).run();
  expect([list.size, list.total, list.unlisted]).toEqual([239, 239, 0]);
});

it('tells what 50,000 members cost', () => {
  const list = new ChurningGroup(50_000, []).open(50);
  expect(costOfRest(list)).toEqual({ requests: 253, seconds: 3 });
});
