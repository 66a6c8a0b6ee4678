import { accountIdIn, cleanText, emailIn, namedIn } from '../../directory/who';

/** Cells that are an address or an id and nothing else, as most are: told in a tenth of the time, and kept as they stand. */
const PLAIN_EMAIL = /^[a-z0-9][a-z0-9._+-]{0,63}@(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z][a-z0-9]{1,62}$/;
const PLAIN_ID = /^(?:[0-9a-f]{24}|\d{5,7}:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

/** The addresses in a cell, each once and in lower case: `a@x.org`, `Name <a@x.org>`, `a@x.org; b@x.org`. */
export function addressesIn(cell: string): readonly string[] {
  if (PLAIN_EMAIL.test(cell)) return [cell];
  const email = emailIn(cell);
  if (email !== undefined) return [email];
  return /@|＠|%40/.test(cell) ? namedAs('email', cell) : [];
}

/** The account ids in a cell, each once and in lower case: alone, as links to profiles, or several in one cell. */
export function accountIdsIn(cell: string): readonly string[] {
  if (PLAIN_ID.test(cell)) return [cell];
  const accountId = accountIdIn(cell);
  if (accountId !== undefined) return [accountId];
  // No cell with several is shorter.
  return cell.length > 48 ? namedAs('accountId', cell) : [];
}

function namedAs(kind: 'accountId' | 'email', cell: string): string[] {
  const found = new Set<string>();
  for (const named of namedIn(cleanText(cell))) {
    if (named?.is === 'email' && kind === 'email') found.add(named.email);
    if (named?.is === 'accountId' && kind === 'accountId') found.add(named.accountId);
  }
  return [...found];
}
