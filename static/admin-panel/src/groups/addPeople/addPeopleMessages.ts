import { defineMessages } from '../../i18n/defineMessages';

/** Dialog "Add people to GROUP". */
export const addPeopleMessages = defineMessages('addPeople', {
  title: 'Add people to {group}',
  help: 'Type a name, an email address, or an account ID. You can paste up to {most, number} addresses or IDs at once.',
  find: 'Find people',
  inGroup: 'In this group',
  chosenAlready: 'Chosen',
  toAdd: 'People to add',
  toAddCount: '{count, plural, =0 {Nobody is chosen yet.} one {# person to add.} other {# people to add.}}',
  takeOut: 'Take out',
  takeOutPerson: 'Take out {name}',
  finding: '{count, plural, one {Looking up # person…} other {Looking up # people…}}',
  notFound: 'Not found',
  notFoundCount:
    '{count, plural, one {# of those you named was not found.} other {# of those you named were not found.}}',
  nobodyFits: '{name}: the directory has nobody like this. An address may be hidden; try the account ID.',
  severalFit: '{name}: several people fit. Find them by email or account ID.',
  notAnswered: '{name}: Confluence did not answer. Try again.',
  tryAgain: 'Try again',
  tooManyNamed:
    'You named {count, number} people; here it is at most {most, number} at once. Use “From a list” for more.',
  addPeople: 'Add people',
  addOne: 'Add {name}',
  review: 'Review {count, number} people',
  chooseFirst: 'Choose people first.',
  runUnderWay: 'Another change is under way. Wait until it has ended.',
  givesUse: 'People you add may take a Confluence seat. The review says for whom.',
  givesAdministration: 'This group gives administration: people you add become administrators.',
});
