import { defineMessages } from '../i18n/defineMessages';

/** The list of groups, and what one can start from there. */
export const groupsMessages = defineMessages('groups', {
  loading: 'Loading groups…',
  name: 'Name',
  marks: 'What it gives',
  recent: 'Opened recently',
  byName: 'By name',
  moreGroups: 'There are more groups. Type a part of the name above to find one.',
  noGroups: 'Confluence lists no groups for you.',
  cannotList: 'The groups could not be listed',
  offline: 'You are offline. The groups come when the connection is back.',
  start: 'Start here',
  undoLast: 'Undo the last change',
  findPerson: 'Find a person',
  fromList: 'From a list',
  compareGroups: 'Compare groups',
  endDates: 'Memberships with an end date',
  moreActions: 'More actions',
  protectedPeople: 'Protected people',
  runUnderWay: 'A change is under way. It can be undone once it has ended.',
  undoNotEnded: 'Your last change has not ended yet. It can be undone once it has.',
  undoNothingLeft: 'Nothing is left to undo in your last changes. The history has the earlier ones.',
  undoNoRuns: 'You have changed nothing here yet.',
  undoFailed: 'Your last change could not be looked up',
});
