import { cutText } from '../cutText';
import { at, parseJson } from './parseAnswers';

const DETAIL_SHOWN_CHARS = 500;
/** Deeper than any shape of an error is. */
const MAX_DEPTH = 8;
/**
 * Where sentences stand in JSON, by what tells most: Confluence's `data.errors`, which `message` repeats for developers; its
 * new API, Jira's, problem details and OAuth; what only names the status where others say more.
 */
const KEYS = [
  ['data'],
  [
    'translation',
    'message',
    'errorMessage',
    'errorMessages',
    'errors',
    'error_description',
    'title',
    'detail',
  ],
  ['error', 'reason', 'description', 'details'],
];
/** XML elements that have sentences. */
const XML_SENTENCE =
  /<(?:\w+:)?(?:[\w-]*(?:message|translation|description|reason|detail|title)|error)(?:\s[^>]*)?>\s*(?:<!\[CDATA\[([^]*?)\]\]>|([^<]+))/gi;
const XML_CHARACTERS: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The sentences in the body of an error, in whatever shape: JSON, XML or plain text; none in a page. */
export function errorWordsIn(body: string): string | undefined {
  const words = [...new Set(sentencesIn(body.trim()).map(withoutClass))].filter(isSentence);
  const joined = words.reduce((text, next) => text + (/[.!?:;]$/.test(text) ? ' ' : '. ') + next, '');
  return cutText(joined.slice(2), DETAIL_SHOWN_CHARS) || undefined;
}

function sentencesIn(text: string): string[] {
  const parsed = parseJson(text);
  if (parsed !== undefined) return sentencesOf(parsed, 0);
  return text.startsWith('<') ? sentencesOfXml(text) : [text];
}

function sentencesOf(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value].filter(isSentence);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((one) => sentencesOf(one, depth + 1));
  for (const keys of KEYS) {
    const sentences = keys.flatMap((key) => sentencesUnder(value, key, depth + 1));
    if (sentences.length > 0) return sentences;
  }
  return [];
}

function sentencesUnder(parent: object, key: string, depth: number): string[] {
  const value = at(parent, key);
  const sentences = sentencesOf(value, depth);
  // Some sentences stand under the name of the field that they are about.
  const isByField = key === 'errors' && sentences.length === 0 && typeof value === 'object' && value !== null;
  return isByField ? sentencesOf(Object.values(value), depth) : sentences;
}

function sentencesOfXml(text: string): string[] {
  return [...text.matchAll(XML_SENTENCE)].map(
    ([, verbatim, escaped = '']) =>
      verbatim ?? escaped.replace(/&(\w+);/g, (whole, name: string) => XML_CHARACTERS[name] ?? whole),
  );
}

/** Confluence puts the Java class of the exception before the sentence. */
function withoutClass(text: string): string {
  return text.trim().replace(/^(?:[a-z]\w*\.)+[A-Z][\w$]*:\s*/, '');
}

/** No markup: that is a page, or a part of one. */
function isSentence(text: string): boolean {
  return /\S/.test(text) && !/^\s*<[!?/a-z]/i.test(text);
}
