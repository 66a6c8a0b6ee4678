import type { AppError, ErrorKind } from '../../../src/contract';
import { wordsOf, wordsOfPlan, type ActionWords } from '../../../static/admin-panel/src/run/actionWords';
import {
  endWords,
  stoppedWords,
  titleOf,
  waitingWords,
} from '../../../static/admin-panel/src/run/problemWords';

const takenBy = { accountId: 'a', until: '2026-03-01T10:00:00.000Z' };

/** An error of each kind, and what a run of removals that ended with it says: 3 people are open, 20 not attempted. */
const REMOVALS: Record<ErrorKind, [title: string, text: string]> = {
  permission: [
    'You can’t remove people from this group',
    'Confluence refused: only a site admin can change a group. Nothing more was changed. Ask a site admin to remove the others.',
  ],
  groupNotFound: [
    'This group no longer exists',
    'It was deleted, so nobody is in it any more. Nothing more was changed. Pick another group.',
  ],
  userNotFound: [
    'This account no longer exists',
    'There is nobody to remove. Nothing more was changed. Go on with the rest.',
  ],
  signedOut: [
    'Your session ended',
    'Confluence no longer knows who you are. Nothing more was changed. Sign in again in another tab and go on here, or reload this page: the history keeps what was done.',
  ],
  scopeMissing: [
    'This app needs an update',
    'The installed version lacks a permission it needs. Nothing more was changed. Ask a site admin to update Group Members under Connected apps in Atlassian Administration.',
  ],
  invalid: [
    'Confluence did not accept the request',
    'Something about the request was not valid. Nothing more was changed. Go on with the rest, or reload this page and choose these people again.',
  ],
  rateLimited: [
    'Too many requests at once',
    'Confluence limits how many requests it takes in a second. Nothing more was changed. Go on with the rest in a minute.',
  ],
  unavailable: [
    'Confluence did not answer',
    '3 people may or may not have been removed: Check asks Confluence. Go on with the rest.',
  ],
  unconfirmed: [
    'No answer from Confluence',
    '3 people may or may not have been removed: Check asks Confluence. Go on with the rest.',
  ],
  unrecorded: [
    'The outcome was not written down',
    '3 people may or may not have been removed: Check asks Confluence. Go on with the rest.',
  ],
  unattributed: [
    'It is so now; whether this change made it so is not known',
    'Somebody else may have done it. Go on with the rest.',
  ],
  notMade: ['Still a member', 'Confluence was asked afterwards. Go on with the rest.'],
  lastAdministrators: [
    'Nobody would be left in this administrators’ group',
    'It gives administration, so it can’t be emptied. Nothing more was changed. Let someone stay in it. Go on with the rest then.',
  ],
  storage: [
    'The history can’t be written',
    'Forge’s storage could not be reached, and nothing is changed that can’t be written down. Go on with the rest in a moment.',
  ],
  runBusy: [
    'This run is still at work',
    'An earlier request of this run may still be at work. Go on with the rest in a moment.',
  ],
  runTaken: [
    'This run was ended elsewhere',
    'Another page or another admin ended it, so this one stopped. The history has what became of everyone.',
  ],
  runNotFound: [
    'This run is not in the history',
    'The history no longer has it, so it can’t go on. Nothing more was changed. Choose the others again to remove them.',
  ],
  tooManyRuns: [
    'Too many unfinished runs',
    'You have 10 of them already. Nothing was changed. Resume or dismiss one of them first. Go on with the rest then.',
  ],
  unreadable: [
    'A newer version of this app wrote this',
    'A newer version of this app wrote it, so this one can’t go on with it. Nothing more was changed. Ask a site admin to update Group Members under Connected apps in Atlassian Administration.',
  ],
};

