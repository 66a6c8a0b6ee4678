import { SaveCsv } from '../csv/SaveCsv';
import { displayNameOf } from '../directory/displayName';
import { useKnownPeople } from '../directory/usePeopleById';
import type { ActiveRun } from './activeRun';
import { dockMessages } from './dockMessages';
import { groupsText, namesOfGroups } from './groupsText';
import { useNamesOfMembers } from './loadedMembers';
import { outcomeRows } from './outcomeRows';

/** Button "Export": what became of everyone in the page's run, as a CSV file that its changes can be read from again. */
export function ExportOutcome({ active }: { active: ActiveRun }) {
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
      name: csvFileName(groupsText(namesOfGroups(active)), dockMessages.text('csvName'), new Date()),
      parts: [outcomeCsv(outcomeRows(active, personOf, displayNameOf))],
    };
  };
  return <SaveCsv label={dockMessages.text('export')} make={make} />;
}
