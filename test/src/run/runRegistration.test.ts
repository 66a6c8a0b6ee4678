import type { RunEvent } from '../../../src/contract';
import { RunRegistration, type RegistrationOptions } from '../../../src/run/runRegistration';
import { changesOf, idsOf } from './support/changes';
import { History, TICKET } from './support/history';

const down = { ok: false as const, error: { kind: 'storage' as const } };

function registrationOf(options: Partial<RegistrationOptions> = {}, history = new History()) {
  const record = new RunRegistration({
    ...{
      changes: changesOf(3),
      driver: 'd',
      calls: { ...history.calls, makeChanges: () => Promise.reject(new Error('Nothing is changed here.')) },
    },
    ...options,
  });
  return { record, history };
}

it('has no ticket before the history knows everyone', async () => {
  const { record, history } = registrationOf({ changes: changesOf(5_001) });
  expect([record.ticket, record.runId]).toEqual([undefined, undefined]);
  await record.prepare();
  expect([record.ticket, record.runId]).toEqual([undefined, 'r']);
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.asked[0]?.input).toMatchObject({ total: 5_001 });
  expect(history.asked[1]).toEqual({
    call: 'extendRun',
    input: {
      ...{ run: TICKET, from: 5_000 },
      plan: { blocks: [{ groupId: 'g', action: 'remove', accountIds: ['p5000'] }] },
    },
  });
});

it('names exactly 5,000 in one call', async () => {
  const { record, history } = registrationOf({ changes: changesOf(5_000) });
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.calledFor).toEqual(['startRun']);
});

it('says which changes of which run it takes back, stretch by stretch, and why', async () => {
  const changes = changesOf(5_002, 'add');
  const undone = changes.map((_, n) => (n < 2 ? n : n + 10));
  const { record, history } = registrationOf({
    changes,
    undoes: { runId: 'earlier', changes: undone },
    reason: 'OPS-12',
  });
  await record.prepare();
  await record.prepare();
  expect(history.asked).toEqual([
    {
      call: 'startRun',
      input: {
        ...{ driver: 'd', total: 5_002, reason: 'OPS-12' },
        plan: {
          undoes: {
            runId: 'earlier',
            changes: [
              [0, 1],
              [12, 5_009],
            ],
          },
        },
      },
    },
    {
      call: 'extendRun',
      input: {
        ...{ run: TICKET, from: 5_000 },
        plan: { undoes: { runId: 'earlier', changes: [[5_010, 5_011]] } },
      },
    },
  ]);
});

it('names changes of several groups and of both kinds in blocks, in their order', async () => {
  const changes = [
    ...changesOf(2, 'add', 'to'),
    ...changesOf(2, 'remove', 'from'),
    ...changesOf(1, 'add', 'other'),
  ];
  const { record, history } = registrationOf({ changes });
  await record.prepare();
  expect(history.asked[0]?.input).toMatchObject({
    plan: {
      blocks: [
        { groupId: 'to', action: 'add', accountIds: ['p0', 'p1'] },
        { groupId: 'from', action: 'remove', accountIds: ['p0', 'p1'] },
        { groupId: 'other', action: 'add', accountIds: ['p0'] },
      ],
    },
  });
});

it('takes the same step again after a refusal or a lost answer', async () => {
  const { record, history } = registrationOf(
    { changes: changesOf(6_000) },
    new History().next('startRun', new Error('killed')).next('extendRun', down),
  );
  await expect(record.prepare()).rejects.toThrow('killed');
  await record.prepare();
  expect(await record.prepare()).toEqual(down);
  expect(record.ticket).toBeUndefined();
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.calledFor).toEqual(['startRun', 'startRun', 'extendRun', 'extendRun']);
  expect(history.asked[1]).toEqual(history.asked[0]);
  expect(history.asked[3]).toEqual(history.asked[2]);
});

it('goes on with the ticket that came last', async () => {
  const { record, history } = registrationOf();
  await record.prepare();
  record.update({ run: { ...TICKET, next: 4 } }, { isBeginning: true });
  expect(record.ticket).toEqual({ ...TICKET, next: 4 });
  await record.close();
  expect(history.asked.at(-1)).toEqual({ call: 'endRun', input: { ...TICKET, next: 4 } });
});

it('tells of no end where the history does not know of the run', async () => {
  const { record, history } = registrationOf();
  expect(await record.close()).toEqual({ ok: true, missed: [] });
  expect(history.asked).toEqual([]);
});

it.each([
  ['was heard', []],
  ['was refused', [down]],
  ['may have been heard', [new Error('killed')]],
])('has to be opened again once its end %s', async (_, answers) => {
  const { record, history } = registrationOf({}, new History().next('endRun', ...answers));
  await record.prepare();
  await record.close().catch(() => undefined);
  expect(record.ticket).toBeUndefined();
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.asked.at(-1)).toEqual({ call: 'resumeRun', input: { runId: 'r', driver: 'd' } });
});

it('that is opened again is told what it missed before an end that the history did not answer to', async () => {
  const ticket = { ...TICKET, next: 0 };
  const { record } = registrationOf({ ticket }, new History().next('endRun', down));
  await record.close();
  await record.prepare();
  expect(record.ticket).toEqual(ticket);
  await record.close();
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
});

