import type { AppError, ErrorKind } from '../../../../src/contract';
import { leavesOpen } from '../../../../src/membership/errorTraits';
import { kindMessages } from './kindMessages';
import { KIND_WORDS, sentenceOf, type Activity, type NextStep, type Situation } from './kindWords';

export interface Words {
  title: string;
  /** What is known beyond Confluence's own words, and what to do next. */
  text: string;
}

/** What can be said of an error, in parts that are each whole sentences or empty. */
interface ErrorParts {
  title: string;
  known: string;
  advice: string;
}

/** An error in the admin's words. Confluence's own come first: `wordsOfConfluence`. @param now ms since the epoch */
export function wordsFor(error: AppError, during: Activity, now = Date.now()): Words {
  const { title, known, advice } = describeInParts(error, { during, now });
  return { title, text: joinSentences([known, effectOf(error.kind, during), advice]) };
}

/** The same in parts, in a situation of one's own. What of it changed anything is for the caller to say. */
export function describeInParts(error: AppError, situation: Situation): ErrorParts {
  const { title, titleOf, known, advice } = KIND_WORDS[error.kind];
  const { chooseAgain } = situation;
  return {
    title: sentenceOf(titleOf?.(error, situation) ?? title, error, situation),
    known: sentenceOf(known, error, situation),
    // Of a run that the history does not have, the changes have to be asked for anew.
    advice:
      error.kind === 'runNotFound' && chooseAgain !== undefined
        ? chooseAgain
        : sentenceOf(advice, error, situation),
  };
}

export function joinSentences(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What happened where no more than the kind was written down. */
export function titleOfKind(kind: ErrorKind): string {
  return sentenceOf(KIND_WORDS[kind].title, { kind }, { during: 'read', now: 0 });
}

/** What helps next. What a change leaves open is checked: asking for it again would not tell what the first one did. */
export function stepFor({ kind }: Pick<AppError, 'kind'>, during: Activity): NextStep {
  return during === 'removal' && leavesOpen(kind) ? 'check' : KIND_WORDS[kind].step;
}

/** Whether asking again may be answered otherwise. */
export function canRetryHelp({ kind }: Pick<AppError, 'kind'>): boolean {
  return KIND_WORDS[kind].step !== 'none';
}

/** Whether it is said of a kind whether anything was changed. */
export function hasEffectToTell(kind: ErrorKind): boolean {
  return KIND_WORDS[kind].saysNoEffect !== true;
}

/** Confluence's own words, where it is Confluence that spoke. To be shown as they are, first, and as a quotation. */
export function wordsOfConfluence({ response, detail }: AppError): string | undefined {
  return response === undefined || detail === '' ? undefined : detail;
}

function effectOf(kind: ErrorKind, during: Activity): string {
  if (during !== 'removal' || !hasEffectToTell(kind)) return '';
  return kindMessages.text(leavesOpen(kind) ? 'removedOrNot' : 'nothingChanged');
}
