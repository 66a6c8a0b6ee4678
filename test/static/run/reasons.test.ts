import type { AppError } from '../../../src/contract';
import type { Standing } from '../../../static/admin-panel/src/removal/run/people';
import { reasonsOf } from '../../../static/admin-panel/src/removal/run/reasons';

const failed = (error: AppError): Standing => ({ status: 'failed', error });
const said = (detail: string, traceId: string): AppError => ({
  ...{ kind: 'invalid', status: 400, detail, traceId },
  response: { status: 400, headers: {}, body: detail },
});

it('are failures by kind and by Confluence’s words, most frequent first', () => {
  const standings: Standing[] = [
    failed({ kind: 'userNotFound' }),
    failed(said('The group is read-only', 'a')),
    failed(said('The group is read-only', 'b')),
    failed(said('Not this one', 'c')),
    failed({ kind: 'unavailable', detail: 'fetch failed' }),
    failed({ kind: 'unavailable', detail: 'socket hang up' }),
    failed({ kind: 'unavailable' }),
    { status: 'stillMember' },
    { status: 'removed' },
    { status: 'unconfirmed', error: { kind: 'unconfirmed' } },
    { status: 'notAttempted' },
  ];
  const reasons = reasonsOf(standings.map((standing, n) => [`p${n}`, standing]));
  expect(reasons).toMatchObject([
    { kind: 'error', error: { kind: 'unavailable' }, count: 3 },
    { kind: 'error', error: { kind: 'invalid', traceId: 'a' }, said: 'The group is read-only', count: 2 },
    { kind: 'error', error: { kind: 'userNotFound' }, count: 1 },
    { kind: 'error', said: 'Not this one', count: 1 },
    { kind: 'stillMember', count: 1 },
  ]);
});
