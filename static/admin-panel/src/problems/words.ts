import type { AppError } from '../../../../src/contract';

/** What the admin was doing when it went wrong: reading changes nothing, a removal may have, a run has before. */
export type Activity = 'read' | 'removal' | 'run';

export interface Words {
  title: string;
  /** What happened and what to do next. */
  text: string;
}

/** An error in the admin's words. `NAME`s and codes are left to the row and to "Response details". */
export function wordsFor(error: AppError, during: Activity): Words {
  const nothingChanged = unchanged(during);
  switch (error.kind) {
    case 'permission':
      return during === 'read'
        ? {
            title: 'You can’t see this',
            text: 'Confluence does not let your account see groups and their members. Ask a site admin for access to Confluence.',
          }
        : {
            title: 'You can’t remove people from this group',
            text: `Confluence refused: only a site admin can change a group.${nothingChanged} Ask a site admin to remove people.`,
          };
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
        text: `The installed version lacks a permission it needs.${nothingChanged} Ask a site admin to update Group Members under Connected apps in Atlassian Administration.`,
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
        text: `${
          error.limit === 'quota'
            ? 'Confluence gives this app a number of requests an hour, and they are used up.'
            : 'Confluence limits how many requests it takes in a second.'
        }${nothingChanged} Try again${laterText(error) || ' in a minute'}.`,
      };
    case 'unavailable':
      return {
        title: unavailableTitle(error.response),
        text:
          during !== 'read'
            ? `Whether the person was removed is not known. Try again${laterText(error)}: removing someone twice does no harm.`
            : `Try again${laterText(error) || ' in a moment'}.`,
      };
    case 'unconfirmed':
      return {
        title: 'No answer from Confluence',
        text: 'The person may or may not have been removed. Check asks Confluence.',
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
      return '';
    case 'removal':
      return ' Nothing was changed.';
    case 'run':
      return ' Nothing more was changed.';
  }
}

/** Without a response it was the way to Confluence that failed. */
function unavailableTitle(response: AppError['response']): string {
  if (!response) return 'Confluence did not answer';
  return response.status >= 500 ? 'Confluence had a problem' : 'Confluence sent an unexpected answer';
}

function laterText({ retryAt }: AppError): string {
  return retryAt === undefined ? '' : ` at ${timeOf(retryAt)}`;
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
