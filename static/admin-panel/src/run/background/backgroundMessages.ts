import { defineMessages } from '../../i18n/defineMessages';

/** Changes that go on without a page, or do not, and what came of them. */
export const backgroundMessages = defineMessages('background', {
  whileAway: 'While you were away: {what}',

  notContinued:
    '{why, select, actorUnavailable {It did not go on in the background: Atlassian did not let this app act for {admin} without an open page.} notInEffect {It did not go on in the background: without an open page, Confluence did not take this app for {admin}.} permission {It did not go on in the background: Confluence did not let {admin} administer it.} unavailable {It did not go on in the background: Confluence, or what this app stores, gave no answer for too long.} gone {It has not gone on in the background for two minutes.} other {How far it is can’t be looked up now. It may go on in the background.}}',
  continueHere: 'Continue, and keep this page open until it is done.',

  possible: 'Changes go on when you close this page',
  possibleText:
    'This was tried just now, and nothing was changed. Changes under way also go on when the connection breaks or your computer sleeps. When you come back, this page says what became of them.',
  impossible: 'Changes stop when you close this page',
  whyImpossible:
    '{why, select, actorUnavailable {Atlassian does not let this app act for you without an open page.} notInEffect {Without an open page, Confluence does not take this app for you.} permission {Without an open page, Confluence does not let this app administer it as you.} other {Going on without a page was tried, and no answer came. It is tried again another day.}}',
  impossibleText:
    'Keep the page open until changes are done. If it is closed before, what is left can be continued on the Groups page.',
});
