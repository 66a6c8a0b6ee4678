import { defineMessages } from '../../i18n/defineMessages';

/** Dialog "Protected people". */
export const protectedMessages = defineMessages('protected', {
  title: 'Protected people',
  help: 'No one can be removed from a group here while they are on this list. Put break-glass and service accounts on it.',
  find: 'Find people to protect',
  onList: 'On the list',
  isFull: 'The list is full: it takes {most, number} people. Take someone off it first.',
  list: 'People on the list',
  count:
    '{count, plural, =0 {Nobody is protected.} one {# person is protected.} other {# people are protected.}}',
  loading: 'Loading the list…',
  takeOff: 'Take off',
  takeOffPerson: 'Take off {name}',
  added: 'Added {name}.',
  takenOff: 'Took {name} off the list.',
  cannotRead: 'The list could not be read',
  cannotAdd: '{name} could not be added',
  cannotTakeOff: '{name} could not be taken off the list',
  unknown: 'Confluence knows no such person.',
  cannotName: 'The names could not be looked up',
});
