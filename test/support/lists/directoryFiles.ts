/** Files as other companies' directories write them: none has Atlassian's account ids. */
import { guidOf, inTurn, splitName, tableFile, type SampleFile, type SamplePerson } from './sampleFile';

/** Microsoft Entra, members of a group. Guests have names of their own, and not everything in it is a person. */
export function entraMembers(
  people: readonly SamplePerson[],
  others: readonly { name: string; type: 'Group' | 'Service Principal' | 'Device' }[] = [],
): SampleFile {
  const rows = people.map(({ name, email }, index) => [
    ...[guidOf(index), index % 4 === 3 ? guestName(email) : email, name, 'User'],
  ]);
  const rest = others.map(({ name, type }, index) => [guidOf(people.length + index), '', name, type]);
  const header = ['Object ID', 'User principal name', 'Display name', 'Member type'];
  return tableFile('exportGroupMembers.csv', [header, ...rows, ...rest], {
    ...{ encoding: 'utf-8 with BOM', lineEnd: '\r\n' },
  });
}

/** `dan@b.example` as the user principal name of a guest: `dan_b.example#EXT#@tenant.onmicrosoft.com`. */
function guestName(email: string): string {
  return `${email.replace('@', '_')}#EXT#@fjordbank.onmicrosoft.com`;
}

/** Entra's template to add or remove members of a group, filled in. */
export function entraTemplate(people: readonly SamplePerson[]): SampleFile {
  const rows = people.map(({ email }) => [email]);
  const header = ['Member object ID or user principal name [memberObjectIdOrUpn] Required'];
  return tableFile('GroupRemoveMembers.csv', [header, ...rows], { preamble: ['version:v1.0'] });
}

/** Okta, users. */
export function oktaUsers(people: readonly SamplePerson[]): SampleFile {
  const header = ['User Id', 'Login', 'First Name', 'Last Name', 'Primary Email', 'Email', 'Status'];
  const rows = people.map(({ name, email }, index) => {
    const { first, last } = splitName(name);
    const status = inTurn(['ACTIVE', 'DEPROVISIONED', 'SUSPENDED'], index);
    return [oktaId(index), email, first, last, email, email, status];
  });
  return tableFile('okta-users.csv', [header, ...rows]);
}

/** Okta's report Group membership. The group's own id and name stand in every row. */
export function oktaGroupMembership(people: readonly SamplePerson[]): SampleFile {
  const header = [
    ...['Group ID', 'Group Name', 'Group Source', 'User ID', 'Okta Username', 'User Full Name'],
    'Okta User Status',
  ];
  const rows = people.map(({ name, email }, index) => [
    ...['00g8fkq3mzVw2LxY75d7', 'Confluence contractors', 'OKTA'],
    ...[oktaId(index), email, name, inTurn(['ACTIVE', 'SUSPENDED'], index)],
  ]);
  return tableFile('group-membership.csv', [header, ...rows], { quotes: 'everywhere' });
}

function oktaId(index: number): string {
  return `00u${String(index).padStart(3, '0')}kV7tQmZ2LwXr5d7`;
}

/** Google Groups, members: the header is in line 2, and names are last name first. */
export function googleGroupMembers(people: readonly SamplePerson[]): SampleFile {
  const header = [
    ...['Email address', 'Nickname', 'Group status', 'Email status', 'Email preference'],
    ...['Posting permissions', 'Join year', 'Join month', 'Join day'],
  ];
  const rows = people.map(({ name, email }, index) => {
    const { first, last } = splitName(name);
    const status = inTurn(['owner', 'member', 'member', 'invited'], index);
    const joined = ['2024', String(1 + (index % 12)), String(1 + (index % 28))];
    return [email, `${last}, ${first}`, status, '', 'All email', 'allowed', ...joined];
  });
  const preamble = ['Members for group Fjordbank Contractors'];
  return tableFile('Fjordbank Contractors.csv', [header, ...rows], { preamble });
}

/** Google Admin, the template for members of groups: the group's own address stands in every row. */
export function googleAdminMembers(people: readonly SamplePerson[]): SampleFile {
  const header = ['Group Email [Required]', 'Member Email', 'Member Type', 'Member Role'];
  const rows = people.map(({ email }) => ['contractors@fjordbank.example', email, 'USER', 'MEMBER']);
  return tableFile('members_template.csv', [header, ...rows]);
}

/** Slack, members of a workspace: the id is Slack's own. */
export function slackMembers(people: readonly SamplePerson[]): SampleFile {
  const header = [
    ...['username', 'email', 'status', 'billing-active', 'has-2fa', 'has-sso', 'userid', 'fullname'],
    ...['displayname', 'expiration-timestamp'],
  ];
  const rows = people.map(({ name, email }, index) => [
    ...[email.replace(/@.*/, ''), email, inTurn(['Member', 'Admin', 'Deactivated'], index), '1', '0', '0'],
    ...[`U0${String(index).padStart(3, '0')}K7TQMZ`, name, splitName(name).first, ''],
  ]);
  return tableFile('slack-members.csv', [header, ...rows]);
}
