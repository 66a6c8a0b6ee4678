import fc from 'fast-check';
import type { Clock } from '../../../src/clock';
import type { AppError, Person } from '../../../src/contract';
import { costOfRest } from '../../../static/admin-panel/src/members/loading/costOfRest';
import { MAX_PAGES_IN_CALL } from '../../../src/contract/limits';
import { Reading, type ReadingTools } from '../../../static/admin-panel/src/members/loading/reading';
import type { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { VirtualClock } from '../../support/virtualClock';
import { ChurningGroup, type Change } from './churningGroup';

const PLACE = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const CHANGES = fc.array(
  fc.array(fc.record<Change>({ what: fc.constantFrom('join', 'leave', 'leave', 'comeBack'), place: PLACE }), {
    maxLength: 4,
  }),
  { maxLength: 12 },
);

/** Time that nobody waits for: every sleep is over at once. */
class ImpatientClock implements Clock {
  #now = 0;
  readonly now = () => this.#now;
  readonly sleep = (ms: number) => {
    this.#now += ms;
    return Promise.resolve();
  };
}

const idsOf = (members: readonly Person[]) => members.map(({ accountId }) => accountId);

function readingOf(list: MemberList, group: ChurningGroup, tools: Partial<ReadingTools> = {}) {
  return new Reading(list, {
    readPages: group.readPages,
    clock: new ImpatientClock(),
    random: () => 0.5,
    signal: new AbortController().signal,
    ...tools,
  });
}

/** Answers the first batches with errors, then as the group does. */
function failing(group: ChurningGroup, ...errors: AppError[]): ReadingTools['readPages'] {
  return (pages) => {
    const error = errors.shift();
    return error ? Promise.resolve({ ok: false, error }) : group.readPages(pages);
  };
}

/** Answers one page of the second batch with an error, once. */
function failingPage(group: ChurningGroup, error: AppError): ReadingTools['readPages'] {
  let failed = false;
  return async (pages) => {
    const answer = await group.readPages(pages);
    if (!answer.ok || failed || pages.length < 3) return answer;
    failed = true;
    return {
      ok: true,
      pages: answer.pages.map((page, index) => (index === 2 ? { ok: false, error } : page)),
    };
  };
}

it('shows nobody twice and misses nobody who was a member throughout, whoever comes and goes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2_500 }), CHANGES, async (size, changes) => {
      const group = new ChurningGroup(size, changes);
      const list = group.open(50);
      expect(await readingOf(list, group).run()).toEqual({ status: 'complete' });
      const ids = idsOf(list.loaded());
      expect(new Set(ids).size).toBe(ids.length);
      const loaded = new Set(ids);
      expect([...group.throughout].filter((id) => !loaded.has(id))).toEqual([]);
      expect(Array.from({ length: list.length }, (_, index) => list.at(index)?.accountId)).toEqual(ids);
    }),
    { seed: 50_000, numRuns: 1_000 },
  );
});

it.each([0, 1, 49, 50, 51, 200, 201, 249, 250, 251, 5_000])(
  'reads a quiet group of %i exactly',
  async (size) => {
    const group = new ChurningGroup(size, []);
    const list = group.open(50);
    const { requests } = costOfRest(list);
    expect(await readingOf(list, group).run()).toEqual({ status: 'complete' });
    expect(idsOf(list.loaded())).toEqual(group.ids);
    expect(list.total).toBe(size);
    // What was said before is what it took.
    expect(group.reads).toBe(1 + requests);
  },
);

it('goes on from what was looked at before', async () => {
  const group = new ChurningGroup(1_000, []);
  const list = group.open(50);
  const stretch = list.missing(700, 720, 50) ?? { start: NaN, limit: NaN };
  expect(stretch).toEqual({ start: 700, limit: 50 });
  const page = group.read({ ...stretch, withTotal: false });
  if (page.ok) list.place(stretch, { ...page, last: false }, list.mark());
  await readingOf(list, group).run();
  expect(idsOf(list.loaded())).toEqual(group.ids);
});

it('says that Confluence counts others than are listed', async () => {
  // Somebody leaves whose page was read already: nobody is missing, but one is listed who is gone.
  const group = new ChurningGroup(300, [[], [{ what: 'leave', place: 0 }]]);
  const list = group.open(50);
  await readingOf(list, group).run();
  expect(list.size).toBe(300);
  expect(list.counted).toBe(299);
});

it('reads a page again that failed once', async () => {
  const group = new ChurningGroup(2_000, []);
  const list = group.open(50);
  const error: AppError = { kind: 'unavailable', status: 500 };
  expect(await readingOf(list, group, { readPages: failingPage(group, error) }).run()).toEqual({
    status: 'complete',
  });
  expect(idsOf(list.loaded())).toEqual(group.ids);
});

