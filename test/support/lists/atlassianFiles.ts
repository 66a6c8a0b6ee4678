/** Files as Atlassian's own pages and programs write them. */
import {
  dayInWords,
  inTurn,
  splitName,
  tableFile,
  textFile,
  type SampleFile,
  type SamplePerson,
} from './sampleFile';

/** A group, and who of a file is in it. */
export interface SampleGroup {
  id: string;
  name: string;
  people: readonly SamplePerson[];
}

const SITE = 'fjordbank';

const addedTo = (index: number): string =>
  dayInWords(new Date(Date.UTC(2020 + (index % 5), index % 12, 1 + (index % 28))));
const seen = ({ lastSeen }: SamplePerson): string => lastSeen ?? 'Never accessed';

/** Atlassian Administration, Directory > Users > Export users: a row a person. */
export function administrationUsers(people: readonly SamplePerson[]): SampleFile {
  const products = ['Jira', 'Jira Service Management', 'Confluence'];
  const header = [
    ...['User id', 'User name', 'email', 'User status', 'Added to org', 'Org role'],
    ...products.flatMap((product) => [`${product} - ${SITE}`, `Last seen in ${product} - ${SITE}`]),
  ];
  const rows = people.map((person, index) => [
    ...[person.accountId, person.name, person.email, person.status ?? 'Active', addedTo(index)],
    index === 0 ? 'Organization admin' : 'User',
    ...(index % 2 === 0 ? ['', ''] : ['User', 'Never accessed']),
    ...['', '', index % 7 === 6 ? 'Guest' : 'User', seen(person)],
  ]);
  return tableFile('export-users.csv', [header, ...rows]);
}

/** The same, pivoted: a row a membership. */
export function administrationMemberships(groups: readonly SampleGroup[]): SampleFile {
  const header = [
    ...['Group id', 'Group name', 'User id', 'User name', 'email', 'User status', 'Added to org'],
    ...['Org role', `Confluence - ${SITE}`, `Last seen in Confluence - ${SITE}`],
  ];
  const rows = byPerson(groups).map(({ group, person, index }) => [
    ...[group.id, group.name, person.accountId, person.name, person.email],
    ...[person.status ?? 'Active', addedTo(index), 'User', 'User', seen(person)],
  ]);
  return tableFile('export-users-groups.csv', [header, ...rows], { lineEnd: '\r\n' });
}

/** The same without the pivot: all groups of a person in one cell. */
export function administrationGroupsInCells(groups: readonly SampleGroup[]): SampleFile {
  const header = ['User id', 'User name', 'email', 'User status', 'Group id', 'Group name'];
  const people = [...new Set(groups.flatMap((group) => group.people))];
  const rows = people.map((person) => {
    const own = groups.filter((group) => group.people.includes(person));
    const cells = [person.accountId, person.name, person.email, person.status ?? 'Active'];
    return [...cells, own.map(({ id }) => id).join(', '), own.map(({ name }) => name).join(', ')];
  });
  return tableFile('export-users-with-groups.csv', [header, ...rows]);
}

/** Settings > Domains > Export accounts. Some accounts have no address there. */
export function managedAccounts(people: readonly SamplePerson[]): SampleFile {
  const header = [
    ...['Name', 'Email', 'Atlassian ID', 'Status', 'Last active date [UTC]', 'Claimed', 'Billable'],
    ...['Policy type', 'SAML single sign-on', 'Two-step verification', 'Verified email'],
    ...['Bitbucket', 'Confluence', 'Jira'],
  ];
  const rows = people.map(({ name, email, accountId, status = 'Active' }, index) => [
    ...[name, email, accountId, status],
    ...[inTurn(['2026-11-20', '', '2025-02-11'], index), 'Yes', status === 'Active' ? 'Yes' : 'No'],
    ...['Billable', 'Yes', 'Enforced', 'Yes', '', SITE, `${SITE}, ${SITE}-sandbox`],
  ]);
  return tableFile('export-accounts.csv', [header, ...rows]);
}

/** The export of Cloud before 2021: a row a membership, a cell more than the header has names, no account ids. */
export function legacyCloudExport(groups: readonly SampleGroup[]): SampleFile {
  const header = [
    ...['group_name', 'username', 'full_name', 'email', 'active', 'last_login', 'last_session'],
    ...['Jira Service Desk', 'Jira Software', 'Jira Core', 'Confluence'],
  ];
  const rows = byPerson(groups).map(({ group, person: { name, email } }) => {
    const { first, last } = splitName(name);
    const username = (first.slice(0, 5) + last.slice(0, 3)).toLowerCase();
    const cells = [group.name, username, name, email, 'Yes', '14 Dec 2019 15:31:57', ''];
    return [...cells, 'Yes', 'Yes', 'No', 'Yes', 'No'];
  });
  return tableFile('export-users.csv', [header, ...rows]);
}

/** What a script wrote that asked Confluence: the answer of `membersByGroupId`. */
export function membersAsJson(people: readonly SamplePerson[]): SampleFile {
  const results = people.map(({ accountId, name, email }) => ({
    ...{ type: 'known', accountId, accountType: 'atlassian', email, publicName: name, displayName: name },
  }));
  const answer = { results, start: 0, limit: 200, size: results.length };
  return textFile('members.json', JSON.stringify(answer, undefined, 2).split('\n'));
}

/** Mentions as they stand in the source of a comment in Jira, and in a page's storage format. */
export function mentionsInComments(people: readonly SamplePerson[]): SampleFile {
  const lines = people.map(({ accountId }, index) =>
    index % 2 === 0
      ? `* [~accountid:${accountId}], please hand over`
      : `<ac:link><ri:user ri:account-id="${accountId}" /></ac:link>`,
  );
  return textFile('comments.txt', lines);
}

/** Each membership once, person by person. */
function byPerson(groups: readonly SampleGroup[]) {
  const people = [...new Set(groups.flatMap((group) => group.people))];
  return people.flatMap((person, index) =>
    groups.filter((group) => group.people.includes(person)).map((group) => ({ group, person, index })),
  );
}
