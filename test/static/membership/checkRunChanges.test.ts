import type { AppError, CheckChangesInput, CheckedChange } from '../../../src/contract';
import { checkRunChanges } from '../../../static/admin-panel/src/membership/checkRunChanges';
import { Timeline } from '../../support/timeline';

const invoke = jest.fn<Promise<unknown>, [name: string, input: CheckChangesInput]>();
jest.mock('../../../static/admin-panel/src/host/resolver', () => ({
  invoke: (name: string, input: CheckChangesInput) => invoke(name, input),
}));
jest.mock('../../../static/admin-panel/src/host/tools', () => ({
  browserTools: {
    clock: { now: () => timeline.now(), sleep: (ms: number) => timeline.sleep(ms) },
    random: () => 0.5,
  },
}));

let timeline = new Timeline();
const asked: CheckChangesInput[] = [];
let underWay = 0;

beforeEach(() => {
  timeline = new Timeline();
  asked.length = 0;
});

/** Answers each batch after a while: whoever has an even place in the plan is a member. */
function answering(notRecorded?: AppError): void {
  invoke.mockImplementation(async (name, input) => {
    expect(name).toBe('checkChanges');
    underWay += 1;
    expect(underWay).toBe(1);
    asked.push(input);
    await timeline.sleep(200);
    underWay -= 1;
    return { ok: true, checked: input.changes.flatMap(found), ...(notRecorded && { notRecorded }) };
  });
}

const found = ([first, last]: [number, number]): CheckedChange[] =>
  Array.from({ length: last - first + 1 }, (_, n) => ({
    change: first + n,
    isMember: (first + n) % 2 === 0,
  }));

async function check(changes: readonly number[]) {
  const checked: CheckedChange[] = [];
  const { signal } = new AbortController();
  const end = await timeline.until(
    checkRunChanges('run', changes, { onChecked: (some) => checked.push(...some), signal }),
  );
  return { end, checked };
}

it('asks about changes in batches, one at a time, and names them by their ranges', async () => {
  answering();
  const changes = [...Array.from({ length: 60 }, (_, n) => n), 100, 102];
  const { end, checked } = await check(changes);
  expect(end).toEqual({ status: 'complete' });
  expect(asked).toEqual([
    { runId: 'run', changes: [[0, 49]] },
    {
      runId: 'run',
      changes: [
        [50, 59],
        [100, 100],
        [102, 102],
      ],
    },
  ]);
  expect(checked.map(({ change }) => change)).toEqual(changes);
  expect(checked[51]).toEqual({ change: 51, isMember: false });
});

it('ends where the record did not get the answers, which count all the same', async () => {
  const error: AppError = { kind: 'storage', detail: 'The storage is down.' };
  answering(error);
  const { end, checked } = await check(Array.from({ length: 120 }, (_, n) => n));
  expect(end).toEqual({ status: 'failed', error });
  expect(checked).toHaveLength(50);
  expect(asked).toHaveLength(1);
});

it('asks again where the invocation was lost', async () => {
  answering();
  invoke.mockImplementationOnce(() => Promise.reject(new Error('killed')));
  expect(await check([3])).toEqual({
    end: { status: 'complete' },
    checked: [{ change: 3, isMember: false }],
  });
});
