import type { AppError, ErrorKind } from '../../../../src/contract';
import { MAX_UNFINISHED_RUNS } from '../../../../src/contract/limits';
import { limitOverText, limitText, whenTextOf } from './limitWords';

/** What the admin was doing when it went wrong: reading changes nothing; the removal of one person, or a run, may have. */
export type Activity = 'read' | 'history' | 'removal' | 'run';

/** What helps next. */
export type NextStep =
  /** The same request may be answered otherwise later. */
  | 'retry'
  /** Confluence can be asked who is a member. */
  | 'check'
  /** Asking again, once signed in. */
  | 'signIn'
  /** Nothing that asking again would change. */
  | 'none';

/** What a sentence about an error depends on beyond the error. */
export interface Situation {
  during: Activity;
  /** ms since the epoch. */
  now: number;
  /** What asking again is called: "Try again", "Go on with the rest". */
  again: string;
  /** How to ask for the changes anew, of a run. */
  chooseAgain?: string;
}

type Sentence = string | ((error: AppError, situation: Situation) => string);

/** Everything the page says of a kind of error. What of it changed anything is said apart, by the error's traits. */
interface KindWords {
  /** What happened, in a few words that are true of every error of the kind. */
  title: string;
  /** The same where more is known of this one. */
  titleOf?: (error: AppError, situation: Situation) => string | undefined;
  /** What else is known, in whole sentences. */
  known?: Sentence;
  /** What to do next, in whole sentences. */
  advice?: Sentence;
  step: NextStep;
  /** Whether anything was changed is not the question, or is said by the rest. */
  saysNoEffect?: true;
}

export const ASK_FOR_UPDATE =
  'Ask a site admin to update Group Members under Connected apps in Atlassian Administration.';

const again: Sentence = (_, situation) => `${situation.again}.`;
const againSoon: Sentence = (_, situation) => `${situation.again} in a moment.`;
const CHECK = 'Check asks Confluence.';

