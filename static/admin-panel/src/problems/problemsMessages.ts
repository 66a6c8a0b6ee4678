import { defineMessages } from '../i18n/defineMessages';

/** What stands around the words of a problem. @see kindMessages for the words themselves */
export const problemsMessages = defineMessages('problems', {
  offline: 'You are offline',
  offlineText:
    'Nothing can be read or changed here until the connection is back. The page then continues by itself.',
  cannotShow: 'This page can’t be shown',
  pageFailed: 'Something in the page itself failed.',
  changesStay: 'What was changed before stays changed.',
  reloadPage: 'Reload page',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  confluenceSaid: 'Confluence said: “{words}”',
  responseDetails: 'Response details',
  statusCode: 'Status code: {status}',
  traceId: 'Trace ID: {traceId}',
  copyDetails: 'Copy details',
  copied: 'Copied',
  notCopied: 'The browser refused. Select the text and copy it.',
});
