import { useId, useState } from 'react';
import type { AppError, ErrorKind } from '../../../../src/contract';
import type { Activity } from '../problems/kindWords';
import { Quotation } from '../problems/Quotation';
import { ResponseDetails } from '../problems/ResponseDetails';
import { wordsFor, wordsOfConfluence } from '../problems/words';
import { Button } from '../ui/Button';
import { useTabIndex } from '../ui/tabIndex';
import { outcomeTitle } from './outcomeWords';
import styles from './Removal.module.css';
import { removalMessages } from './removalMessages';
import type { RowState } from './rowState';

interface Props {
  name: string;
  state: RowState | undefined;
  /** Kinds of errors that the dock explains already, so that the row need not say them again. */
  saidInDock: readonly ErrorKind[];
}

/**
 * What the last action on a person came to: one line inside their row, so that no other row moves, and the rest on demand.
 * The line is a live region and there before it has words, so that a screen reader hears them come.
 */
export function RemovalResult({ name, state, saidInDock }: Props) {
  const detailsId = useId();
  const tabIndex = useTabIndex();
  const [opened, setOpened] = useState<RowState['status']>();
  const failure = failureIn(state);
  const explained = failure && !saidInDock.includes(failure.error.kind) ? failure : undefined;
  const hasDetails = explained !== undefined || state?.status === 'stillMember';
  const isOpen = hasDetails && opened === state?.status;
  const outcome = state && outcomeTitle(state);
  return (
    <div className={styles.result}>
      <div className={styles.outcome} data-open={isOpen || undefined}>
        <p aria-live="polite" title={outcome} className={explained && styles.failure}>
          {outcome}
        </p>
        {hasDetails && (
          <Button
            appearance="subtle"
            spacing="compact"
            tabIndex={tabIndex}
            aria-label={removalMessages.text('detailsOf', { name })}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setOpened(isOpen ? undefined : state?.status)}
          >
            {removalMessages.text('details')}
          </Button>
        )}
      </div>
      {isOpen && (
        <div id={detailsId}>
          {explained ? <Explanation {...explained} /> : <p>{removalMessages.text('mayYetHappen')}</p>}
        </div>
      )}
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
