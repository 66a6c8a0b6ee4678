import type { AppError, RunAction } from '../../../../src/contract';
import { laterText, limitOverText, limitText, wordsFor, type Words } from '../problems/words';
import type { Counts } from './people';
import { peopleText } from '../ui/peopleText';

/** What an error means for a run, which is about many: some may have been changed before it came. */
interface Ended extends Pick<Counts, 'notAttempted'> {
  action: RunAction;
  /** People of whom Check can tell more. */
  open: number;
}

/** What went wrong, in a few words; of one person in a run or of the run. */
export function titleOf(error: AppError, action: RunAction): string {
  switch (error.kind) {
    case 'permission':
      return action === 'remove'
        ? 'You can’t remove people from this group'
        : 'You can’t add people to this group';
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
    case 'runTaken':
    case 'runNotFound':
      return wordsFor(error, 'removal').title;
  }
}

/** Of a run that waits and goes on by itself: why. */
export function waitingWords(error: AppError, action: RunAction): Words {
  return { title: titleOf(error, action), text: whyItWaits(error, action) };
}

/** Of a run that the error has ended: what it left, and what to do next. */
export function endWords(error: AppError, ended: Ended): Words {
  return { title: titleOf(error, ended.action), text: whyItEnded(error, ended) };
}

function whyItWaits(error: AppError, action: RunAction): string {
  const nobody = `Nobody else is ${action === 'remove' ? 'removed' : 'added back'} until then.`;
  switch (error.kind) {
    case 'rateLimited':
      return `${limitText(error)} ${nobody}`;
    case 'unavailable':
      return `${nobody} Whoever has no answer yet is asked about again.`;
    case 'storage':
      return 'Forge’s storage could not be reached. Nothing more is changed until it can be.';
    case 'permission':
    case 'groupNotFound':
    case 'userNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'invalid':
    case 'unconfirmed':
    case 'runTaken':
    case 'runNotFound':
      return nobody;
  }
}

function whyItEnded(error: AppError, ended: Ended): string {
  const removes = ended.action === 'remove';
  const nothingMore = 'Nothing more was changed.';
  const goOn = ended.notAttempted > 0 ? 'Go on with the rest' : 'Try again';
  switch (error.kind) {
    case 'permission':
      return `Confluence refused: only a site admin can change a group. ${nothingMore} Ask a site admin to ${removes ? 'remove the others' : 'add the others back'}.`;
    case 'groupNotFound':
      return removes
        ? `It was deleted, so nobody is in it any more. ${nothingMore} Pick another group.`
        : `It was deleted, so nobody can be added back to it. ${nothingMore} To give these people access again, add them to another group in Atlassian Administration.`;
    case 'userNotFound':
      return `There is nobody to ${removes ? 'remove' : 'add back'}. ${nothingMore} ${goOn}.`;
    case 'signedOut':
      return `Confluence no longer knows who you are. ${nothingMore} Sign in again in another tab and go on here, or reload this page: the history keeps what was done.`;
    case 'scopeMissing':
      return `The installed version lacks a permission it needs. ${nothingMore} Ask a site admin to update Group Members under Connected apps in Atlassian Administration.`;
    case 'invalid':
      return `Something about the request was not valid. ${nothingMore} ${goOn}, or reload this page and choose these people again.`;
    case 'rateLimited':
      return `${limitText(error)} ${nothingMore} ${goOn}${laterText(error) || limitOverText(error)}.`;
    case 'unavailable':
    case 'unconfirmed':
      return [openText(ended), (ended.open === 0 || ended.notAttempted > 0) && `${goOn}${laterText(error)}.`]
        .filter((sentence) => sentence !== false)
        .join(' ');
    case 'storage':
      return `Forge’s storage could not be reached, and nothing is changed that can’t be written down. ${goOn} in a moment.`;
    case 'runTaken':
      return error.takenBy
        ? 'Another page goes on with it, so this one stopped. The history shows how it stands.'
        : 'Another page or another admin ended it, so this one stopped. The history has what became of everyone.';
    case 'runNotFound':
      return `The history no longer has it, so it can’t go on. ${nothingMore} Choose the others again to ${removes ? 'remove them' : 'add them back'}.`;
  }
}

function openText({ action, open }: Ended): string {
  if (open === 0) return 'Nothing more was changed.';
  const changed = action === 'remove' ? 'removed' : 'added back';
  return `${peopleText(open)} may or may not have been ${changed}: Check asks Confluence.`;
}
