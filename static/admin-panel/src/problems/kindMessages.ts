import { defineMessages } from '../i18n/defineMessages';

/**
 * What is said of the kinds of errors: titles without a period, all else in whole sentences. Each gets the same arguments,
 * `valuesOf` in `kindWords.ts`.
 */
export const kindMessages = defineMessages('kinds', {
  againNow: '{again, select, continue {Continue.} other {Try again.}}',
  againSoon: '{again, select, continue {Continue in a moment.} other {Try again in a moment.}}',
  againAt:
    '{again, select, continue {{day, select, today {Continue at {clock}.} other {Continue on {clock}.}}} other {{day, select, today {Try again at {clock}.} other {Try again on {clock}.}}}}',
  againAfterLimit:
    '{again, select, continue {{limit, select, quota {Continue in an hour.} other {Continue in a minute.}}} other {{limit, select, quota {Try again in an hour.} other {Try again in a minute.}}}}',
  askForUpdate: 'Ask a site admin to update Group Members under Connected apps in Atlassian Administration.',
  checkAsks: 'Check asks Confluence.',
  reloadList: 'Reload the list to see who is in the group now.',
  nothingChanged: 'Nothing was changed.',
  removedOrNot: 'The person may or may not have been removed.',

  refused: 'Confluence refused this',
  onlyAdministrators: 'Only people who administer Confluence can do this here',
  notAmongThem: 'Confluence does not count you among them.',
  askAdministrator: 'Ask one of them.',
  showWords: 'If you can’t tell why from its words, show them to a site admin.',
  oftenWithoutAccess:
    'People without access to Confluence often get this answer. Ask a site admin for access.',
  askWhoAdministers: 'Ask someone who administers Confluence.',
  takesSiteAdmin: 'Changing groups takes site admin rights. Ask a site admin if you have none.',

  noSuchGroup: 'Confluence has no group with this ID',
  groupMayBeDeleted:
    '{during, select, read {It may have been deleted, or the link may be wrong.} history {It may have been deleted, or the link may be wrong.} other {It may have been deleted meanwhile.}}',
  pickAnotherGroup: 'Pick another group.',

  noSuchPerson: 'Confluence knows no person with this account ID',

  managedExternally: 'An identity provider owns this group',
  changeItThere: 'Change its members there. The change reaches Confluence with the next sync.',

  signedOut: 'Confluence asks you to sign in',
  sessionMayHaveEnded: 'Your session may have ended.',
  signInElsewhere:
    'Open Confluence in another tab, and sign in there if it asks you to. Then try again here, or reload the page.',
  signInDuringRun:
    'Open Confluence in another tab, and sign in there if it asks you to. {again, select, continue {Then continue here: the history keeps what was done.} other {Then try again here: the history keeps what was done.}}',

  adminAway: 'Not possible while the admin is away',
  signInNotUsable: 'Atlassian does not let this app use the admin’s sign-in without an open page.',
  fromOpenPage:
    '{again, select, continue {Continue here, and keep this page open.} other {Ask again from an open page.}}',

  needsUpdate: 'This app needs an update',
  permissionMissing: 'The installed version lacks a permission it needs.',

  notAccepted: 'Confluence did not accept the request',
  cannotBeAsked: 'This can’t be asked of Confluence',
  nothingSent: 'Part of the request is not valid, so nothing was sent.',
  chooseAgainAfterReload: 'Reload this page and choose these people again.',
  linkMayBeWrong: 'If a link brought you here, it may be wrong: pick a group.',
  reloadOrShow: 'Reload this page. If that does not help, show its answer to a site admin.',

  tooMuch:
    '{limit, select, quota {The hourly limit is used up} burst {Too many requests at once} other {Too many requests}}',
  limitMet:
    '{limit, select, quota {Confluence lets this app do only so much in an hour, and that is used up.} burst {Confluence takes only so much in a second.} other {Confluence takes no more for now.}}',

  noUsableAnswer: 'No usable answer from Confluence',
  noAnswer: 'No answer from Confluence',
  confluenceInTrouble: 'Confluence had a problem',
  unexpectedAnswer: 'Confluence answered, but not as expected',

  notWrittenDown: 'The outcome was not written down',

  soNow: 'It is so now; whether this change made it so is not known',
  someoneElse: 'Someone else may have done it.',
  nothingLeft: 'There is nothing left to do.',

  notMade: 'Not made',
  stillMember: 'Still a member',
  askedAfterwards: 'Confluence was asked afterwards: the change was not made.',

  nobodyLeft: 'Nobody would be left in this group',
  givesAdministration: 'It gives administration, or may, so this app does not empty it.',
  leaveSomeone: 'Leave someone in it, or add someone first.',

  protected: 'Protected from removal',
  onProtectedList: 'This person is on this app’s list of protected people.',
  takeOffList: 'To remove them, take them off the list first: menu “Protected people” on the Groups page.',

  historyNoAnswer: 'The history did not answer',
  historyNotWritten: 'The history can’t be written',
  storageNoAnswer:
    '{during, select, removal {Forge’s storage, which keeps it, gave no usable answer. What is said of the person is true, but the history may lack it.} run {Forge’s storage, which keeps it, gave no usable answer. Nothing is changed that can’t be written down.} other {Forge’s storage, which keeps it, gave no usable answer.}}',
  lookLater: 'Look at the history later to see whether it has it.',

  changesUnderWay: 'These changes are still being made',
  earlierRequest: 'An earlier request for them may still be under way.',

  otherPageHasThem: 'Another page has these changes now',
  takenOver: 'Another page took over these changes',
  goOnInBackground: 'These changes go on in the background',
  endedElsewhere: 'These changes were ended elsewhere',
  otherPageContinues: 'Another page continues with them.',
  otherEndedThem: 'Another page or another admin ended them.',
  historyShowsProgress: 'The history shows how far they are.',
  historyShowsOutcomes: 'The history shows what became of each person.',

  notInHistory: 'These changes are not in the history',
  cannotContinue: 'The history does not have them, so they can’t be continued.',
  mayBeTooOld: 'They may be more than a year old, or the link may be wrong.',
  pickOtherChanges: 'Pick another entry in the history.',

  tooManyUnfinished: 'Too many unfinished changes',
  unfinishedCount:
    '{count, plural, one {You have # set of changes that is not finished.} other {You have # sets of changes that are not finished.}}',
  finishOneFirst:
    '{again, select, continue {Continue or dismiss one of them first, then continue here.} other {Continue or dismiss one of them first, then try again here.}}',

  newerVersion: 'A newer version of this app wrote this',
  cannotRead: 'This version can neither show nor change it.',
});