it('waits as long as a burst 429 asks for, and goes on more slowly', async () => {
  const clock = new VirtualClock('2026-01-05T10:00:00.000Z');
  const group = new ChurningGroup(400, []);
  const list = group.open(50);
  const askedAt: number[] = [];
  const readPages = failing(group, {
    kind: 'rateLimited',
    limit: 'burst',
    retryAt: '2026-01-05T10:00:07.000Z',
  });
  const reading = readingOf(list, group, {
    clock,
    readPages: (pages) => {
      askedAt.push(clock.now() - Date.parse('2026-01-05T10:00:00.000Z'));
      return readPages(pages);
    },
  });
  const end = reading.run();
  await clock.pass(6_999);
  expect(askedAt).toEqual([0]);
  await clock.pass(1_000);
  expect(await end).toEqual({ status: 'complete' });
  expect(askedAt[1]).toBe(7_000);
});

it('never asks for more than 90 pages a second, nor for more than ten at once', async () => {
  const clock = new VirtualClock();
  const group = new ChurningGroup(60_000, []);
  const list = group.open(50);
  const asked: { at: number; count: number }[] = [];
  const reading = readingOf(list, group, {
    clock,
    readPages: (pages) => {
      asked.push({ at: clock.now(), count: pages.length });
      return group.readPages(pages);
    },
  });
  const end = reading.run();
  await clock.pass(10_000);
  expect(await end).toEqual({ status: 'complete' });
  expect(Math.max(...asked.map(({ count }) => count))).toBe(MAX_PAGES_IN_CALL);
  for (const { at } of asked) {
    const within = asked.filter((other) => other.at >= at && other.at < at + 1_000);
    // A batch may begin just before the second is over.
    expect(within.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(90 + MAX_PAGES_IN_CALL);
  }
});

describe('ends and keeps what it has', () => {
  it('when the hourly limit is used up, and says when it can go on', async () => {
    const group = new ChurningGroup(5_000, []);
    const list = group.open(50);
    const error: AppError = { kind: 'rateLimited', limit: 'quota', retryAt: '2026-01-05T11:00:00.000Z' };
    let batches = 0;
    const end = await readingOf(list, group, {
      readPages: (pages) => {
        batches += 1;
        return batches > 1 ? Promise.resolve({ ok: false, error }) : group.readPages(pages);
      },
    }).run();
    expect(end).toEqual({ status: 'limit', usedUp: true, goesOnAt: '2026-01-05T11:00:00.000Z' });
    expect(list.size).toBeGreaterThan(50);
    expect(await readingOf(list, group).run()).toEqual({ status: 'complete' });
    expect(idsOf(list.loaded())).toEqual(group.ids);
  });

  it('when less than a fifth of the hourly limit is left, until the next full hour', async () => {
    const clock = new VirtualClock('2026-01-05T10:20:00.000Z');
    const group = new ChurningGroup(5_000, []);
    const list = group.open(50);
    const ending = readingOf(list, group, {
      clock,
      readPages: async (pages) => {
        const answer = await group.readPages(pages);
        if (!answer.ok) return answer;
        return {
          ok: true,
          pages: answer.pages.map((page) => (page.ok ? { ...page, nearLimit: { limit: 'quota' } } : page)),
        };
      },
    }).run();
    await clock.pass(2_000);
    expect(await ending).toEqual({ status: 'limit', usedUp: false, goesOnAt: '2026-01-05T11:00:00.000Z' });
    // Nothing was asked for after the warning.
    expect(list.size).toBeLessThan(50 + 200 * MAX_PAGES_IN_CALL);
  });

  it('when it is stopped', async () => {
    const group = new ChurningGroup(50_000, []);
    const list = group.open(50);
    const stopping = new AbortController();
    const reading = readingOf(list, group, {
      signal: stopping.signal,
      readPages: (pages) => {
        stopping.abort();
        return group.readPages(pages);
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
        readPages: () => {
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
    const group = new ChurningGroup(400, []);
    const list = group.open(50);
    let asked = 0;
    const error: AppError = { kind: 'unavailable', status: 503 };
    const end = await readingOf(list, group, {
      readPages: () => {
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
});

it('does not bring back somebody who was removed while their page was under way', async () => {
  const group = new ChurningGroup(600, []);
  const list = group.open(50);
  await readingOf(list, group, {
    readPages: async (pages) => {
      const answer = await group.readPages(pages);
      list.remove(['m300']);
      return answer;
    },
  }).run();
  expect(list.has('m300')).toBe(false);
  expect(list.size).toBe(599);
});

it('tells what 50,000 members cost', () => {
  const list = new ChurningGroup(50_000, []).open(50);
  const { requests, points, hours } = costOfRest(list);
  expect(requests).toBe(253);
  expect(points).toBeGreaterThan(2 * 49_950);
  expect(points).toBeLessThan(2 * 49_950 + 2_000);
  expect(hours).toBe(2);
});
