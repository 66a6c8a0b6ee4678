import { RunRecord, type RecordOptions } from '../../../static/admin-panel/src/run/record';
import { History, TICKET } from './support/history';

const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const down = { ok: false as const, error: { kind: 'storage' as const } };

function recordOf(options: Partial<RecordOptions> = {}, history = new History()) {
  const record = new RunRecord({
    ...{ action: 'remove', groupId: 'g', accountIds: people(3), driver: 'd', calls: history.calls },
    ...options,
  });
  return { record, history };
}

it('has no ticket before the history knows everyone', async () => {
  const { record, history } = recordOf({ accountIds: people(5_001) });
  expect([record.ticket, record.runId]).toEqual([undefined, undefined]);
  await record.prepare();
  expect([record.ticket, record.runId]).toEqual([undefined, 'r']);
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.asked[0]?.input).toMatchObject({ total: 5_001 });
  expect(history.asked[1]).toEqual({
    call: 'extendRun',
    input: { run: TICKET, from: 5_000, accountIds: ['p5000'] },
  });
});

it('names exactly 5,000 in one call', async () => {
  const { record, history } = recordOf({ accountIds: people(5_000) });
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.calledFor).toEqual(['startRun']);
});

it('says which run it takes back', async () => {
  const { record, history } = recordOf({ action: 'restore', undoes: 'earlier' });
  await record.prepare();
  expect(history.asked[0]?.input).toMatchObject({ action: 'restore', undoes: 'earlier' });
});

it('takes the same step again after a refusal or a lost answer', async () => {
  const { record, history } = recordOf(
    { accountIds: people(6_000) },
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
  const { record, history } = recordOf();
  await record.prepare();
  record.goOnWith({ ...TICKET, next: 4 });
  expect(record.ticket).toEqual({ ...TICKET, next: 4 });
  await record.close();
  expect(history.asked.at(-1)).toEqual({ call: 'endRun', input: { ...TICKET, next: 4 } });
});

it('tells of no end where the history does not know of the run', async () => {
  const { record, history } = recordOf();
  expect(await record.close()).toEqual({ ok: true });
  expect(history.asked).toEqual([]);
});

it.each([
  ['was heard', []],
  ['was refused', [down]],
  ['may have been heard', [new Error('killed')]],
])('has to be opened again once its end %s', async (_, answers) => {
  const { record, history } = recordOf({}, new History().next('endRun', ...answers));
  await record.prepare();
  await record.close().catch(() => undefined);
  expect(record.ticket).toBeUndefined();
  await record.prepare();
  expect(record.ticket).toEqual(TICKET);
  expect(history.asked.at(-1)).toEqual({ call: 'resumeRun', input: { runId: 'r', driver: 'd' } });
});

it('begun before is ready at once', () => {
  const { record } = recordOf({ ticket: TICKET });
  expect([record.ticket, record.runId]).toEqual([TICKET, 'r']);
});

describe('a slice may begin the run', () => {
  const people5000 = people(5_000);

  it('where everyone fits into one call, until it has begun', () => {
    const { record } = recordOf({ accountIds: people5000, action: 'restore', undoes: 'earlier' });
    expect(record.newRun).toEqual({ driver: 'd', accountIds: people5000, total: 5_000, undoes: 'earlier' });
    record.goOnWith({ ...TICKET, next: 2 });
    expect(record.newRun).toBeUndefined();
    expect(record.ticket).toEqual({ ...TICKET, next: 2 });
  });

  it('not where they do not fit, nor where it was begun before', () => {
    expect(recordOf({ accountIds: people(5_001) }).record.newRun).toBeUndefined();
    expect(recordOf({ ticket: TICKET }).record.newRun).toBeUndefined();
  });

  it('and where its answer was lost the end is told of the run that it may have begun', async () => {
    const { record, history } = recordOf({}, new History().next('startRun', down));
    record.mayHaveBegun();
    expect(await record.close()).toEqual(down);
    await record.close();
    expect(history.calledFor).toEqual(['startRun', 'startRun', 'endRun']);
  });
});
