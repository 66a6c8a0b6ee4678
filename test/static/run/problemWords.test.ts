import type { AppError, ErrorKind } from '../../../src/contract';
import {
  endWords,
  stoppedTogether,
  stoppedWords,
  titleOf,
  waitingWords,
  type Ended,
} from '../../../static/admin-panel/src/run/problemWords';
import type { RunKind } from '../../../static/admin-panel/src/run/runKind';

const NOW = new Date(2026, 2, 2, 11, 20).getTime();
const takenBy = { accountId: 'a', until: '2026-03-01T10:00:00.000Z' };
const response = { status: 403, headers: {}, body: '' };
const removal = 'remove';
const OPEN = '3 people may or may not have been removed: Check asks Confluence.';

/** An error of each kind, and what a run of removals that ended with it says: 3 people are open, 20 not attempted. */
const REMOVALS: Record<ErrorKind, [title: string, text: string]> = {
  permission: [
    'Only people who administer Confluence can do this here',
    `Confluence does not count you among them. ${OPEN} Ask one of them.`,
  ],
  groupNotFound: [
    'Confluence has no group with this ID',
    `It may have been deleted meanwhile. ${OPEN} Pick another group.`,
  ],
  userNotFound: ['Confluence knows no person with this account ID', `${OPEN} Continue.`],
  managedExternally: [
    'An identity provider owns this group',
    `${OPEN} Change its members there. The change reaches Confluence with the next sync.`,
  ],
  signedOut: [
    'Confluence asks you to sign in',
    `Your session may have ended. ${OPEN} Open Confluence in another tab, and sign in there if it asks you to. Then continue here: the history keeps what was done.`,
  ],
  actorUnavailable: [
    'Not possible while the admin is away',
    `Atlassian does not let this app use the admin’s sign-in without an open page. ${OPEN} Continue here, and keep this page open.`,
  ],
  scopeMissing: [
    'This app needs an update',
    `The installed version lacks a permission it needs. ${OPEN} Ask a site admin to update Group Members under Connected apps in Atlassian Administration.`,
  ],
  invalid: [
    'Confluence did not accept the request',
    `${OPEN} Reload this page and choose these people again.`,
  ],
  rateLimited: ['Too many requests', `Confluence takes no more for now. ${OPEN} Continue in a minute.`],
  unavailable: ['No usable answer from Confluence', `${OPEN} Continue.`],
  unconfirmed: ['No usable answer from Confluence', `${OPEN} Continue.`],
  unrecorded: ['The outcome was not written down', `${OPEN} Continue.`],
  unattributed: [
    'It is so now; whether this change made it so is not known',
    `Someone else may have done it. ${OPEN} Continue.`,
  ],
  notMade: ['Not made', `Confluence was asked afterwards: the change was not made. ${OPEN} Continue.`],
  lastAdministrators: [
    'Nobody would be left in this group',
    `It gives administration, or may, so this app does not empty it. ${OPEN} Leave someone in it, or add someone first.`,
  ],
  protected: [
    'Protected from removal',
    `This person is on this app’s list of protected people. ${OPEN} To remove them, take them off the list first: menu “Protected people” on the Groups page.`,
  ],
  storage: [
    'The history can’t be written',
    `Forge’s storage, which keeps it, gave no usable answer. Nothing is changed that can’t be written down. ${OPEN} Continue in a moment.`,
  ],
  runBusy: [
    'These changes are still being made',
    `An earlier request for them may still be under way. ${OPEN} Continue in a moment.`,
  ],
  runTaken: [
    'These changes were ended elsewhere',
    `Another page or another admin ended them. ${OPEN} The history shows what became of each person.`,
  ],
  runNotFound: [
    'These changes are not in the history',
    `The history does not have them, so they can’t be continued. ${OPEN} Choose the others again to remove them.`,
  ],
  tooManyRuns: [
    'Too many unfinished changes',
    `You have 10 sets of changes that are not finished. ${OPEN} Continue or dismiss one of them first, then continue here.`,
  ],
  unreadable: [
    'A newer version of this app wrote this',
    `This version can neither show nor change it. ${OPEN} Ask a site admin to update Group Members under Connected apps in Atlassian Administration.`,
  ],
};

