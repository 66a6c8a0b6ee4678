import type { ErrorKind } from '../../../../src/contract';
import { ResponseDetails } from '../problems/ResponseDetails';
import { serversWords, wordsFor } from '../problems/words';
import type { RowState } from './rowState';
import styles from './Removal.module.css';

interface Props {
  state: RowState | undefined;
  /** The kind of error that is explained above the table already, so that the row need not say it again. */
  saidAbove: ErrorKind | undefined;
}

/** What the last action on a person came to, in words, inside their row. */
export function RemovalResult({ state, saidAbove }: Props) {
  switch (state?.status) {
    case undefined:
      return null;
    case 'removing':
      return <p className={styles.result}>Removing…</p>;
    case 'checking':
      return <p className={styles.result}>Asking Confluence…</p>;
    case 'stillMember':
      return <p className={styles.result}>Still in the group: the removal did not happen.</p>;
    case 'notAttempted':
      return <p className={styles.result}>Not attempted. Try again.</p>;
    case 'failed':
    case 'unconfirmed': {
      const { title, text } = wordsFor(state.error, 'removal');
      const said = serversWords(state.error);
      return (
        <div className={styles.result}>
          <p className={styles.failure}>
            {isKnown(state.error.kind) ? 'Not removed.' : 'Not confirmed.'} {title}.
          </p>
          {state.error.kind !== saidAbove && (
            <>
              <p>{text}</p>
              {said !== undefined && (
                <p>
                  Confluence said: “<bdi>{said}</bdi>”
                </p>
              )}
              <ResponseDetails error={state.error} />
            </>
          )}
        </div>
      );
    }
  }
}

/** A refusal says that nothing changed; no answer, or a server in trouble, says nothing. */
function isKnown(kind: ErrorKind): boolean {
  return kind !== 'unavailable' && kind !== 'unconfirmed';
}
