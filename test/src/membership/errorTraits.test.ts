import type { ErrorKind } from '../../../src/contract';
import {
  concernsGroup,
  concernsRun,
  isErrorKind,
  isTransient,
  leavesOpen,
  wasSent,
} from '../../../src/membership/errorTraits';

/** Whom each kind concerns, and whether it passes, leaves the change open, and says that a request was sent. */
const TRAITS: Record<
  ErrorKind,
  [concerns: 'change' | 'group' | 'run', passes: 0 | 1, open: 0 | 1, sent: 0 | 1]
> = {
  permission: ['group', 0, 0, 0],
  groupNotFound: ['group', 0, 0, 0],
  managedExternally: ['group', 0, 0, 0],
  lastAdministrators: ['group', 0, 0, 0],
  userNotFound: ['change', 0, 0, 0],
  protected: ['change', 0, 0, 0],
  invalid: ['change', 0, 0, 0],
  unattributed: ['change', 0, 0, 0],
  notMade: ['change', 1, 0, 0],
  signedOut: ['run', 0, 0, 0],
  actorUnavailable: ['run', 0, 0, 0],
  scopeMissing: ['run', 0, 0, 0],
  runTaken: ['run', 0, 0, 0],
  runNotFound: ['run', 0, 0, 0],
  tooManyRuns: ['run', 0, 0, 0],
  unreadable: ['run', 0, 0, 0],
  rateLimited: ['change', 1, 0, 0],
  unavailable: ['change', 1, 1, 1],
  unconfirmed: ['change', 1, 1, 1],
  unrecorded: ['change', 1, 1, 0],
  storage: ['run', 1, 0, 0],
  runBusy: ['run', 1, 0, 0],
};

it.each(Object.entries(TRAITS))('%s: %j', (text, [concerns, passes, open, sent]) => {
  if (!isErrorKind(text)) throw new Error('It is a kind of error.');
  const error = { kind: text };
  expect([concernsRun(error), concernsGroup(error)]).toEqual([concerns === 'run', concerns === 'group']);
  expect([isTransient(error), leavesOpen(text), wasSent(text)]).toEqual([passes, open, sent].map(Boolean));
});

it('the hourly limit concerns everything, unlike one a second', () => {
  expect(concernsRun({ kind: 'rateLimited', limit: 'quota' })).toBe(true);
  expect(concernsRun({ kind: 'rateLimited', limit: 'burst' })).toBe(false);
});

it('no other trouble concerns everything for what is said of a limit beside it', () => {
  expect(concernsRun({ kind: 'unavailable', limit: 'quota' })).toBe(false);
});

it.each(['', 'toString', 'constructor', 'Permission', 'notRemoved'])('“%s” is no kind of error', (text) => {
  expect(isErrorKind(text)).toBe(false);
});
