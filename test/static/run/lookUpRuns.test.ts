import type { Answer, FollowedRun, RunRecord } from '../../../src/contract';
import { lookUpRuns } from '../../../static/admin-panel/src/run/background/lookUpRuns';
import { Timeline } from '../../support/timeline';
import { recordOf } from '../history/support/records';

function unended(runId: string): RunRecord {
  const run = recordOf({ runId });
  delete run.endedAt;
  return run;
}

/** A run that has not ended and that no one drives, unless it says otherwise. */
function stand(runId: string, over: Partial<FollowedRun> = {}): Answer<FollowedRun> {
  return {
    ...{ ok: true, run: unended(runId), isBusy: false, wish: 'run', events: [], next: 0 },
    driver: { accountId: 'me', leftMs: 0 },
    ...over,
  };
}

const workers = { driver: { accountId: 'me', leftMs: 30_000, isWorker: true as const } };

/** Looks runs up, each of which answers this, one after the other and the last for ever. */
function lookUp(answers: Record<string, Answer<FollowedRun>[]>) {
  const clock = new Timeline();
  const asked: string[] = [];
  const came: string[] = [];
  const leaving = new AbortController();
  const isOver = lookUpRuns(
    Object.keys(answers),
    (runId) => {
      const of = answers[runId] ?? [];
      const answer = of[Math.min(asked.filter((id) => id === runId).length, of.length - 1)];
      asked.push(runId);
      return answer ? Promise.resolve(answer) : Promise.reject(new Error('No network.'));
    },
    {
      onEnded: ({ runId }) => came.push(`ended ${runId}`),
      onDriven: (runId) => came.push(`driven ${runId}`),
      onGone: (runId) => came.push(`gone ${runId}`),
    },
    clock,
    leaving.signal,
  );
  return { clock, asked, came, leaving, isOver };
}

it('tells what became of each, asking once', async () => {
  const { clock, asked, came, isOver } = lookUp({
    a: [stand('a', { run: recordOf({ runId: 'a' }) })],
    b: [stand('b', workers)],
    c: [{ ok: false, error: { kind: 'runNotFound' } }],
    d: [{ ok: false, error: { kind: 'storage' } }],
    e: [],
    f: [stand('f', { run: { ...unended('f'), notContinued: 'permission' } })],
    g: [stand('g', { wish: 'pause' })],
  });
  await clock.until(isOver);
  // That it was not gone on with is said where it can be continued.
  expect(came).toEqual(['ended a', 'driven b', 'gone c']);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

it('asks for nothing where there is none', async () => {
  const { asked, isOver } = lookUp({});
  await isOver;
  expect(asked).toEqual([]);
});

it('looks again for two minutes at one that the worker may take up', async () => {
  const { clock, asked, came, isOver } = lookUp({ a: [stand('a'), stand('a'), stand('a', workers)] });
  await clock.until(isOver);
  expect(came).toEqual(['driven a']);
  expect(asked).toHaveLength(3);
  const never = lookUp({ a: [stand('a')] });
  const from = never.clock.now();
  await never.clock.until(never.isOver);
  expect(never.came).toEqual([]);
  expect(never.asked).toHaveLength(6);
  expect(never.clock.now() - from).toBe(135_000);
});

it('ends with the page', async () => {
  const { clock, asked, leaving, isOver } = lookUp({ a: [stand('a')] });
  await clock.pass(0);
  leaving.abort();
  await clock.until(isOver, 1);
  expect(asked).toHaveLength(1);
});
