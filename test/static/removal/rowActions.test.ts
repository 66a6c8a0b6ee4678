import type { ErrorKind } from '../../../src/contract';
import { leavesOpen } from '../../../src/membership/errorTraits';
import { KIND_WORDS } from '../../../static/admin-panel/src/problems/kindWords';
import { outcomeTitle } from '../../../static/admin-panel/src/removal/outcomeWords';
import {
  isFinalRefusal,
  rowActionsFor,
  type RowAction,
} from '../../../static/admin-panel/src/removal/rowActions';
import { afterEvent, NOTHING_REMOVED, type RowState } from '../../../static/admin-panel/src/removal/rowState';

const isKind = (text: string): text is ErrorKind => text in KIND_WORDS;
const KINDS = Object.keys(KIND_WORDS).filter(isKind);
const ada = {
  ...({ accountId: 'ada', displayName: 'Ada', accountType: 'person' } as const),
  ...{ lacksAccess: false, guest: false },
};

it.each<[RowState | undefined, RowAction[]]>([
  [undefined, ['remove']],
  [{ status: 'removing' }, ['remove']],
  [{ status: 'checking' }, ['check']],
  [{ status: 'stillMember' }, ['check', 'remove']],
  [{ status: 'checkFailed', error: { kind: 'permission' } }, ['check']],
  [{ status: 'unconfirmed', error: { kind: 'unconfirmed' } }, ['check']],
  [{ status: 'unconfirmed', error: { kind: 'unattributed' } }, ['remove']],
  [{ status: 'failed', error: { kind: 'unavailable' } }, ['check']],
  [{ status: 'failed', error: { kind: 'rateLimited' } }, ['remove']],
  [{ status: 'failed', error: { kind: 'signedOut' } }, ['remove']],
  [{ status: 'failed', error: { kind: 'permission' } }, []],
  [{ status: 'failed', error: { kind: 'userNotFound' } }, []],
  [{ status: 'failed', error: { kind: 'managedExternally' } }, []],
  [{ status: 'notAttempted' }, ['remove']],
  [{ status: 'notAttempted', error: { kind: 'unavailable' } }, ['remove']],
  [{ status: 'notAttempted', error: { kind: 'lastAdministrators' } }, []],
])('a row that stands as %j offers %j', (state, actions) => {
  expect(rowActionsFor(state)).toEqual(actions);
});

it('rows of which the same is said offer the same', () => {
  const offers = new Map<string, Set<string>>();
  for (const kind of KINDS) {
    for (const status of ['failed', 'unconfirmed'] as const) {
      const state: RowState = { status, error: { kind } };
      const [said = ''] = outcomeTitle(state).split('.');
      if (said !== 'Not confirmed' || !leavesOpen(kind)) continue;
      offers.set(said, (offers.get(said) ?? new Set()).add(rowActionsFor(state).join()));
    }
  }
  expect([...offers].map(([said, actions]) => [said, [...actions]])).toEqual([['Not confirmed', ['check']]]);
});

it('an answer that stays is read once the list is looked at anew; what is open stays', () => {
  const stays = (state: RowState) => {
    const rows = new Map([['ada', { person: ada, state }]]);
    return afterEvent({ ...NOTHING_REMOVED, rows }, { type: 'messagesRead' }).rows.size === 1;
  };
  for (const kind of KINDS) {
    const state: RowState = { status: 'failed', error: { kind } };
    expect(stays(state)).toBe(!isFinalRefusal(state));
  }
  expect(stays({ status: 'failed', error: { kind: 'permission' } })).toBe(false);
  expect(stays({ status: 'failed', error: { kind: 'unavailable' } })).toBe(true);
  expect(stays({ status: 'checking' })).toBe(true);
});
