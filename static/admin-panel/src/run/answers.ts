import type { AppError, ChangeAnswer, Outcome } from '../../../../src/contract';

/** The answer to a slice, of a run that removes or of one that puts back. */
export type SliceAnswer = ChangeAnswer<'removed' | 'restored'>;

/** Whether waiting helps. */
export function passes({ kind }: AppError): boolean {
  switch (kind) {
    case 'rateLimited':
    case 'unavailable':
    case 'storage':
      return true;
    case 'permission':
    case 'groupNotFound':
    case 'signedOut':
    case 'scopeMissing':
    case 'userNotFound':
    case 'invalid':
    case 'unconfirmed':
    case 'runTaken':
    case 'runNotFound':
      return false;
  }
}

/** Whether the run is no longer this page's. */
export function isGone({ kind }: AppError): boolean {
  return kind === 'runTaken' || kind === 'runNotFound';
}

/** Why nothing came of a slice. */
export function whyIdle(answer: SliceAnswer): AppError {
  const error = answer.ok ? answer.outcomes.flatMap(errorIn)[0] : answer.error;
  return error ?? { kind: 'unavailable', detail: 'The app was asked, but got nothing done.' };
}

function errorIn(outcome: Outcome<'removed' | 'restored'>): AppError[] {
  return 'error' in outcome ? [outcome.error] : [];
}
