import type { Person } from '../../../../src/contract';
import type { OutcomeRow } from '../csv/outcomeCsv';
import type { Known } from '../people/usePeopleById';
import { isVisible } from '../ui/visibleText';
import { standingsOf, wordsOfChange, type ActiveRun } from './activeRun';
import { nameOfGroup } from './groupsText';
import { standingTitle } from './standingTitle';
import { standingText, standingWords } from './standingWords';

/** A row for each change, with who they are as far as the page knows. */
export function outcomeRows(
  active: Pick<ActiveRun, 'client' | 'groups' | 'isUndo' | 'people'>,
  knownPerson: (accountId: string) => Known,
  nameOf: (person: Person) => string,
): OutcomeRow[] {
  return standingsOf(active).map(({ change, standing }) => {
    const { accountId, groupId } = change;
    const words = wordsOfChange(active, change);
    const person = active.people.get(accountId) ?? knownPerson(accountId);
    return {
      ...{
        accountId,
        name: person && isVisible(person.displayName) ? nameOf(person) : '',
        email: person?.email ?? '',
      },
      ...(active.groups.size > 1 && { group: nameOfGroup(active, groupId) }),
      outcome: standingTitle(standing, words),
      details: standingText(standingWords(standing, words)),
    };
  });
}