const isKind = (text: string): text is ErrorKind => text in REMOVALS;
const KINDS = Object.keys(REMOVALS).filter(isKind);
/** Runs of each kind, with words that are not theirs. */
const RUNS: [what: RunKind, open: string, nothingElse: string, foreign: RegExp][] = [
  [
    'remove',
    '1 person may or may not have been removed: Check asks Confluence.',
    'No one else is removed until then.',
    /added? |add them/,
  ],
  [
    'add',
    '1 person may or may not have been added: Check asks Confluence.',
    'No one else is added until then.',
    /remov| back\b/,
  ],
  [
    'addBack',
    '1 person may or may not have been added back: Check asks Confluence.',
    'No one else is added back until then.',
    /remov/,
  ],
  [
    'changes',
    '1 change may or may not have been made: Check asks Confluence.',
    'Nothing else is changed until then.',
    /remov|added|people (may|stay|were)/,
  ],
];
const ended: Ended = { what: removal, done: 5, unconfirmed: 0, open: 0, left: 0, notAttempted: 0 };

it.each(KINDS)('a run of removals that ended with %s', (kind) => {
  const [title, text] = REMOVALS[kind];
  expect(endWords({ kind }, { ...ended, open: 3, left: 20, notAttempted: 20 }, NOW)).toEqual({ title, text });
});

describe.each(RUNS)('whatever stops a run that is to %s', (what, oneOpen, nothingElse, foreign) => {
  // Only a removal is refused because the person is protected.
  const kinds = KINDS.filter((kind) => kind !== 'protected' || what === 'remove');
  const errors = kinds.flatMap((kind): AppError[] => [
    { kind },
    { kind, response },
    ...(kind === 'runTaken' ? [{ kind, takenBy }] : []),
    ...(kind === 'rateLimited' ? [{ kind, limit: 'quota' as const }] : []),
    ...(kind === 'invalid' ? [{ kind, field: 'groupId' }] : []),
  ]);

  it.each(errors)('%j is about many, in whole sentences with a next step', (error) => {
    for (const open of [0, 1, 3]) {
      for (const notAttempted of [0, 20]) {
        const { title, text } = endWords(
          error,
          { ...ended, what, open, left: notAttempted, notAttempted },
          NOW,
        );
        expect(title).toMatch(/^[A-Z][^.]*$/);
        expect(text).toMatch(/^[A-Z0-9].*\.$/);
        expect(text).not.toMatch(/the person|the link|Reload the list|undefined/);
        expect(text).toMatch(
          /Ask |Pick another|there\.|[Cc]ontinue|[Tt]ry again|Check asks|[Cc]hoose th|The history|add someone|take them off/,
        );
        expect(`${title} ${text}`.replace('add someone first', '')).not.toMatch(foreign);
        if (notAttempted === 0) expect(text).not.toMatch(/Continue\b(?! or)|continue here/);
      }
    }
  });

  it.each(errors)('%j does not tell the admin to try again while the run goes on by itself', (error) => {
    const { title, text } = waitingWords(error, what);
    expect(title).toMatch(/^[A-Z][^.]*$/);
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).toContain(nothingElse);
    expect(text).not.toMatch(/[Tt]ry again|the person|Nothing was|\d:\d/);
    expect(`${title} ${text}`).not.toMatch(foreign);
  });

  it.each(['unavailable', 'unconfirmed', 'unrecorded'] as const)(
    '%s says how many are open, and no more',
    (kind) => {
      const text = (open: number, notAttempted: number) =>
        endWords({ kind }, { ...ended, what, open, left: notAttempted, notAttempted }, NOW).text;
      expect(text(0, 20)).toBe('Nothing more was changed. Continue.');
      expect(text(1, 0)).toBe(oneOpen);
      expect(text(0, 0)).toBe('Nothing more was changed. Try again.');
    },
  );

  it('a run that another page goes on with is not said to have changed nothing more', () => {
    const { title, text } = endWords(
      { kind: 'runTaken', takenBy },
      { ...ended, what, left: 5, notAttempted: 5 },
      NOW,
    );
    expect(title).toBe('Another page took over these changes');
    expect(text).toBe('Another page continues with them. The history shows how far they are.');
  });
});

