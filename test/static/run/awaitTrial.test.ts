import type { Answer, BackgroundState } from '../../../src/contract';
import { awaitTrial } from '../../../static/admin-panel/src/run/background/awaitTrial';
import { Timeline } from '../../support/timeline';

const says = (background: BackgroundState): Answer<{ background: BackgroundState }> => ({
  ok: true,
  background,
});
const trying = says({ state: 'trying' });

/** Tries, being answered this one after the other, the last for ever. */
async function tried(...answers: Answer<{ background: BackgroundState }>[]) {
  const clock = new Timeline();
  const from = clock.now();
  let asked = 0;
  const ask = () => {
    asked += 1;
    const answer = answers[Math.min(asked, answers.length) - 1];
    return answer ? Promise.resolve(answer) : Promise.reject(new Error('No network.'));
  };
  const result = await clock.until(awaitTrial(ask, clock, new AbortController().signal));
  return { result, asked, tookMs: clock.now() - from };
}

it('waits for what comes of the trial', async () => {
  expect(await tried(trying, trying, says({ state: 'possible' }))).toEqual({
    ...{ result: { state: 'possible' }, asked: 3, tookMs: 6_000 },
  });
  const impossible = { state: 'impossible', reason: 'notInEffect' } as const;
  expect(await tried(says(impossible))).toEqual({ result: impossible, asked: 1, tookMs: 0 });
});

it('does not wait longer than a minute, and asks again where nothing came', async () => {
  const { result, asked, tookMs } = await tried(trying);
  expect(result).toBeUndefined();
  expect(asked).toBeLessThan(10);
  expect(tookMs).toBeLessThanOrEqual(60_000);
  expect(
    (await tried({ ok: false, error: { kind: 'storage' } }, says({ state: 'possible' }))).result,
  ).toEqual({
    state: 'possible',
  });
});

it('is nothing where the admin may not', async () => {
  expect(await tried({ ok: false, error: { kind: 'permission' } })).toMatchObject({
    result: undefined,
    asked: 1,
  });
});
