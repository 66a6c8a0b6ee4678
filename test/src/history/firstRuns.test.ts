import { firstRecordOf, readFirstRun, upgradeRun } from '../../../src/history/firstEdition';
import { runKey } from '../../../src/history/keys';
import { MemoryStore } from '../due/support/memoryStore';
import { firstEditionRun, type FirstEditionOptions } from '../support/firstEdition';

/** How a run of the first edition is read, and what other runs took back of it. */

const GROUP = 'team';
const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const PEOPLE = ['ada', 'bob', 'cleo', 'dan'];

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
});

/** @returns its id */
function plant(options: Partial<FirstEditionOptions> = {}): string {
  const { runId, values } = firstEditionRun({
    ...{ groupId: GROUP, accountIds: PEOPLE, actorId: 'admin', startedAt: NOW, ended: true },
    ...options,
  });
  for (const [key, value] of values) store.set(key, value);
  return runId;
}

const outcomesOf = (outcome: string, count: number) => Array.from({ length: count }, () => outcome);
const allDone = { log: [{ accountIds: PEOPLE, outcomes: outcomesOf('done', 4) }] };

/** One that puts people back. */
function plantUndo(undoes: string, options: Partial<FirstEditionOptions> = {}): string {
  return plant({
    ...{ undoes, action: 'restore', accountIds: ['bob', 'cleo'] },
    log: [{ accountIds: ['bob', 'cleo'], outcomes: ['done', 'failed:invalid'] }],
    ...options,
  });
}

async function statesOf(runId: string): Promise<string[]> {
  const { changes, states } = await readFirstRun(store, runId, store.get(runKey(runId)));
  return states.map(({ state }, n) => {
    const { outcome, undone } = { undone: undefined, ...state };
    return `${changes[n]?.accountId} ${outcome}${undone ? ' undone' : ''}`;
  });
}

it('has what its slices say, in the order of its plan and not in that of a slice', async () => {
  const runId = plant({
    log: [
      { accountIds: ['cleo', 'ada'], outcomes: ['failed:invalid', 'done'] },
      { accountIds: ['bob'], outcomes: ['unconfirmed:unconfirmed'] },
    ],
  });
  expect(await statesOf(runId)).toEqual(['ada done', 'bob unconfirmed', 'cleo failed', 'dan notAttempted']);
});

it('is read to the end of its log, however long that is', async () => {
  const people = Array.from({ length: 205 }, (_, n) => `person-${n}`);
  const log = people.map((accountId) => ({ accountIds: [accountId], outcomes: ['done'] }));
  const runId = plant({ accountIds: people, log, isWhole: true });
  expect(await statesOf(runId)).toEqual(people.map((accountId) => `${accountId} done`));
});

it('heeds a check for those alone who were not asked for after it', async () => {
  const unclear = 'unconfirmed:unconfirmed';
  const runId = plant({
    isWhole: true,
    log: [
      { accountIds: ['ada', 'bob'], outcomes: [unclear, unclear] },
      { accountIds: ['cleo'], outcomes: [unclear] },
      // It was asked before the second slice was over.
      { asOf: 1, others: ['ada', 'cleo', 'not-of-it'], members: ['bob'] },
    ],
  });
  expect(await statesOf(runId)).toEqual(['ada done', 'bob failed', 'cleo unconfirmed', 'dan notAttempted']);
});

describe('what another run took back', () => {
  it('is what that run has done, and no more', async () => {
    const runId = plant(allDone);
    plantUndo(runId);
    expect(await statesOf(runId)).toEqual(['ada done', 'bob done undone', 'cleo done', 'dan done']);
  });

  it('is the same once that run was rewritten', async () => {
    const runId = plant(allDone);
    const undoId = plantUndo(runId);
    await upgradeRun(store, undoId, store.get(runKey(undoId)), NOW);
    expect(store.get(runKey(undoId))).toHaveProperty('v');
    expect(await statesOf(runId)).toEqual(['ada done', 'bob done undone', 'cleo done', 'dan done']);
  });

  it.each<[string, Partial<FirstEditionOptions>]>([
    ['makes the same change', { action: 'remove' }],
    ['is about another group', { groupId: 'another' }],
  ])('is nothing where that run %s, rewritten or not', async (_, options) => {
    const runId = plant(allDone);
    const undoId = plantUndo(runId, options);
    const untouched = PEOPLE.map((accountId) => `${accountId} done`);
    expect(await statesOf(runId)).toEqual(untouched);
    await upgradeRun(store, undoId, store.get(runKey(undoId)), NOW);
    expect(await statesOf(runId)).toEqual(untouched);
  });

  it('is nothing of a run that is no longer there, or that cannot be read', async () => {
    const runId = plant(allDone);
    const [gone, odd] = [plantUndo(runId), plantUndo(runId)];
    store.entries.delete(runKey(gone));
    store.set(runKey(odd), { v: 99 });
    expect(await statesOf(runId)).toEqual(PEOPLE.map((accountId) => `${accountId} done`));
  });

  it('is not known where the storage fails', async () => {
    const runId = plant(allDone);
    const undoId = plantUndo(runId);
    const { getMany } = store;
    store.getMany = (keys) =>
      keys.includes(runKey(undoId)) ? Promise.reject(new Error('A fault.')) : getMany(keys);
    await expect(statesOf(runId)).rejects.toThrow('A fault.');
  });

  it('is found beyond a hundred runs', async () => {
    const accountIds = Array.from({ length: 101 }, (_, n) => `person-${n}`);
    const runId = plant({
      accountIds,
      log: [{ accountIds, outcomes: outcomesOf('done', accountIds.length) }],
    });
    for (const accountId of accountIds) {
      plantUndo(runId, { accountIds: [accountId], log: [{ accountIds: [accountId], outcomes: ['done'] }] });
    }
    expect(await statesOf(runId)).toEqual(accountIds.map((accountId) => `${accountId} done undone`));
  });
});

it('is listed with what it undoes', () => {
  const runId = plant();
  const undoId = plantUndo(runId);
  expect(firstRecordOf(undoId, store.get(runKey(undoId)))).toMatchObject({
    ...{ runId: undoId, undoes: runId, actions: { add: 2, remove: 0 }, endedAt: '2026-03-01T10:01:00.000Z' },
  });
  expect(firstRecordOf(runId, store.get(runKey(runId)))).not.toHaveProperty('undoes');
});

it('has whoever had it last, also once it was taken by another', async () => {
  const leaseOf = async (runId: string) =>
    (await readFirstRun(store, runId, store.get(runKey(runId)))).header.lease;
  const taken = { taken: { actorId: 'admin-2', driver: 'driver-2' } };
  expect(await leaseOf(plant({ ended: false, log: [taken] }))).toMatchObject({
    ...{ actorId: 'admin-2', driver: 'driver-2' },
  });
  const check = { asOf: 1, others: [], members: [] };
  expect(await leaseOf(plant({ ended: false, log: [taken, check] }))).toMatchObject({
    ...{ driver: 'driver-2' },
  });
  expect(await leaseOf(plant({ ended: false, isWhole: true, log: [] }))).toEqual({
    ...{ driver: 'none', actorId: 'admin', until: 0, verifiedAt: 0 },
  });
});
