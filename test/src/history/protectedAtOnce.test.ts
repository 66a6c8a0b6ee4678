import fc from 'fast-check';
import { changeProtected, listProtected, readProtectedPeople } from '../../../src/history/protectedPeople';
import type { Store } from '../../../src/history/store';
import { succeeded } from '../support/app';

/** Admins who edit the list of protected people at once, in any order of their requests. */

/** A storage whose requests arrive and are answered when the scheduler says. */
class ScheduledStore {
  readonly values = new Map<string, unknown>();
  readonly #scheduler: fc.Scheduler;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  /** @param lives requests that arrive before the caller is gone */
  for(lives = Infinity): Store {
    let left = lives;
    const request = async <T>(apply: () => T): Promise<T> => {
      left -= 1;
      // What was sent arrives, and its answer is not heard.
      const isHeard = left > 0;
      if (left < 0) return new Promise<never>(() => undefined);
      await this.#scheduler.schedule(Promise.resolve());
      const value = apply();
      await this.#scheduler.schedule(Promise.resolve());
      return isHeard ? value : new Promise<never>(() => undefined);
    };
    return {
      getMany: (keys) =>
        request(
          () => new Map(keys.flatMap((key) => (this.values.has(key) ? [[key, this.values.get(key)]] : []))),
        ),
      claim: (key, value) =>
        request(() => {
          if (this.values.has(key)) return false;
          this.values.set(key, value);
          return true;
        }),
      write: ({ set = [], remove = [] }) =>
        request(() => {
          for (const { key, value } of set) this.values.set(key, value);
          for (const key of remove) this.values.delete(key);
        }),
      list: () => Promise.reject(new Error('The list is read strictly.')),
    };
  }
}

/** Puts a person on and off the list so often, and looks each time: no other editor has that person. */
async function edit(store: Store, accountId: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const isProtected = n % 2 === 0;
    const { accountIds } = succeeded(await changeProtected(store, { accountId, isProtected }));
    expect(accountIds.includes(accountId)).toBe(isProtected);
    expect((await readProtectedPeople(store)).has(accountId)).toBe(isProtected);
  }
}

it('loses no edit, and shows each to all who look after it was answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }),
      async (scheduler, edits) => {
        const shared = new ScheduledStore(scheduler);
        const all = Promise.all(edits.map((times, n) => edit(shared.for(), `person-${n}`, times)));
        await scheduler.waitFor(all);
        const expected = edits.flatMap((times, n) => (times % 2 === 1 ? [`person-${n}`] : []));
        // A late writer has put nothing older back that would stay when the edits expire.
        const kept = shared.values.get('protected');
        const { accountIds } = succeeded(await scheduler.waitFor(listProtected(shared.for())));
        expect([...accountIds].sort()).toEqual(expected);
        expect(kept).toMatchObject({ accountIds });
      },
    ),
    { seed: 20_26, numRuns: 250 },
  );
});

it('loses no edit that was answered, where another editor is cut off at any request', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      async (scheduler, lives, edits) => {
        const shared = new ScheduledStore(scheduler);
        void edit(shared.for(lives), 'cut-off', 4);
        const others = Promise.all(edits.map((times, n) => edit(shared.for(), `person-${n}`, times)));
        await scheduler.waitFor(others);
        const expected = edits.flatMap((times, n) => (times % 2 === 1 ? [`person-${n}`] : []));
        const people = await scheduler.waitFor(readProtectedPeople(shared.for()));
        expect([...people].filter((id) => id !== 'cut-off').sort()).toEqual(expected);
      },
    ),
    { seed: 20_26, numRuns: 250 },
  );
});

it('says that it did not get to it where others are quicker again and again', async () => {
  const values = new Map<string, unknown>();
  const store: Store = {
    getMany: (keys) =>
      Promise.resolve(new Map(keys.flatMap((key) => [...values].filter(([k]) => k === key)))),
    claim: (key) => {
      values.set(key, { v: 1, revision: Number(key.split(':')[1]), accountIds: [] });
      return Promise.resolve(false);
    },
    write: () => Promise.reject(new Error('Nothing was claimed.')),
    list: () => Promise.reject(new Error('The list is read strictly.')),
  };
  expect(await changeProtected(store, { accountId: 'ada', isProtected: true })).toMatchObject({
    ok: false,
    error: { kind: 'storage' },
  });
});
