import type { AppError, ErrorKind } from '../../../../src/contract';
import { MAX_UNFINISHED_RUNS } from '../../../../src/contract/limits';
import { kindMessages } from './kindMessages';
import { retryTimeOf } from './retryTime';

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
  /** What asking again is: the same once more, which is the default, or going on with what is left of a run. */
  again?: 'tryAgain' | 'continue';
  /** How to ask for the changes anew, of a run: whole sentences. */
  chooseAgain?: string;
}

type KindMessage = (typeof kindMessages.ids)[number];
/** A sentence of the catalog, or which one it is; undefined where there is none. */
type Sentence = KindMessage | ((error: AppError, situation: Situation) => KindMessage | undefined);

/** Everything the page says of a kind of error. What of it changed anything is said apart, by the error's traits. */
interface KindWords {
  /** What happened, in a few words that are true of every error of the kind. */
  title: KindMessage;
  /** The same where more is known of this one. */
  titleOf?: (error: AppError, situation: Situation) => KindMessage | undefined;
  /** What else is known, in whole sentences. */
  known?: Sentence;
  /** What to do next, in whole sentences. */
  advice?: Sentence;
  step: NextStep;
  /** Whether anything was changed is not the question, or is said by the rest. */
  saysNoEffect?: true;
}

/** The one table of what is said of each kind of error, and of what helps. */
export const KIND_WORDS: Record<ErrorKind, KindWords> = {
  permission: {
    title: 'refused',
    titleOf: (error, situation) => (isOwnRefusal(error, situation) ? 'onlyAdministrators' : undefined),
    known: (error, situation) => (isOwnRefusal(error, situation) ? 'notAmongThem' : undefined),
    advice: (error, situation) =>
      isOwnRefusal(error, situation) ? 'askAdministrator' : rightsAdvice(error, situation),
    step: 'none',
  },
  groupNotFound: {
    title: 'noSuchGroup',
    known: 'groupMayBeDeleted',
    advice: 'pickAnotherGroup',
    step: 'none',
  },
  userNotFound: {
    title: 'noSuchPerson',
    advice: (_, { during }) => (during === 'run' ? 'againNow' : 'reloadList'),
    step: 'none',
  },
  managedExternally: {
    title: 'managedExternally',
    advice: 'changeItThere',
    step: 'none',
  },
  signedOut: {
    title: 'signedOut',
    known: 'sessionMayHaveEnded',
    advice: (_, { during }) => (during === 'run' ? 'signInDuringRun' : 'signInElsewhere'),
    step: 'signIn',
  },
  actorUnavailable: {
    title: 'adminAway',
    known: 'signInNotUsable',
    advice: 'fromOpenPage',
    step: 'retry',
  },
  scopeMissing: {
    title: 'needsUpdate',
    known: 'permissionMissing',
    advice: 'askForUpdate',
    step: 'none',
  },
  invalid: {
    title: 'notAccepted',
    titleOf: (error) => (wasNotSent(error) ? 'cannotBeAsked' : undefined),
    known: (error) => (wasNotSent(error) ? 'nothingSent' : undefined),
    advice: (error, { during }) => {
      if (during === 'run') return 'chooseAgainAfterReload';
      if (wasNotSent(error)) return 'linkMayBeWrong';
      return during === 'removal' ? 'reloadList' : 'reloadOrShow';
    },
    step: 'none',
  },
  rateLimited: {
    title: 'tooMuch',
    known: 'limitMet',
    advice: (error, { now }) => (retryTimeOf(error, now) ? 'againAt' : 'againAfterLimit'),
    step: 'retry',
  },
  unavailable: {
    title: 'noUsableAnswer',
    titleOf: ({ response }) => {
      if (!response) return undefined;
      return response.status >= 500 ? 'confluenceInTrouble' : 'unexpectedAnswer';
    },
    advice: (error, { during, now }) => {
      if (during === 'removal') return 'checkAsks';
      if (retryTimeOf(error, now)) return 'againAt';
      return during === 'run' ? 'againNow' : 'againSoon';
    },
    step: 'retry',
  },
  unconfirmed: {
    title: 'noUsableAnswer',
    titleOf: ({ response, detail }) => {
      if (response) return 'unexpectedAnswer';
      // Of what was only written down it is unknown whether an answer came.
      return detail === undefined ? undefined : 'noAnswer';
    },
    advice: (error, { during, now }) => {
      if (during !== 'run') return 'checkAsks';
      return retryTimeOf(error, now) ? 'againAt' : 'againNow';
    },
    step: 'check',
  },
  unrecorded: {
    title: 'notWrittenDown',
    advice: (_, { during }) => (during === 'run' ? 'againNow' : 'checkAsks'),
    step: 'check',
  },
  unattributed: {
    title: 'soNow',
    known: 'someoneElse',
    advice: (_, { during }) => (during === 'run' ? 'againNow' : 'nothingLeft'),
    step: 'none',
    saysNoEffect: true,
  },
  notMade: {
    title: 'notMade',
    titleOf: (_, { during }) => (during === 'removal' ? 'stillMember' : undefined),
    known: 'askedAfterwards',
    advice: 'againNow',
    step: 'retry',
    saysNoEffect: true,
  },
  lastAdministrators: {
    title: 'nobodyLeft',
    known: 'givesAdministration',
    advice: 'leaveSomeone',
    step: 'none',
  },
  protected: {
    title: 'protected',
    known: 'onProtectedList',
    advice: 'takeOffList',
    step: 'none',
  },
  storage: {
    title: 'historyNoAnswer',
    titleOf: (_, { during }) => (during === 'removal' || during === 'run' ? 'historyNotWritten' : undefined),
    known: 'storageNoAnswer',
    advice: (_, { during }) => (during === 'removal' ? 'lookLater' : 'againSoon'),
    step: 'retry',
    saysNoEffect: true,
  },
  runBusy: {
    title: 'changesUnderWay',
    known: 'earlierRequest',
    advice: 'againSoon',
    step: 'retry',
    saysNoEffect: true,
  },
  runTaken: {
    title: 'otherPageHasThem',
    titleOf: ({ takenBy }) => {
      if (!takenBy) return 'endedElsewhere';
      return takenBy.isWorker ? 'goOnInBackground' : 'takenOver';
    },
    known: ({ takenBy }) => {
      if (!takenBy) return 'otherEndedThem';
      return takenBy.isWorker ? undefined : 'otherPageContinues';
    },
    advice: ({ takenBy }) => (takenBy ? 'historyShowsProgress' : 'historyShowsOutcomes'),
    step: 'none',
    saysNoEffect: true,
  },
  runNotFound: {
    title: 'notInHistory',
    known: (_, { during }) => (during === 'run' ? 'cannotContinue' : 'mayBeTooOld'),
    advice: 'pickOtherChanges',
    step: 'none',
  },
  tooManyRuns: {
    title: 'tooManyUnfinished',
    known: 'unfinishedCount',
    advice: 'finishOneFirst',
    step: 'retry',
  },
  unreadable: {
    title: 'newerVersion',
    known: 'cannotRead',
    advice: 'askForUpdate',
    step: 'none',
  },
};

/** What is said of one error; empty where nothing is. */
export function sentenceOf(sentence: Sentence | undefined, error: AppError, situation: Situation): string {
  const id = typeof sentence === 'function' ? sentence(error, situation) : sentence;
  return id === undefined ? '' : kindMessages.text(id, valuesOf(error, situation));
}

/** What each sentence may depend on. */
function valuesOf(error: AppError, { during, now, again = 'tryAgain' }: Situation) {
  const { clock = '', day = 'today' } = retryTimeOf(error, now) ?? {};
  return { during, again, clock, day, limit: error.limit ?? 'none', count: MAX_UNFINISHED_RUNS };
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
function rightsAdvice({ response, detail = '' }: AppError, { during }: Situation): KindMessage {
  const isElse = response !== undefined && detail !== '' && !isAboutRights(detail);
  if (isElse) return 'showWords';
  switch (during) {
    case 'read':
      return 'oftenWithoutAccess';
    case 'history':
      return 'askWhoAdministers';
    case 'removal':
    case 'run':
      return 'takesSiteAdmin';
  }
}

function isAboutRights(words: string): boolean {
  return ABOUT_RIGHTS.test(words) && !ABOUT_ELSE.test(words);
}
