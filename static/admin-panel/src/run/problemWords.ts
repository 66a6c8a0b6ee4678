import type { AppError } from '../../../../src/contract';
import { MAX_UNFINISHED_RUNS } from '../../../../src/contract/limits';
import { ASK_FOR_UPDATE, laterText, limitOverText, limitText, wordsFor, type Words } from '../problems/words';
import { number } from '../ui/number';
import type { ActionWords } from './actionWords';

/** What an error means for a run, which is about many: some may have been changed before it came. */
interface Ended {
  words: ActionWords;
  /** Changes of which Check can tell more. */
  open: number;
  notAttempted: number;
}

const NOTHING_MORE = 'Nothing more was changed.';

/** What went wrong, in a few words; of one change in a run or of the run. */
export function titleOf(error: Pick<AppError, 'kind'> & Partial<AppError>, words: ActionWords): string {
  switch (error.kind) {
    case 'permission':
      return words.refused;
    case 'notMade':
      return words.notMade;
    case 'storage':
      return 'The history can’t be written';
    case 'groupNotFound':
    case 'userNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'invalid':
    case 'rateLimited':
    case 'unavailable':
    case 'unconfirmed':
    case 'unrecorded':
    case 'unattributed':
    case 'lastAdministrators':
    case 'runBusy':
    case 'runTaken':
    case 'runNotFound':
    case 'tooManyRuns':
    case 'unreadable':
      return wordsFor(error, 'removal').title;
  }
}

/** Of a run that waits and goes on by itself: why. */
export function waitingWords(error: AppError, words: ActionWords): Words {
  return { title: titleOf(error, words), text: whyItWaits(error, words) };
}

/** Of a run that the error has ended: what it left, and what to do next. */
export function endWords(error: AppError, ended: Ended): Words {
  return { title: titleOf(error, ended.words), text: whyItEnded(error, ended) };
}

/** Of a group whose changes the error has stopped while those in others went on. */
export function stoppedWords(error: AppError, groupName: string, words: ActionWords): Words {
  return {
    title: `${groupName}: ${titleOf(error, words)}`,
    text: 'Nothing more was changed in this group. The changes in other groups went on.',
  };
}

function whyItWaits(error: AppError, { nobodyElse }: ActionWords): string {
  switch (error.kind) {
    case 'rateLimited':
      return `${limitText(error)} ${nobodyElse}`;
    case 'unavailable':
      return `${nobodyElse} Whoever has no answer yet is asked about again.`;
    case 'storage':
      return 'Forge’s storage could not be reached. Nothing more is changed until it can be.';
    case 'runBusy':
      return `An earlier request of this run may still be at work. ${nobodyElse}`;
    case 'permission':
    case 'groupNotFound':
    case 'userNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'invalid':
    case 'unconfirmed':
    case 'unrecorded':
    case 'unattributed':
    case 'notMade':
    case 'lastAdministrators':
    case 'runTaken':
    case 'runNotFound':
    case 'tooManyRuns':
    case 'unreadable':
      return nobodyElse;
  }
}

function whyItEnded(error: AppError, ended: Ended): string {
  const { words, open, notAttempted } = ended;
  const goOn = notAttempted > 0 ? 'Go on with the rest' : 'Try again';
  switch (error.kind) {
    case 'permission':
      return `Confluence refused: only a site admin can change a group. ${NOTHING_MORE} Ask a site admin to ${words.askFor}.`;
    case 'groupNotFound':
      return words.groupGone;
    case 'userNotFound':
      return `${words.nobodyThere} ${NOTHING_MORE} ${goOn}.`;
    case 'signedOut':
      return `Confluence no longer knows who you are. ${NOTHING_MORE} Sign in again in another tab and go on here, or reload this page: the history keeps what was done.`;
    case 'scopeMissing':
      return `The installed version lacks a permission it needs. ${NOTHING_MORE} ${ASK_FOR_UPDATE}`;
    case 'invalid':
      return `Something about the request was not valid. ${NOTHING_MORE} ${goOn}, or reload this page and choose these people again.`;
    case 'rateLimited':
      return `${limitText(error)} ${NOTHING_MORE} ${goOn}${laterText(error) || limitOverText(error)}.`;
    case 'unavailable':
    case 'unconfirmed':
    case 'unrecorded':
      return [openText(ended), (open === 0 || notAttempted > 0) && `${goOn}${laterText(error)}.`]
        .filter((sentence) => sentence !== false)
        .join(' ');
    case 'unattributed':
      return `Somebody else may have done it. ${goOn}.`;
    case 'notMade':
      return `Confluence was asked afterwards. ${goOn}.`;
    case 'lastAdministrators':
      return `It gives administration, so it can’t be emptied. ${NOTHING_MORE} Let someone stay in it. ${goOn} then.`;
    case 'storage':
      return `Forge’s storage could not be reached, and nothing is changed that can’t be written down. ${goOn} in a moment.`;
    case 'runBusy':
      return `An earlier request of this run may still be at work. ${goOn} in a moment.`;
    case 'runTaken':
      return error.takenBy
        ? 'Another page goes on with it, so this one stopped. The history shows how it stands.'
        : 'Another page or another admin ended it, so this one stopped. The history has what became of everyone.';
    case 'runNotFound':
      return `The history no longer has it, so it can’t go on. ${NOTHING_MORE} ${words.chooseAgain}`;
    case 'tooManyRuns':
      return `You have ${number(MAX_UNFINISHED_RUNS)} of them already. Nothing was changed. Resume or dismiss one of them first. ${goOn} then.`;
    case 'unreadable':
      return `A newer version of this app wrote it, so this one can’t go on with it. ${NOTHING_MORE} ${ASK_FOR_UPDATE}`;
  }
}

function openText({ words, open }: Ended): string {
  if (open === 0) return NOTHING_MORE;
  return `${words.amount(open)} may or may not have been ${words.done}: Check asks Confluence.`;
}
