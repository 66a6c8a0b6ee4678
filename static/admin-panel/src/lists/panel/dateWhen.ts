import type { DateCondition, Day } from '../columns/rowFilter';

/** Ages that can be chosen, days. */
const AGES = [30, 90, 180, 365] as const;

/** What can be chosen for a column of dates: no condition, an age, never, or a day to be said. */
export type DateChoice = 'any' | `older${(typeof AGES)[number]}` | 'never' | 'before' | 'until' | 'from';

export const DATE_CHOICES: readonly DateChoice[] = [
  'any',
  'older30',
  'older90',
  'older180',
  'older365',
  'never',
  'before',
  'until',
  'from',
];

/** The choice that a condition comes of. */
export function choiceOf(when: DateCondition | undefined): DateChoice {
  if (when === undefined) return 'any';
  if (when.is !== 'olderThan') return when.is;
  const age = AGES.find((days) => days === when.days);
  return age === undefined ? 'any' : `older${age}`;
}

/** The condition of a choice; undefined for any. @param day where one has to be said */
export function conditionOf(choice: DateChoice, day: Day): DateCondition | undefined {
  switch (choice) {
    case 'any':
      return undefined;
    case 'never':
      return { is: 'never' };
    case 'before':
    case 'until':
    case 'from':
      return { is: choice, day };
    case 'older30':
      return { is: 'olderThan', days: 30 };
    case 'older90':
      return { is: 'olderThan', days: 90 };
    case 'older180':
      return { is: 'olderThan', days: 180 };
    case 'older365':
      return { is: 'olderThan', days: 365 };
  }
}
