/** Files that admins bring, made of the sandbox's people. */

const END_OF_LINE = '\r\n';
/** When each was seen, by turns, as Atlassian Administration writes it. */
const SEEN = ['21 Nov 2026', '26 Nov 2026', 'Never accessed', '24 Nov 2026', '12 Mar 2025'];

/**
 * People as Atlassian Administration exports users: two in five of them were not seen for 90 days.
 * @param {readonly import('./past.mjs').Member[]} people
 */
export function exportOfUsers(people) {
  const header = 'User id,User name,email,User status,Added to org,Last seen in Confluence - acme';
  const rows = people.map(({ accountId, displayName, email }, index) =>
    [accountId, displayName, email, 'Active', '03 May 2024', SEEN[index % SEEN.length]].join(','),
  );
  return csvFile('export-users.csv', [header, ...rows]);
}

/** A list of HR of people who leave: the first stands in it twice, and one has no account. */
export function leavers(people) {
  const row = ({ displayName, email }) => `${displayName};${email};30.11.2026`;
  const unknown = { displayName: 'Morgan Ashdown', email: 'morgan.ashdown@example.com' };
  const rows = [...people, people[0], unknown].map(row);
  return csvFile('leavers-november.csv', ['Name;Work email;Last day', ...rows]);
}

/** A file as the browser's input takes it. */
function csvFile(name, lines) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join(END_OF_LINE)) };
}
