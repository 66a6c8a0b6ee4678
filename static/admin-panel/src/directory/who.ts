import { cutText } from '../../../../src/cutText';
import { shortenText } from '../ui/shortenText';

/** How a text names a person. */
export type Who = { by: 'accountId'; accountId: string } | { by: 'email'; email: string };

/** What the resolver takes for an account id. */
const ACCOUNT_ID = /^[0-9A-Za-z:_-]{1,128}$/;
/** Account ids are 24 hex digits, or a prefix and a UUID; names, dates and phone numbers are shorter. */
const SHORTEST_ID = 16;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;
/** Longer than any account id or email address. */
const LONGEST = 320;
/** What stands around an address: quotes, brackets, the end of a sentence, the apostrophe of a spreadsheet. */
const BEFORE = /^['"“”„‘’`([<{]+/;
const AFTER = /['"“”‘’`)\]>}.,:!]+$/;
/** Invisible format marks, which copying brings along. */
const INVISIBLE = /\p{Cf}+/gu;

/** The account a word of running text names: an email address, or what looks like an account id. */
export function whoIn(word: string): Who | undefined {
  const text = bare(word);
  if (EMAIL.test(text)) return { by: 'email', email: text };
  const looksLikeId = text.length >= SHORTEST_ID && /\d/.test(text) && ACCOUNT_ID.test(text);
  return looksLikeId ? { by: 'accountId', accountId: text } : undefined;
}

/** The account a cell in a column of account ids names: an account id may look like anything there. */
export function accountIn(cell: string): Who | undefined {
  const text = bare(cell);
  return /[0-9A-Za-z]/.test(text) && ACCOUNT_ID.test(text) ? { by: 'accountId', accountId: text } : undefined;
}

/** The account a cell in a column of email addresses names; `Name <address>` too. */
export function emailIn(cell: string): Who | undefined {
  const [, inBrackets] = cell.length > 2 * LONGEST ? [] : (/<([^<>]*)>/.exec(cell) ?? []);
  const text = bare(inBrackets ?? cell);
  return EMAIL.test(text) ? { by: 'email', email: text } : undefined;
}

/** Without what stands around it; empty where it is longer than any account id or address. */
function bare(text: string): string {
  if (text.length > LONGEST) return '';
  return text
    .replace(INVISIBLE, '')
    .trim()
    .replace(BEFORE, '')
    .replace(AFTER, '')
    .replace(/^mailto:/i, '')
    .trim();
}

const EXCERPT = 60;

/** The beginning of a text, on one line. */
export function excerptOf(text: string): string {
  const line = cutText(text, 4 * EXCERPT)
    .replace(/\s+/g, ' ')
    .trim();
  return shortenText(line, EXCERPT);
}