/** The one table of what is said of each kind of error, and of what helps. */
export const KIND_WORDS: Record<ErrorKind, KindWords> = {
  permission: {
    title: 'Confluence refused this',
    titleOf: (error, situation) =>
      isOwnRefusal(error, situation) ? 'Only people who administer Confluence can do this here' : undefined,
    known: (error, situation) =>
      isOwnRefusal(error, situation) ? 'Confluence does not count you among them.' : '',
    advice: (error, situation) =>
      isOwnRefusal(error, situation) ? 'Ask one of them.' : rightsAdvice(error, situation),
    step: 'none',
  },
  groupNotFound: {
    title: 'Confluence has no group with this ID',
    known: (_, { during }) =>
      during === 'read' || during === 'history'
        ? 'It may have been deleted, or the link may be wrong.'
        : 'It may have been deleted meanwhile.',
    advice: 'Pick another group.',
    step: 'none',
  },
  userNotFound: {
    title: 'Confluence knows no account with this ID',
    advice: (_, { during, again: next }) =>
      during === 'run' ? `${next}.` : 'Reload the list to see who is in the group now.',
    step: 'none',
  },
  managedExternally: {
    title: 'An identity provider owns this group',
    advice: 'Change its members there. The change reaches Confluence with the next sync.',
    step: 'none',
  },
  signedOut: {
    title: 'Confluence asks you to sign in',
    known: 'Your session may have ended.',
    advice: (_, { during, again: next }) =>
      during === 'run'
        ? `Open Confluence in another tab, and sign in there if it asks you to. ${next} here then: the history keeps what was done.`
        : `Open Confluence in another tab, and sign in there if it asks you to. ${next} here then, or reload the page.`,
    step: 'signIn',
  },
  scopeMissing: {
    title: 'This app needs an update',
    known: 'The installed version lacks a permission it needs.',
    advice: ASK_FOR_UPDATE,
    step: 'none',
  },
  invalid: {
    title: 'Confluence did not accept the request',
    titleOf: (error) => (wasNotSent(error) ? 'This can’t be asked of Confluence' : undefined),
    known: (error) => (wasNotSent(error) ? 'Part of the request is not valid, so nothing was sent.' : ''),
    advice: (error, { during }) => {
      if (during === 'run') return 'Reload this page and choose these people again.';
      if (wasNotSent(error)) return 'If a link brought you here, it may be wrong: pick a group.';
      return during === 'removal'
        ? 'Reload the list to see who is in the group now.'
        : 'Reload this page. If that does not help, show its answer to a site admin.';
    },
    step: 'none',
  },
  rateLimited: {
    title: 'Too many requests',
    titleOf: ({ limit }) => {
      if (limit === 'quota') return 'The hourly limit is used up';
      return limit === 'burst' ? 'Too many requests at once' : undefined;
    },
    known: limitText,
    advice: (error, { now, again: next }) => `${next}${whenTextOf(error, now) || limitOverText(error)}.`,
    step: 'retry',
  },
  unavailable: {
    title: 'No usable answer from Confluence',
    titleOf: ({ response }) => {
      if (!response) return undefined;
      return response.status >= 500 ? 'Confluence had a problem' : 'Confluence answered, but not as expected';
    },
    advice: (error, { during, now, again: next }) => {
      if (during === 'removal') return CHECK;
      const when = whenTextOf(error, now);
      return `${next}${during === 'run' ? when : when || ' in a moment'}.`;
    },
    step: 'retry',
  },
  unconfirmed: {
    title: 'No usable answer from Confluence',
    titleOf: ({ response, detail }) => {
      if (response) return 'Confluence answered, but not as expected';
      // Of what was only written down it is unknown whether an answer came.
      return detail === undefined ? undefined : 'No answer from Confluence';
    },
    advice: (error, { during, now, again: next }) =>
      during === 'run' ? `${next}${whenTextOf(error, now)}.` : CHECK,
    step: 'check',
  },
  unrecorded: {
    title: 'The outcome was not written down',
    advice: (_, { during, again: next }) => (during === 'run' ? `${next}.` : CHECK),
    step: 'check',
  },
  unattributed: {
    title: 'It is so now; whether this change made it so is not known',
    known: 'Somebody else may have done it.',
    advice: (_, { during, again: next }) => (during === 'run' ? `${next}.` : 'There is nothing left to do.'),
    step: 'none',
    saysNoEffect: true,
  },
  notMade: {
    title: 'Not made',
    titleOf: (_, { during }) => (during === 'removal' ? 'Still a member' : undefined),
    known: 'Confluence was asked afterwards: the change was not made.',
    advice: again,
    step: 'retry',
    saysNoEffect: true,
  },
  lastAdministrators: {
    title: 'Nobody would be left in this group',
    known: 'It gives administration, or may, so this app does not empty it.',
    advice: 'Leave someone in it, or add someone first.',
    step: 'none',
  },
  storage: {
    title: 'The history did not answer',
    titleOf: (_, { during }) =>
      during === 'removal' || during === 'run' ? 'The history can’t be written' : undefined,
    known: (_, { during }) => {
      const unanswered = 'Forge’s storage, which keeps it, gave no usable answer.';
      switch (during) {
        case 'read':
        case 'history':
          return unanswered;
        case 'removal':
          return `${unanswered} What is said of the person is true, but the history may lack it.`;
        case 'run':
          return `${unanswered} Nothing is changed that can’t be written down.`;
      }
    },
    advice: (error, situation) =>
      situation.during === 'removal'
        ? 'Look at the history later to see whether it has it.'
        : sentenceOf(againSoon, error, situation),
    step: 'retry',
    saysNoEffect: true,
  },
  runBusy: {
    title: 'This run is still at work',
    known: 'An earlier request of it may still be under way.',
    advice: againSoon,
    step: 'retry',
    saysNoEffect: true,
  },
  runTaken: {
    title: 'This run is another page’s now',
    titleOf: ({ takenBy }) => (takenBy ? 'This run was taken over' : 'This run was ended elsewhere'),
    known: ({ takenBy }) =>
      takenBy ? 'Another page goes on with it.' : 'Another page or another admin ended it.',
    advice: ({ takenBy }) =>
      takenBy ? 'The history shows how it stands.' : 'The history has what became of everyone.',
    step: 'none',
    saysNoEffect: true,
  },
  runNotFound: {
    title: 'This run is not in the history',
    known: (_, { during }) =>
      during === 'run'
        ? 'The history does not have it, so it can’t go on.'
        : 'It may be more than a year old, or the link may be wrong.',
    advice: (_, { chooseAgain }) => chooseAgain ?? 'Pick another run.',
    step: 'none',
  },
  tooManyRuns: {
    title: 'Too many unfinished runs',
    known: `You have ${MAX_UNFINISHED_RUNS} of them already.`,
    advice: (_, { again: next }) => `Resume or dismiss one of them first. ${next} then.`,
    step: 'retry',
  },
  unreadable: {
    title: 'A newer version of this app wrote this',
    known: 'This version can neither show nor change it.',
    advice: ASK_FOR_UPDATE,
    step: 'none',
  },
};

/** A sentence of the table about one error; empty where there is none. */
export function sentenceOf(sentence: Sentence | undefined, error: AppError, situation: Situation): string {
  return typeof sentence === 'function' ? sentence(error, situation) : (sentence ?? '');
}

/** The app asked Confluence what the admin may do, and did not send the request. */
function isOwnRefusal({ response }: AppError, { during }: Situation): boolean {
  return response === undefined && (during === 'history' || during === 'run');
}

/** The app's own checks found the request not valid. Of what was only written down there is neither field nor detail. */
function wasNotSent({ field, detail, status, response }: AppError): boolean {
  return status === undefined && response === undefined && (field !== undefined || detail !== undefined);
}

/** Words of a refusal that are about the asking admin's rights. */
const ABOUT_RIGHTS = /permi(?:t|ssion)|administrat|not allowed|forbidden|authori[sz]|access denied/i;
/** Words of one that are about something else as well: an address, another owner, a state. */
const ABOUT_ELSE =
  /\bip\b|address|network|allow-?list|identity|provider|external|director(?:y|ies)|sync|scim|read-?only|suspend|xsrf/i;

/** The usual reason is said only where Confluence's own words leave room for it. */
function rightsAdvice({ response, detail = '' }: AppError, { during }: Situation): string {
  const isElse = response !== undefined && detail !== '' && !isAboutRights(detail);
  if (isElse) return 'If you can’t tell why from its words, show them to a site admin.';
  switch (during) {
    case 'read':
      return 'Often an account without access to Confluence gets this answer. Ask a site admin for access.';
    case 'history':
      return 'Ask somebody who administers Confluence.';
    case 'removal':
    case 'run':
      return 'Changing groups takes site admin rights. Ask a site admin if you have none.';
  }
}

function isAboutRights(words: string): boolean {
  return ABOUT_RIGHTS.test(words) && !ABOUT_ELSE.test(words);
}
