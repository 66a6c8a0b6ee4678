/** A file to try the app with: people of the site, as Atlassian Administration exports its users. */
import type { Person } from '../confluence';

/** How the browser is to name it. */
export const USER_EXPORT_NAME = 'sample-users.csv';

const DAY_MS = 86_400_000;

const HEADER = [
  'User id',
  'User name',
  'email',
  'User status',
  'Added to org',
  'Last seen in Confluence - acme',
];

/** Few enough to look at each of them in the review. */
const MOST_PEOPLE = 24;

/** Days since somebody was last seen, in turn; undefined for never. */
const SEEN_DAYS_AGO = [7, 2, undefined, 4, 262, 12, 118];

/** Somebody whom the site does not know, as every list of HR has. */
const LEFT_LONG_AGO = { accountId: '', displayName: 'Wren Halloway', email: 'wren.halloway@example.com' };

/**
 * @param people whom the file is about, of whom it takes the first 24: by account id, name, and email where it is not hidden
 * @param now the day of the export, ms since the epoch
 * @returns CSV: a header, a row for each of them, and one for somebody who is not on the site
 */
export function userExport(people: readonly Person[], now: number): string {
  const rows = [...people.slice(0, MOST_PEOPLE), LEFT_LONG_AGO].map(
    ({ accountId, displayName, email }, index) => {
      const daysAgo = SEEN_DAYS_AGO[index % SEEN_DAYS_AGO.length];
      const seen = daysAgo === undefined ? 'Never accessed' : inWords(now - daysAgo * DAY_MS);
      const added = inWords(now - (400 + 13 * index) * DAY_MS);
      return [accountId, displayName, email, 'Active', added, seen];
    },
  );
  return [HEADER, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** As in `12 Mar 2025`. */
function inWords(time: number): string {
  const options = { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(time);
  const partOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${partOf('day')} ${partOf('month')} ${partOf('year')}`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
