import type { AppError, CheckChangesInput, CheckedChange } from '../../../src/contract';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { checkRunChanges } from '../../../static/admin-panel/src/membership/checkRunChanges';
import { Timeline } from '../../support/timeline';
import { bridge } from '../support/bridge';

let timeline = new Timeline();

beforeEach(() => {
  timeline = new Timeline();
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
  bridge.reset();
});

/** Answers each batch after a while: whoever has an even place in the plan is a member. The first `lost` are lost. */
function answering({ notRecorded, lost = 0 }: { notRecorded?: AppError; lost?: number } = {}): void {
  let underWay = 0;
  let asked = 0;
  bridge.answerInvocations({
    checkChanges: async ({ changes }) => {
      asked += 1;
      if (asked <= lost) throw new Error('killed');
      underWay += 1;
      expect(underWay).toBe(1);
      await timeline.sleep(200);
      underWay -= 1;
      return { ok: true, checked: changes.flatMap(found), ...(notRecorded && { notRecorded }) };
    },
  });
}

const found = ([first, last]: CheckChangesInput['changes'][number]): CheckedChange[] =>
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
  expect(bridge.invocations).toEqual([
    ['checkChanges', { runId: 'run', changes: [[0, 49]] }],
    [
      'checkChanges',
      {
        runId: 'run',
        changes: [
          [50, 59],
          [100, 100],
          [102, 102],
        ],
      },
    ],
  ]);
  expect(checked.map(({ change }) => change)).toEqual(changes);
  expect(checked[51]).toEqual({ change: 51, isMember: false });
});

it('ends where the record did not get the answers, which count all the same', async () => {
  const notRecorded: AppError = { kind: 'storage', detail: 'The storage is down.' };
  answering({ notRecorded });
  const { end, checked } = await check(Array.from({ length: 120 }, (_, n) => n));
  expect(end).toEqual({ status: 'failed', error: notRecorded });
  expect(checked).toHaveLength(50);
  expect(bridge.invocations).toHaveLength(1);
});

it('asks again where the invocation was lost', async () => {
  answering({ lost: 1 });
  expect(await check([3])).toEqual({
    end: { status: 'complete' },
    checked: [{ change: 3, isMember: false }],
  });
  expect(bridge.invocations).toHaveLength(2);
});