const KINDS = Object.entries(REMOVALS).map(([kind, words]) => [kind as ErrorKind, words] as const);
/** Runs of each kind, with words that are not theirs. */
const RUNS: [run: string, words: ActionWords, foreign: RegExp][] = [
  ['remove people', wordsOf('remove', false), /added? |add them/],
  ['remove them again', wordsOf('remove', true), /added? |add them/],
  ['add people', wordsOf('add', false), /remov| back\b/],
  ['add people back', wordsOf('add', true), /remov/],
  ['make changes', wordsOfPlan({ add: 1, remove: 2 }, 1, false), /remov|added|people (may|stay|were)/],
];

it.each(KINDS)('a run of removals that ended with %s', (kind, [title, text]) => {
  const words = endWords({ kind }, { words: wordsOf('remove', false), open: 3, notAttempted: 20 });
  expect(words).toEqual({ title, text });
});

describe.each(RUNS)('whatever stops a run that is to %s', (_, words, foreign) => {
  const errors = KINDS.flatMap(([kind]): AppError[] => [
    { kind },
    ...(kind === 'runTaken' ? [{ kind, takenBy }] : []),
    ...(kind === 'rateLimited' ? [{ kind, limit: 'quota' as const }] : []),
    ...(kind === 'invalid' ? [{ kind, field: 'groupId' }] : []),
  ]);

  it.each(errors)('%j is about many, in whole sentences with a next step', (error) => {
    for (const open of [0, 1, 3]) {
      for (const notAttempted of [0, 20]) {
        const { title, text } = endWords(error, { words, open, notAttempted });
        expect(title).toMatch(/^[A-Z][^.]*$/);
        expect(text).toMatch(/^[A-Z0-9].*\.$/);
        expect(text).not.toMatch(/the person|the link|Reload the list|undefined/);
        expect(text).toMatch(
          /Ask a|Pick another|add them to|Sign in|Go on|Try again|Check asks|Choose the|The history/,
        );
        expect(`${title} ${text}`).not.toMatch(foreign);
        if (notAttempted === 0) expect(text).not.toContain('the rest');
      }
    }
  });

  it.each(errors)('%j tells nobody to try again while the run goes on by itself', (error) => {
    const { title, text } = waitingWords(error, words);
    expect(title).toBe(titleOf(error, words));
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/[Tt]ry again|the person|Nothing was|\d:\d/);
    expect(`${title} ${text}`).not.toMatch(foreign);
  });

  it.each(['unavailable', 'unconfirmed', 'unrecorded'] as const)(
    '%s says how many are open, and no more',
    (kind) => {
      const text = (open: number, notAttempted: number) =>
        endWords({ kind }, { words, open, notAttempted }).text;
      expect(text(0, 20)).toBe('Nothing more was changed. Go on with the rest.');
      expect(text(1, 0)).toBe(
        `${words.amount(1)} may or may not have been ${words.done}: Check asks Confluence.`,
      );
      expect(text(0, 0)).toBe('Nothing more was changed. Try again.');
    },
  );

  it('a run that another page goes on with is not said to have changed nothing more', () => {
    const { title, text } = endWords({ kind: 'runTaken', takenBy }, { words, open: 0, notAttempted: 5 });
    expect(title).toBe('This run was taken over');
    expect(text).toBe('Another page goes on with it, so this one stopped. The history shows how it stands.');
  });
});

it('a run that the hourly limit ended can go on at the time Confluence gave, else in an hour', () => {
  const error: AppError = { kind: 'rateLimited', limit: 'quota' };
  const text = (more: Partial<AppError>) =>
    endWords({ ...error, ...more }, { words: wordsOf('remove', false), open: 0, notAttempted: 1 }).text;
  expect(text({})).toContain('Go on with the rest in an hour.');
  expect(text({ retryAt: new Date(Date.now() + 600_000).toISOString() })).toMatch(/the rest at \d.*\.$/);
});

it('of one group among several that an error stopped, it is said which', () => {
  const words = wordsOfPlan({ add: 0, remove: 9 }, 2, false);
  expect(stoppedWords({ kind: 'permission' }, 'contractors', words)).toEqual({
    title: 'contractors: You can’t change this group',
    text: 'Nothing more was changed in this group. The changes in other groups went on.',
  });
});
