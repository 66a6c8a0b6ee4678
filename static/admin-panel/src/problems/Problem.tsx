import { router } from '@forge/bridge';
import type { ReactNode } from 'react';
import type { AppError } from '../../../../src/contract';
import { ReadFailed } from '../host/readFailed';
import { Button } from '../ui/Button';
import { Message } from '../ui/Message';
import type { Activity } from './kindWords';
import styles from './Problem.module.css';
import { problemsMessages } from './problemsMessages';
import { Quotation } from './Quotation';
import { ResponseDetails } from './ResponseDetails';
import { stepFor, wordsFor, wordsOfConfluence, type Words } from './words';

/** What the admin was doing, or the words for it. */
type Said = { during: Activity; words?: undefined } | { during?: undefined; words: Words };

interface Common {
  /** An expected failure, or whatever a query threw. */
  error: AppError | Error;
  headingLevel: 'h2' | 'h3';
  /** What could not be done, where the error alone does not say it. */
  title?: string;
  /** More to know about it. */
  children?: ReactNode;
  /** Asks again; offered only where that can help. */
  onRetry?: () => void;
  /** Takes it off the page; absent where it stays until it is over. */
  onDismiss?: () => void;
}

type Props = Common & Said;

/** What went wrong, where the admin is looking: Confluence's words, a plain sentence, the next step, the answer on demand. */
export function Problem(props: Props) {
  const { error: thrown, headingLevel, title, children, onRetry, onDismiss, ...said } = props;
  const error = asAppError(thrown);
  const words = said.words ?? wordsFor(error, said.during);
  return (
    <Message
      appearance={error.kind === 'rateLimited' ? 'warning' : 'error'}
      title={title ?? words.title}
      headingLevel={headingLevel}
    >
      <Quotation words={wordsOfConfluence(error)} />
      <p>{words.text}</p>
      {children}
      <Actions error={error} during={said.during ?? 'run'} onRetry={onRetry} onDismiss={onDismiss} />
      <ResponseDetails error={error} />
    </Message>
  );
}

interface ActionsProps {
  error: AppError;
  during: Activity;
  onRetry: (() => void) | undefined;
  onDismiss: (() => void) | undefined;
}

/** What can be done about it from here. */
function Actions({ error, during, onRetry, onDismiss }: ActionsProps) {
  const step = stepFor(error, during);
  const retries = onRetry && (step === 'retry' || step === 'signIn');
  if (!retries && !onDismiss && step !== 'signIn') return null;
  return (
    <div className={styles.action}>
      {retries && <Button onClick={onRetry}>{problemsMessages.text('tryAgain')}</Button>}
      {step === 'signIn' && (
        <Button onClick={() => void router.reload()}>{problemsMessages.text('reloadPage')}</Button>
      )}
      {onDismiss && <Button onClick={onDismiss}>{problemsMessages.text('dismiss')}</Button>}
    </div>
  );
}

/** The error of the app's vocabulary in whatever was thrown. */
export function asAppError(thrown: AppError | Error): AppError {
  if (thrown instanceof ReadFailed) return thrown.error;
  if (thrown instanceof Error) return { kind: 'unavailable', detail: thrown.message };
  return thrown;
}
