import type { Action, RunRecord } from '../../../../src/contract';
import { ACTION_NAMES } from '../../../../src/membership/actions';
import { changesText } from '../ui/changesText';
import { peopleText } from '../ui/peopleText';

/** The words in which adding people to a group and removing them differ: the one table of them. */
export interface ActionWords {
  /** Where a change stands, for its row: while it is asked for, and what came of it. */
  making: string;
  made: string;
  unchanged: string;
  notMade: string;
  /** It was made, and another run took it back. */
  undone: string;
  /** Behind a count or "to be": "12 removed", "may have been removed". */
  done: string;
  /** Accounts of changes, counted: "3 people". */
  amount: (count: number) => string;
  /** The same where it is not counted. */
  plural: string;
  /** The changes themselves: "1 removal", "3 removals". */
  nouns: readonly [one: string, many: string];
  /** What a run of them is called, in a sentence and as a region. */
  run: string;
  region: string;
  /** What stands before the group: "Removing 3 people from", "Removed 2 of 3 people from", "Remove 3 people from". */
  doing: (what: string) => string;
  did: (what: string) => string;
  question: (what: string) => string;
  /** Behind "3 people were", before the group. */
  doneIn: string;
  /** Behind "3 people were", where no change was needed. */
  already: string;
  /** What the button says that confirms it. */
  confirm: string;
  /** What another admin may be doing. */
  doingThese: string;
  /** What becomes of those who are left out: "1 person …", "3 people …". */
  stay: readonly [one: string, many: string];
  /** A run could not even begin. */
  notBegun: string;
  /** No account is left to change. */
  nobodyThere: string;
  /** The history has no such run any more. */
  chooseAgain: string;
  /** Nothing is changed while a run waits. */
  nobodyElse: string;
  nothingUntil: string;
}

const REMOVE: ActionWords = {
  making: 'Removing',
  made: 'Removed',
  undone: 'Removed, added back since',
  unchanged: 'Was not in the group',
  notMade: 'Still a member',
  done: 'removed',
  amount: peopleText,
  plural: 'people',
  nouns: ['removal', 'removals'],
  run: 'removal',
  region: 'Removal',
  doing: (what) => `Removing ${what} from`,
  did: (what) => `Removed ${what} from`,
  question: (what) => `Remove ${what} from`,
  doneIn: 'removed from',
  already: 'not in the group',
  confirm: 'Remove',
  doingThese: 'removing these people',
  stay: ['stays in the group', 'stay in the group'],
  notBegun: 'The removal did not begin',
  nobodyThere: 'There is nobody to remove.',
  chooseAgain: 'Choose the others again to remove them.',
  nobodyElse: 'Nobody else is removed until then.',
  nothingUntil: 'Nothing is removed until you resume.',
};

const ADD: ActionWords = {
  making: 'Adding',
  made: 'Added',
  undone: 'Added, removed since',
  unchanged: 'Was in the group already',
  notMade: 'Still not a member',
  done: 'added',
  amount: peopleText,
  plural: 'people',
  nouns: ['addition', 'additions'],
  run: 'addition',
  region: 'Addition',
  doing: (what) => `Adding ${what} to`,
  did: (what) => `Added ${what} to`,
  question: (what) => `Add ${what} to`,
  doneIn: 'added to',
  already: 'in the group already',
  confirm: 'Add',
  doingThese: 'adding these people',
  stay: ['stays out of the group', 'stay out of the group'],
  notBegun: 'Adding people did not begin',
  nobodyThere: 'There is nobody to add.',
  chooseAgain: 'Choose the others again to add them.',
  nobodyElse: 'Nobody else is added until then.',
  nothingUntil: 'Nothing is added until you resume.',
};

/** Adding those that an earlier run has removed. */
const ADD_BACK: ActionWords = {
  ...ADD,
  making: 'Adding back',
  made: 'Added back',
  undone: 'Added back, removed since',
  done: 'added back',
  run: 'undo',
  region: 'Undo',
  doing: (what) => `Adding ${what} back to`,
  did: (what) => `Added ${what} back to`,
  question: (what) => `Add ${what} back to`,
  doneIn: 'added back to',
  confirm: 'Add back',
  doingThese: 'adding these people back',
  notBegun: 'Adding people back did not begin',
  nobodyThere: 'There is nobody to add back.',
  chooseAgain: 'Choose the others again to add them back.',
  nobodyElse: 'Nobody else is added back until then.',
  nothingUntil: 'Nothing is added back until you resume.',
};

/** Changes of both kinds, or in several groups. */
const CHANGES: ActionWords = {
  making: 'Making',
  made: 'Made',
  undone: 'Made, taken back since',
  unchanged: 'Was so already',
  notMade: 'Not made',
  done: 'made',
  amount: changesText,
  plural: 'changes',
  nouns: ['change', 'changes'],
  run: 'run',
  region: 'Changes',
  doing: (what) => `Making ${what} in`,
  did: (what) => `Made ${what} in`,
  question: (what) => `Make ${what} in`,
  doneIn: 'made in',
  already: 'not needed',
  confirm: 'Make changes',
  doingThese: 'making these changes',
  stay: ['is not made', 'are not made'],
  notBegun: 'The changes did not begin',
  nobodyThere: 'There is nobody to change.',
  chooseAgain: 'Choose the others again to change them.',
  nobodyElse: 'Nothing else is changed until then.',
  nothingUntil: 'Nothing is changed until you resume.',
};

const WORDS: Record<Action, ActionWords> = { remove: REMOVE, add: ADD };
const UNDO_WORDS: Record<Action, ActionWords> = { remove: REMOVE, add: ADD_BACK };

/** The words for changes of one kind. @param isUndo the run takes changes of another one back */
export function wordsOf(action: Action, isUndo: boolean): ActionWords {
  return (isUndo ? UNDO_WORDS : WORDS)[action];
}

/**
 * The words for changes as a whole: of people where they are of one kind in one group, else of changes.
 * @param actions how many there are of each kind
 * @param groups how many groups they are in
 */
export function wordsOfPlan(actions: Record<Action, number>, groups: number, isUndo: boolean): ActionWords {
  const [action, ...others] = ACTION_NAMES.filter((name) => actions[name] > 0);
  return action !== undefined && others.length === 0 && groups === 1 ? wordsOf(action, isUndo) : CHANGES;
}

/** The words for a run of the history as a whole. */
export function wordsOfRun({
  actions,
  groups,
  undoes,
}: Pick<RunRecord, 'actions' | 'groups' | 'undoes'>): ActionWords {
  return wordsOfPlan(actions, groups.length, undoes !== undefined);
}
