import { parseWorkerEvent } from '../../../src/background/workerEvent';

const runId = '8227540399999-0123456789abcdef';

it.each([[{ kind: 'run', runId, driver: 'd' }], [{ kind: 'trial', trialId: 't' }]])(
  '%j is an event of the worker',
  (body) => {
    expect(parseWorkerEvent(body)).toEqual(body);
  },
);

it('what a later version adds is left out', () => {
  expect(parseWorkerEvent({ kind: 'run', runId, driver: 'd', actorId: 'a' })).toEqual({
    ...{ kind: 'run', runId, driver: 'd' },
  });
});

it.each([
  [undefined],
  [null],
  ['run'],
  [[]],
  [{}],
  [{ kind: 'other' }],
  [{ kind: 'run' }],
  [{ kind: 'run', runId, driver: '' }],
  [{ kind: 'run', runId, driver: 1 }],
  [{ kind: 'run', runId: '', driver: 'd' }],
  [{ kind: 'run', runId: 'run:x', driver: 'd' }],
  [{ kind: 'run', runId, driver: 'd'.repeat(101) }],
  [{ kind: 'trial' }],
  [{ kind: 'trial', trialId: '' }],
])('%j is none', (body) => {
  expect(parseWorkerEvent(body)).toBeUndefined();
});
