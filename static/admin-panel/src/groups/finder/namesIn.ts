import { whoIn } from '../../directory/who';

/** Lines, cells of a table, and what stands between addresses. */
const BETWEEN = /[\r\n\t,;]+/;

/**
 * The people a text names, each as an email address, an account id, or a name, without repetition; none where it names
 * one alone. "Norris, Caleb" is one person: commas part people where at least one of the parts is an address or an account
 * id, and so do blanks where all are.
 */
export function namesIn(text: string): string[] {
  const parts = text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 1 && (/[\r\n]/.test(text.trim()) || parts.some(isAccount))) return distinct(parts);
  const words = text.trim().split(/\s+/);
  return words.length > 1 && words.every(isAccount) ? distinct(words) : [];
}

function distinct(parts: readonly string[]): string[] {
  const names = [...new Set(parts.map(nameOf))];
  return names.length > 1 ? names : [];
}

/** An address without what stands around it: `Ada Lovelace <ada@example.com>`. */
function nameOf(part: string): string {
  const who = whoIn(part);
  switch (who?.by) {
    case 'email':
      return who.email;
    case 'accountId':
      return who.accountId;
    case undefined:
      return part;
  }
}

function isAccount(part: string): boolean {
  return whoIn(part) !== undefined;
}
