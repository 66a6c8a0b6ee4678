import type { AppError } from '../../../../src/contract';
import { MAX_UNFINISHED_RUNS } from '../../../../src/contract/limits';

/** What the admin was doing when it went wrong: reading changes nothing, the removal of one person may have. */
export type Activity = 'read' | 'history' | 'removal';

export interface Words {
  title: string;
  /** What happened and what to do next. */
  text: string;
}

export const ASK_FOR_UPDATE =
  'Ask a site admin to update Group Members under Connected apps in Atlassian Administration.';

/** An error in the admin's words. `NAME`s and codes are left to the row and to "Response details". */
export function wordsFor(error: AppError, during: Activity): Words {
  const nothingChanged = unchanged(during);
  switch (error.kind) {
    case 'permission':
      return permissionWords(during);
    case 'groupNotFound':
      return {
        title: 'This group no longer exists',
        text: `It was deleted, or the link is wrong.${nothingChanged} Pick another group.`,
      };
    case 'userNotFound':
      return {
        title: 'This account no longer exists',
        text: 'There is nothing to remove. Reload the list to see who is in the group now.',
      };
    case 'signedOut':
      return {
        title: 'Your session ended',
        text: `Confluence no longer knows who you are.${nothingChanged} Reload the page to sign in again.`,
      };
    case 'scopeMissing':
      return {
        title: 'This app needs an update',
        text: `The installed version lacks a permission it needs.${nothingChanged} ${ASK_FOR_UPDATE}`,
      };
    case 'invalid':
      return error.field === undefined
        ? {
            title: 'Confluence did not accept the request',
            text: `Something about the request was not valid.${nothingChanged} Reload the list and try again.`,
          }
        : {
            title: 'This can’t be asked of Confluence',
            text: 'Part of the request is not valid, so nothing was sent. If a link brought you here, it is wrong: pick a group.',
          };
    case 'rateLimited':
      return {
        title: error.limit === 'quota' ? 'The hourly limit is used up' : 'Too many requests at once',
        text: `${limitText(error)}${nothingChanged} Try again${laterText(error) || limitOverText(error)}.`,
      };
    case 'unavailable':
      return { title: unavailableTitle(error.response), text: unavailableText(error, during) };
    case 'unconfirmed':
      return {
        title: 'No answer from Confluence',
        text: 'The person may or may not have been removed. Check asks Confluence.',
      };
    case 'unrecorded':
      return {
        title: 'The outcome was not written down',
        text: 'The person may or may not have been removed. Check asks Confluence.',
      };
    case 'unattributed':
      return {
        title: 'It is so now; whether this change made it so is not known',
        text: 'Somebody else may have done it. There is nothing left to do.',
      };
    case 'notMade':
      return {
        title: 'Still a member',
        text: 'Confluence was asked afterwards: the person was not removed. Remove them again.',
      };
    case 'lastAdministrators':
      return {
        title: 'Nobody would be left in this administrators’ group',
        text: `It gives administration, so it can’t be emptied here.${nothingChanged} Leave someone in it, or add someone first.`,
      };
    case 'storage':
      return storageWords(during);
    case 'runBusy':
      return {
        title: 'This run is still at work',
        text: 'An earlier request of it may still be under way. Try again in a moment.',
      };
    case 'runTaken':
      return error.takenBy
        ? {
            title: 'This run was taken over',
            text: `Another page goes on with it.${nothingChanged} The history shows how it stands.`,
          }
        : {
            title: 'This run was ended elsewhere',
            text: `Another page or another admin ended it.${nothingChanged} The history has what became of everyone.`,
          };
    case 'runNotFound':
      return {
        title: 'This run is not in the history',
        text: 'It is more than a year old, or the link is wrong. Pick another run.',
      };
    case 'tooManyRuns':
      return {
        title: 'Too many unfinished runs',
        text: `You have ${MAX_UNFINISHED_RUNS} of them already.${nothingChanged} Resume or dismiss one of them first.`,
      };
    case 'unreadable':
      return {
        title: 'A newer version of this app wrote this',
        text: `This version can neither show nor change it.${nothingChanged} ${ASK_FOR_UPDATE}`,
      };
  }
}

function permissionWords(during: Activity): Words {
  switch (during) {
    case 'read':
      return {
        title: 'You can’t see this',
        text: 'Confluence does not let your account see groups and their members. Ask a site admin for access to Confluence.',
      };
    case 'history':
      return {
        title: 'You can’t see the history',
        text: 'Only people who administer Confluence can. Ask one of them.',
      };
    case 'removal':
      return {
        title: 'You can’t remove people from this group',
        text: `Confluence refused: only a site admin can change a group.${unchanged(during)} Ask a site admin to remove people.`,
      };
  }
}

function unavailableText(error: AppError, during: Activity): string {
  switch (during) {
    case 'read':
    case 'history':
      return `Try again${laterText(error) || ' in a moment'}.`;
    case 'removal':
      return `Whether the person was removed is not known. Try again${laterText(error)}: removing someone twice does no harm.`;
  }
}

function storageWords(during: Activity): Words {
  switch (during) {
    case 'read':
    case 'history':
      return {
        title: 'The history did not answer',
        text: 'Forge’s storage, which keeps it, could not be reached. Try again in a moment.',
      };
    case 'removal':
      return {
        title: 'The history could not be written',
        text: 'Forge’s storage could not be reached. What is said of the person is true, but the history may lack it.',
      };
  }
}

/** The server's own words, where it is Confluence that spoke and they add something. */
export function serversWords(error: AppError): string | undefined {
  return error.response === undefined ? undefined : error.detail;
}

function unchanged(during: Activity): string {
  switch (during) {
    case 'read':
    case 'history':
      return '';
    case 'removal':
      return ' Nothing was changed.';
  }
}

/** Without a response it was the way to Confluence that failed. */
function unavailableTitle(response: AppError['response']): string {
  if (!response) return 'Confluence did not answer';
  return response.status >= 500 ? 'Confluence had a problem' : 'Confluence sent an unexpected answer';
}

/** When it is worth trying again, where that is known. */
export function laterText({ retryAt }: AppError): string {
  return retryAt === undefined ? '' : ` at ${timeOf(retryAt)}`;
}

/** Which limit was met. */
export function limitText({ limit }: AppError): string {
  return limit === 'quota'
    ? 'Confluence gives this app a number of requests an hour, and they are used up.'
    : 'Confluence limits how many requests it takes in a second.';
}

/** When it is over at the latest, where Confluence gave no time. */
export function limitOverText({ limit }: AppError): string {
  return limit === 'quota' ? ' in an hour' : ' in a minute';
}

/** A time today as the admin's clock shows it, to the second where it is less than a minute away. */
function timeOf(iso: string): string {
  const time = new Date(iso);
  const soon = time.getTime() - Date.now() < 60_000;
  return time.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    ...(soon && { second: '2-digit' }),
  });
}
