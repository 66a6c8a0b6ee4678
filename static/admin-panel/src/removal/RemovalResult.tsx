import type { AppError, ErrorKind } from '../../../../src/contract';
import type { Activity } from '../problems/kindWords';
import { Quotation } from '../problems/Quotation';
import { ResponseDetails } from '../problems/ResponseDetails';
import { wordsFor, wordsOfConfluence } from '../problems/words';
import { outcomeTitle } from './outcomeWords';
import styles from './Removal.module.css';
import type { RowState } from './rowState';

interface Props {
  state: RowState | undefined;
  /** Kinds of errors that are explained above the table already, so that the row need not say them again. */
  saidAbove: readonly ErrorKind[];
}

/**
 * What the last action on a person came to, in words, inside their row: Confluence's own first. The line is a live region
 * and there before it has words, so that a screen reader hears them come.
 */
export function RemovalResult({ state, saidAbove }: Props) {
  const failure = failureIn(state);
  const explained = failure && !saidAbove.includes(failure.error.kind) ? failure : undefined;
  return (
    <div className={styles.result}>
      <p aria-live="polite" className={explained && styles.failure}>
        {state && outcomeTitle(state)}
      </p>
      {state?.status === 'stillMember' && (
        <p>A removal that is still on its way may yet take place: check again in a moment.</p>
      )}
      {explained && <Explanation {...explained} />}
    </div>
  );
}

/** The error that explains an outcome, and what was being done when it came. */
function failureIn(state: RowState | undefined): { error: AppError; during: Activity } | undefined {
  switch (state?.status) {
    case 'failed':
    case 'unconfirmed':
      return { error: state.error, during: 'removal' };
    case 'checkFailed':
      return { error: state.error, during: 'read' };
    case 'notAttempted':
      return state.error && { error: state.error, during: 'read' };
    case undefined:
    case 'removing':
    case 'checking':
    case 'stillMember':
      return undefined;
  }
}

function Explanation({ error, during }: { error: AppError; during: Activity }) {
  return (
    <>
      <Quotation words={wordsOfConfluence(error)} />
      <p>{wordsFor(error, during).text}</p>
      <ResponseDetails error={error} />
    </>
  );
}