it('says that nothing was changed where nothing was, and nothing more where something was', () => {
  const text = (more: Partial<typeof ended>) =>
    endWords({ kind: 'signedOut' }, { ...ended, ...more }, NOW).text;
  expect(text({})).toContain('Nothing more was changed.');
  expect(text({ done: 0 })).toContain('Nothing was changed.');
  expect(text({ done: 0, unconfirmed: 1 })).toContain('Nothing more was changed.');
});

it('a refusal that Confluence gave is told apart from the app’s own', () => {
  const refusal: AppError = {
    kind: 'permission',
    status: 403,
    response,
    detail: 'Blocked by an IP allowlist',
  };
  expect(endWords(refusal, ended, NOW)).toEqual({
    title: 'Confluence refused this',
    text: 'Nothing more was changed. If you can’t tell why from its words, show them to a site admin.',
  });
  expect(titleOf(refusal, removal)).toBe('Confluence refused this');
  expect(titleOf({ kind: 'permission' }, removal)).toBe('Confluence refused this');
});

it('a run that the hourly limit ended can go on at the time Confluence gave, else in an hour', () => {
  const error: AppError = { kind: 'rateLimited', limit: 'quota' };
  const text = (more: Partial<AppError>) =>
    endWords({ ...error, ...more }, { ...ended, left: 1, notAttempted: 1 }, NOW).text;
  expect(text({})).toContain('Continue in an hour.');
  const retryAt = (ms: number) => ({ retryAt: new Date(NOW + ms).toISOString() });
  expect(text(retryAt(600_000))).toMatch(/Continue at 11:30\sAM\.$/);
  expect(text(retryAt(86_000_000))).toMatch(/Continue on Tue, Mar 3, 11:13\sAM\.$/);
  expect(text({ retryAt: 'soon' })).toContain('Continue in an hour.');
});

describe('groups that an error stopped', () => {
  const refusal: AppError = { kind: 'permission', status: 403, response };
  const names = new Map([
    ['a', 'Alpha'],
    ['b', 'Beta'],
    ['c', 'Gamma'],
  ]);
  const nameOf = (groupId: string) => names.get(groupId) ?? groupId;
  const managed: AppError = { kind: 'managedExternally', status: 400, response };

  it('are told together where the same was answered: one trouble is said once', () => {
    const stopped = [
      { groupId: 'a', error: refusal },
      { groupId: 'b', error: managed },
      { groupId: 'c', error: { ...refusal, traceId: 'another' } },
    ];
    expect(stoppedTogether(stopped, nameOf)).toEqual([
      { error: refusal, groupNames: ['Alpha', 'Gamma'] },
      { error: managed, groupNames: ['Beta'] },
    ]);
    const elsewhere = [
      { groupId: 'a', error: { ...refusal, detail: 'Suspended' } },
      { groupId: 'b', error: refusal },
    ];
    expect(stoppedTogether(elsewhere, nameOf)).toHaveLength(2);
  });

  it('are all of the run, or others went on', () => {
    const stopped = { error: refusal, groupNames: ['Alpha'] };
    const whole = stoppedWords(stopped, true, ended, NOW);
    expect(whole).toEqual({
      title: 'Confluence refused this',
      text: 'Nothing more was changed. Changing groups takes site admin rights. Ask a site admin if you have none.',
    });
    const part = stoppedWords({ error: managed, groupNames: ['Alpha', 'Beta'] }, false, ended, NOW);
    expect(part).toEqual({
      title: 'An identity provider owns this group',
      text: 'Nothing more was changed in these groups. The changes in other groups went on. Change its members there. The change reaches Confluence with the next sync.',
    });
    expect(stoppedWords(stopped, false, ended, NOW).text).toContain('in this group. The changes in other');
  });
});
