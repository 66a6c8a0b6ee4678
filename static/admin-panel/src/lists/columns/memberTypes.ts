import type { ListRow } from '../listContent';
import { cellText } from './tableCells';

/** What exports write for a member that is a person: Entra `User`, Google `USER`. */
const PEOPLE = new Set(
  'user users person people member guest human employee benutzer person utilisateur usuario utente gebruiker atlassian usermailbox mailuser mailcontact remoteusermailbox'.split(
    ' ',
  ),
);
/** And for one that is none. `CUSTOMER` of Google is all people of a domain. */
const OTHERS = new Set(
  (
    'group|nested group|security group|securitygroup|distribution group|distributionlist|distribution list|team|' +
    'service principal|serviceprincipal|service account|serviceaccount|application|app|bot|system|device|computer|' +
    'resource|room|equipment|customer|roommailbox|equipmentmailbox|sharedmailbox|mailuniversaldistributiongroup|' +
    'mailuniversalsecuritygroup|dynamicdistributiongroup|groupmailbox|gruppe|sicherheitsgruppe|dienstprinzipal|gerät|groupe|appareil|grupo|' +
    'dispositivo|gruppo|groep|apparaat|grupa|skupina|グループ|组|群組|그룹'
  ).split('|'),
);

/** Whether a cell of a column of member types says that the row is about a group, a service or a device. */
export function isNoPerson(type: string): boolean {
  return OTHERS.has(wordsIn(type));
}

function wordsIn(type: string): string {
  return type.toLowerCase().replace(/[\s_-]+/g, ' ');
}

/** What a sample of a column's cells says: all are types of members, and of which kinds. */
export function memberTypesIn(
  rows: readonly ListRow[],
  column: number,
): { areTypes: boolean; people: boolean; others: boolean } {
  const found = { areTypes: true, people: false, others: false };
  for (const { cells } of rows) {
    const type = wordsIn(cellText(cells, column));
    if (type === '') continue;
    if (PEOPLE.has(type)) found.people = true;
    else if (OTHERS.has(type)) found.others = true;
    else found.areTypes = false;
  }
  return found;
}
