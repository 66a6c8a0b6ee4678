import { claimEntry, eventOf, eventsIn, readEntries, takenError } from '../../../src/history/log';
import type { LogEntry } from '../../../src/history/records';
import { MemoryStore } from '../due/support/memoryStore';

const T = Date.parse('2026-03-01T10:00:00.000Z');
const lease = { driver: 'd', actorId: 'ada', verifiedAt: T, until: T };
const entry = { v: 2, id: 'e' } as const;
const SLICE: LogEntry = { ...entry, kind: 'slice', ...lease, changes: [[0, 2]] };
const CHECK: LogEntry = { ...entry, kind: 'check', actorId: 'bob', so: [[0, 0]], notSo: [[1, 2]] };
const UNDONE: LogEntry = { ...entry, kind: 'undone', by: 'r2', changes: [[1, 1]] };
const OTHERS: LogEntry[] = [
  { ...entry, kind: 'taken', ...lease },
  { ...entry, kind: 'ended', ...lease },
  { ...entry, kind: 'control', actorId: 'bob', wish: 'pause' },
  { ...entry, kind: 'notContinued', reason: 'permission' },
];

it('an entry says of the changes what happened to them, and nothing of whose the run is', () => {
  expect(eventOf(SLICE)).toEqual({ kind: 'slice', actorId: 'ada', changes: [[0, 2]] });
  const outcomes: [number, string][] = [
    [2, 'done'],
    [1, 'notAttempted'],
  ];
  expect(eventOf({ ...SLICE, outcomes })).toMatchObject({
    outcomes: [{ status: 'done' }, { status: 'done' }, { status: 'notAttempted' }],
  });
  expect(eventOf(CHECK)).toEqual({ kind: 'check', actorId: 'bob', so: [[0, 0]], notSo: [[1, 2]] });
  expect(eventOf(UNDONE)).toEqual({ kind: 'undone', by: 'r2', changes: [[1, 1]] });
  expect(OTHERS.map(eventOf)).toEqual([undefined, undefined, undefined, undefined]);
  expect(eventsIn([...OTHERS, CHECK, SLICE]).map(({ kind }) => kind)).toEqual(['check', 'slice']);
});

it('a number is one entry’s alone, also where the answer to its claim was lost', async () => {
  const store = new MemoryStore();
  expect(await claimEntry(store, 'r', 0, SLICE, 60)).toBe(true);
  expect(await claimEntry(store, 'r', 0, SLICE, 60)).toBe(true);
  expect(await claimEntry(store, 'r', 0, { ...CHECK, id: 'other' }, 60)).toBe(false);
  store.faultOf = (request) => (request === 0 ? 'lost' : undefined);
  expect(await claimEntry(store, 'r', 1, { ...CHECK, id: 'next' }, 60)).toBe(true);
});

it('entries are read up to the first number that is free', async () => {
  const store = new MemoryStore();
  for (const at of [0, 1, 3]) await claimEntry(store, 'r', at, { ...CHECK, id: `e${at}` }, 60);
  const ids = async (from: number, count: number) =>
    (await readEntries(store, 'r', from, count)).map(({ id }) => id);
  expect(await ids(0, 5)).toEqual(['e0', 'e1']);
  expect(await ids(0, 2)).toEqual(['e0', 'e1']);
  expect(await ids(3, 1)).toEqual(['e3']);
  expect(await ids(2, 2)).toEqual([]);
});

it('a run that is taken names whose it is and until when, unless it has ended', () => {
  const takenBy = { accountId: 'ada', until: '2026-03-01T10:00:00.000Z' };
  expect(takenError(lease, false)).toEqual({ kind: 'runTaken', takenBy });
  expect(takenError({ ...lease, worker: true }, false)).toEqual({
    ...{ kind: 'runTaken', takenBy: { ...takenBy, isWorker: true } },
  });
  expect(takenError(lease, true)).toEqual({ kind: 'runTaken' });
});