it('has the worker end a run that is to stop, where it has it by now', async () => {
  const takenBy = { accountId: 'a', until: '2026-03-01T10:00:00.000Z', isWorker: true } as const;
  const taken = { ok: false as const, error: { kind: 'runTaken' as const, takenBy } };
  const { record, history } = registrationOf(
    { ticket: TICKET },
    new History().next('endRun', taken, taken, taken).next('controlRun', down),
  );
  expect(await record.close()).toEqual(taken);
  expect(history.calledFor).toEqual(['endRun']);
  expect(await record.close({ isStop: true })).toEqual(down);
  expect(await record.close({ isStop: true })).toEqual(taken);
  expect(history.asked.at(-1)).toEqual({ call: 'controlRun', input: { runId: 'r', wish: 'stop' } });
});

it('skips the number of the log that a wish took, unless the history may have had that wish before', async () => {
  const history = new History().next('controlRun', { ok: true, next: 2 }, down, { ok: true, next: 3 });
  const { record } = registrationOf({ ticket: TICKET }, history);
  await record.recordWish('pause');
  expect(record.ticket?.next).toBe(2);
  await record.recordWish('run');
  await record.recordWish('run');
  expect(record.ticket?.next).toBe(2);
});

it('begun before is ready at once', () => {
  const { record } = registrationOf({ ticket: TICKET });
  expect([record.ticket, record.runId]).toEqual([TICKET, 'r']);
});

describe('a slice may begin the run', () => {
  it('where everything fits into one call, until it has begun', () => {
    const { record } = registrationOf({ changes: changesOf(5_000) });
    expect(record.newRun).toEqual({
      ...{ driver: 'd', total: 5_000 },
      plan: { blocks: [{ groupId: 'g', action: 'remove', accountIds: idsOf(5_000) }] },
    });
    record.update({ run: { ...TICKET, next: 2 } }, { isBeginning: true });
    expect(record.newRun).toBeUndefined();
    expect(record.ticket).toEqual({ ...TICKET, next: 2 });
  });

  it('not where they do not fit, nor where it was begun before', () => {
    expect(registrationOf({ changes: changesOf(5_001) }).record.newRun).toBeUndefined();
    expect(registrationOf({ ticket: TICKET }).record.newRun).toBeUndefined();
  });

  it('and where its answer was lost the end is told of the run that it may have begun', async () => {
    const { record, history } = registrationOf({}, new History().next('startRun', down));
    record.recordLostBeginning();
    expect(await record.close()).toEqual(down);
    await record.close();
    expect(history.calledFor).toEqual(['startRun', 'startRun', 'endRun']);
  });
});

it('keeps a run that the history knows and that goes on, with the newest ticket', async () => {
  const { record, history } = registrationOf();
  expect(await record.keep()).toEqual({ ok: true });
  await record.prepare();
  record.update({ run: { ...TICKET, next: 9 } }, { isBeginning: true });
  await record.keep();
  expect(history.asked.at(-1)).toEqual({ call: 'keepRun', input: { ...TICKET, next: 9 } });
  await record.close();
  await record.keep();
  expect(history.calledFor).toEqual(['startRun', 'keepRun', 'endRun']);
});

it('hands on what happened that the driver did not hear of', async () => {
  const missed: RunEvent[] = [{ kind: 'slice', actorId: 'a', changes: [[0, 0]] }];
  const { record } = registrationOf({}, new History().next('endRun', { ok: true, missed }));
  await record.prepare();
  expect(await record.close()).toMatchObject({ ok: true, missed });
});

it('marks a part of what may have been begun as the whole before any slice of it', async () => {
  const { record, history } = registrationOf();
  record.recordLostBeginning();
  record.isPart = true;
  expect(record.newRun).toBeUndefined();
  await record.prepare();
  expect(record.ticket).toBeUndefined();
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.asked).toMatchObject([
    { call: 'startRun' },
    { call: 'resumeRun', input: { runId: 'r', driver: 'd', isPart: true } },
  ]);
});

describe('whether a run may go on by itself', () => {
  it('is as the history said, and true of a beginning that may have been one', async () => {
    expect(registrationOf({ ticket: TICKET, goesOn: true }).record.mayGoOn).toBe(true);
    expect(registrationOf({ ticket: TICKET }).record.mayGoOn).toBe(false);
    const { record } = registrationOf();
    expect(record.mayGoOn).toBe(false);
    record.recordLostBeginning();
    expect(record.mayGoOn).toBe(true);
    await record.prepare();
    expect(record.mayGoOn).toBe(false);
  });

  it('is not known while the history has not answered what is wanted of it', async () => {
    const history = new History().next('controlRun', new Error('killed'));
    const { record } = registrationOf({ ticket: TICKET }, history);
    expect(await record.recordWish('stop')).toMatchObject({ ok: false });
    expect(record.mayGoOn).toBe(true);
  });
});

it('tells the history nothing of a run that it does not know', async () => {
  const { record, history } = registrationOf();
  expect(await record.recordWish('stop')).toEqual({ ok: true });
  expect(history.calledFor).toEqual([]);
});
