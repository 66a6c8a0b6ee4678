import type { AppError } from '../../../../src/contract';
import type { Activity, NextStep } from '../../../../static/admin-panel/src/problems/kindWords';
import {
  stepFor,
  wordsFor,
  wordsOfConfluence,
  type Words,
} from '../../../../static/admin-panel/src/problems/words';
import { outcomeTitle } from '../../../../static/admin-panel/src/removal/outcomeWords';
import { endWords, stoppedWords, waitingWords } from '../../../../static/admin-panel/src/run/problemWords';
import { standingText, standingWords } from '../../../../static/admin-panel/src/run/standingWords';
import { NOW } from './rawConfluence';

const inLines = ({ title, text }: Words) => [title, text];

/** Everything that the page says of an error, wherever it is met. */
function everythingSaid(error: AppError, during: Activity): string {
  const what = 'remove';
  const ended = { what, done: 0, unconfirmed: 0, open: 0, left: 3, notAttempted: 3 } as const;
  return [
    ...inLines(wordsFor(error, during, NOW)),
    ...inLines(endWords(error, ended, NOW)),
    ...inLines(stoppedWords({ error, groupNames: ['design-team'] }, false, ended, NOW)),
    ...inLines(waitingWords(error, what)),
    standingText({ ...standingWords({ status: 'failed', error }, what), quotation: '' }),
    outcomeTitle({ status: 'failed', error }),
  ].join('\n');
}

/** Nothing of this was ever asked. */
const NEVER = new RegExp(
  [
    ...['no longer exists', 'It was deleted', 'is wrong', 'only a site admin', 'you are no site admin'],
    ...['Reload the page to sign in', 'no longer knows who you are', 'Deactivated', 'documented'],
    ...['Invalid Date', 'undefined', 'NaN', 'null', '\\[object', '-\\d+ more'],
  ].join('|'),
  'i',
);
export const CHECK = 'The person may or may not have been removed. Check asks Confluence.';
export const UNCHANGED = 'Nothing was changed.';

export interface ExpectedWords {
  title: string;
  /** What the text has. */
  has: readonly (string | RegExp)[];
  step: NextStep;
  /** Confluence's own words. */
  quotation?: string;
  /** What else must not be said. */
  never?: RegExp;
}

/** Checks the words about an error, and that nothing is claimed of which nothing is known. */
export function expectWords(
  error: AppError,
  during: Activity,
  { title, has, step, quotation, never }: ExpectedWords,
) {
  const words = wordsFor(error, during, NOW);
  expect(words.title).toBe(title);
  for (const part of has) {
    if (typeof part === 'string') expect(words.text).toContain(part);
    else expect(words.text).toMatch(part);
  }
  expect(stepFor(error, during)).toBe(step);
  expect(wordsOfConfluence(error)).toBe(quotation);
  const all = everythingSaid(error, during);
  expect(all).not.toMatch(NEVER);
  if (never) expect(all).not.toMatch(never);
  if (error.response) expect(all).not.toMatch(/No answer from Confluence|did not answer/);
  else expect(all).not.toContain('Confluence answered');
}

export const IP_WORDS =
  'The IP address has been rejected because it is not allowed by your organization’s IP allowlist.';
export const REFUSED = { title: 'Confluence refused this', step: 'none' } as const;
/** A reason is ours only where Confluence's words leave room for it. */
export const OWN_REASONS = /site admin rights|lacks access|your account/;
export const ODD = 'Confluence answered, but not as expected';
