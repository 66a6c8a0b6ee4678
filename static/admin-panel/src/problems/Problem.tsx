import Button from '@atlaskit/button/default/button';

import { router } from '@forge/bridge';
import type { ReactNode } from 'react';
import type { AppError, ErrorKind } from '../../../../src/contract';
import { ReadFailed } from '../host/resolver';
import { Message } from '../ui/Message';
import styles from './Problem.module.css';
import { ResponseDetails } from './ResponseDetails';
import { serversWords, wordsFor, type Activity, type Words } from './words';

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
  onRetry?: () => void;
}

type Props = Common & Said;

/** What went wrong, where the admin is looking: a plain sentence, the next step, and Confluence's answer on demand. */
export function Problem({ error: thrown, headingLevel, title, children, onRetry, ...said }: Props) {
  const error = asAppError(thrown);
  const words = said.words ?? wordsFor(error, said.during);
  const quote = serversWords(error);
  const action = nextStep(error, onRetry);
  return (
    <Message
      appearance={error.kind === 'rateLimited' ? 'warning' : 'error'}
      title={title ?? words.title}
      headingLevel={headingLevel}
    >
      <p>{words.text}</p>
      {children}
      {quote !== undefined && (
        <p>
          Confluence said: “<bdi>{quote}</bdi>”
        </p>
      )}
      {action && <div className={styles.action}>{action}</div>}
      <ResponseDetails error={error} />
    </Message>
  );
}

/** Asking again brings the same answer. */
const FINAL = new Set<ErrorKind>(['groupNotFound', 'scopeMissing', 'invalid']);

function nextStep(error: AppError, onRetry: (() => void) | undefined) {
  if (error.kind === 'signedOut') return <Button onClick={() => void router.reload()}>Reload page</Button>;
  const helps = !FINAL.has(error.kind);
  return onRetry && helps ? <Button onClick={onRetry}>Try again</Button> : null;
}

function asAppError(thrown: AppError | Error): AppError {
  if (thrown instanceof ReadFailed) return thrown.error;
  if (thrown instanceof Error) return { kind: 'unavailable', detail: thrown.message };
  return thrown;
}
