import type { Person } from '../../../../src/contract';
import { SaveCsv } from '../csv/SaveCsv';
import { useKnownPeople } from '../people/usePeopleById';
import type { ActiveRun } from './activeRun';
import { useNamesOfMembers } from './loadedMembers';
import { groupsText, namesOfGroups } from './groupsText';
import { outcomeRows } from './outcomeRows';

interface Props {
  active: ActiveRun;
  nameOf: (person: Person) => string;
}

/** Button "Export outcome": what became of everyone in the run, as a CSV file that a list can be read from again. */
export function ExportOutcome({ active, nameOf }: Props) {
  const knownPerson = useKnownPeople();
  const namesOfMembers = useNamesOfMembers();
  const make = async () => {
    const [{ csvFileName }, { outcomeCsv }] = await Promise.all([
      import('../csv/csv'),
      import('../csv/outcomeCsv'),
    ]);
    const members = namesOfMembers(active.groups.keys());
    const personOf = (accountId: string) => knownPerson(accountId) ?? members.get(accountId);
    return {
      name: csvFileName(groupsText(namesOfGroups(active)), active.words.run, new Date()),
      text: outcomeCsv(outcomeRows(active, personOf, nameOf)),
    };
  };
  return <SaveCsv label="Export outcome" make={make} />;
}
