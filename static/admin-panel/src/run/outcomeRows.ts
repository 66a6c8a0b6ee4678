import type { Person } from '../../../../src/contract';
import type { OutcomeRow } from '../csv/outcomeCsv';
import type { Known } from '../directory/usePeopleById';
import { isVisible } from '../ui/visibleText';
import { kindOfChange, standingsOf, type ActiveRun } from './activeRun';
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
    const { accountId, groupId, action } = change;
    const what = kindOfChange(active, change);
    const person = active.people.get(accountId) ?? knownPerson(accountId);
    return {
      ...{ accountId, groupId, action },
      name: person && isVisible(person.displayName) ? nameOf(person) : '',
      email: person?.email ?? '',
      group: nameOfGroup(active, groupId),
      outcome: standingTitle(standing, what),
      details: standingText(standingWords(standing, what)),
    };
  });
}
