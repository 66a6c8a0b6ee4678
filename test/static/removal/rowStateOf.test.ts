import type { AppError } from '../../../src/contract';
import type { ChangeStanding } from '../../../src/run/runSnapshot';
import { rowStateOf } from '../../../static/admin-panel/src/removal/rowStateOf';

const invalid: AppError = { kind: 'invalid' };
const lost: AppError = { kind: 'unconfirmed' };

it.each<[ChangeStanding | undefined, unknown]>([
  [undefined, undefined],
  [{ status: 'waiting' }, undefined],
  [{ status: 'underWay' }, undefined],
  [{ status: 'done' }, undefined],
  [{ status: 'unchanged' }, undefined],
  [
    { status: 'failed', error: invalid },
    { status: 'failed', error: invalid },
  ],
  [{ status: 'failed', error: { kind: 'notMade' } }, { status: 'stillMember' }],
  [
    { status: 'unconfirmed', error: lost },
    { status: 'unconfirmed', error: lost },
  ],
  [{ status: 'notAttempted' }, { status: 'notAttempted' }],
])('a removal that stands as %j leaves %j in the row', (standing, state) => {
  expect(rowStateOf('remove', standing)).toEqual(state);
  // Whoever has a row is in the group.
  expect(rowStateOf('add', standing)).toBeUndefined();
});
